// Writes the table of rules in the README of validate-cache-references, one page per rule below docs/ and their index:
// `bun scripts/rules-docs.ts [--check]`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadLibrary } from "../functions/lib/yaml/mod.ts";
import { elsewhereRules } from "../functions/validate-cache-references/rules/elsewhere.ts";
import { RULES } from "../functions/validate-cache-references/rules/index.ts";
import { checkOption } from "./check-option.ts";
import { cell, providersOf, severitiesOf, summaryOf } from "./rules-docs/describe.ts";
import { elsewherePage } from "./rules-docs/elsewhere-page.ts";
import { indexPage } from "./rules-docs/index-page.ts";
import { rulePage } from "./rules-docs/rule-page.ts";

const folder = fileURLToPath(new URL("../functions/validate-cache-references/", import.meta.url));
const check = checkOption("scripts/rules-docs.ts");

const BLOCK = /(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/;

function table(): string {
  const rows = RULES.map((rule) => {
    const { id, name } = rule;
    const documentation = rule.documentation();
    const fix = documentation.fix === undefined ? "" : "yes";
    const what = cell(summaryOf(documentation.what));
    return `| [${id}](docs/${id}.md) | ${name} | ${cell(severitiesOf(rule))} | ${providersOf(rule)} | ${fix} | ${what} |`;
  });
  const head = "| id | name | severity | providers | repair | what it finds |\n| --- | --- | --- | --- | --- | --- |";
  return [head, ...rows].join("\n");
}

function stale(file: string): void {
  console.log(`functions/validate-cache-references/${file} must be written again: bun run docs`);
  process.exitCode = 1;
}

function write(file: string, after: string): void {
  const path = folder + file;
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (before === after) return;
  if (check) return stale(file);
  writeFileSync(path, after);
}

/** Pages of rules that are gone. */
function prune(names: ReadonlySet<string>): void {
  for (const name of readdirSync(`${folder}docs`)) {
    if (names.has(name)) continue;
    if (check) stale(`docs/${name}`);
    else rmSync(`${folder}docs/${name}`);
  }
}

await loadLibrary();
const readme = readFileSync(`${folder}README.md`, "utf8");
if (!BLOCK.test(readme)) throw new Error("README.md must have <!-- rules --> and <!-- /rules -->");
write(
  "README.md",
  readme.replace(BLOCK, (_, open: string, close: string) => `${open}${table()}\n${close}`),
);
const pages = new Map<string, string>([["README.md", indexPage(RULES, elsewhereRules())]]);
for (const rule of RULES) pages.set(`${rule.id}.md`, await rulePage(rule));
for (const rule of elsewhereRules()) pages.set(`${rule.id}.md`, elsewherePage(rule));
mkdirSync(`${folder}docs`, { recursive: true });
for (const [name, text] of pages) write(`docs/${name}`, text);
prune(new Set(pages.keys()));
