// Writes the table of rules in the README of validate-cache-references, and the page that describes every rule:
// `bun scripts/rules-docs.ts [--check]`.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PROVIDER_NAMES, provider } from "../functions/lib/cache/mod.ts";
import type { Rule } from "../functions/validate-cache-references/rule.ts";
import { ELSEWHERE } from "../functions/validate-cache-references/rules/ids.ts";
import { RULES } from "../functions/validate-cache-references/rules/index.ts";

const folder = fileURLToPath(new URL("../functions/validate-cache-references/", import.meta.url));
const check = process.argv.includes("--check");

const BLOCK = /(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/;

/** `error; warning when its values disagree`, with the providers that have another default. */
function severities({ severity, severityOf = {}, otherwise = [] }: Rule): string {
  const own = Object.entries(severityOf).map(([name, other]) => `${other} for ${name}`);
  return [severity, ...own, ...otherwise.map((each) => `${each.severity} when ${each.when}`)].join("; ");
}

function providers({ appliesTo }: Rule): string {
  const names = PROVIDER_NAMES.filter((name) => appliesTo?.(provider(name)) ?? true);
  return names.length === PROVIDER_NAMES.length ? "all" : names.join(", ");
}

const anchor = ({ id, name }: Rule): string => `${id} ${name}`.toLowerCase().replaceAll(" ", "-");
const cell = (text: string): string => text.replaceAll("|", "\\|");

function table(): string {
  const rows = RULES.map((rule) => {
    const { id, name, documentation } = rule;
    const what = documentation.what.split(/(?<=\.) /)[0] ?? "";
    return `| [${id}](rules/README.md#${anchor(rule)}) | ${name} | ${cell(severities(rule))} | ${providers(rule)} | ${cell(what)} |`;
  });
  return ["| id | name | severity | providers | what it finds |", "| --- | --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}

function section(rule: Rule): string {
  const { id, name, since, sources, documentation } = rule;
  const { what, why, example, instead, ignore, policy } = documentation;
  const needs = policy === undefined ? "" : `\n\nwith \`spec: ${JSON.stringify(policy)}\``;
  const pages = sources.length === 0 ? "" : `\n\nPages: ${sources.map((url) => `<${url}>`).join(" ")}`;
  return `## ${id} ${name}

Severity: ${severities(rule)}. Providers: ${providers(rule)}. Since ${since}.

${what}

**Why:** ${why}

**Example**

\`\`\`yaml
${example.trimEnd()}
\`\`\`${needs}

**Use instead**

\`\`\`yaml
${instead.trimEnd()}
\`\`\`

**When to ignore:** ${ignore}${pages}
`;
}

function page(): string {
  const elsewhere = ELSEWHERE.map(({ ids, where }) => `| ${ids} | ${where} |`);
  return `# Rules

One section per rule, made from the rules themselves: \`bun run docs\`. A test runs every example.

${RULES.map(section).join("\n")}
## Ids of other commands and of later versions

A policy may name these ids too, so that one policy serves several versions. They have no effect here.

| ids | where they are checked |
| --- | --- |
${elsewhere.join("\n")}
`;
}

function write(file: string, after: string): void {
  const path = folder + file;
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (before === after) return;
  if (!check) return writeFileSync(path, after);
  console.log(`functions/validate-cache-references/${file} must be written again: bun run docs`);
  process.exitCode = 1;
}

const readme = readFileSync(`${folder}README.md`, "utf8");
if (!BLOCK.test(readme)) throw new Error("README.md must have <!-- rules --> and <!-- /rules -->");
write(
  "README.md",
  readme.replace(BLOCK, (_, open: string, close: string) => `${open}${table()}\n${close}`),
);
write("rules/README.md", page());
