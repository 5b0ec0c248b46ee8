// Writes functions/<name>/documentation.ts, the texts of `--help` and `--doc`, from README.md and metadata.yaml:
// `bun scripts/function-docs.ts [--check]`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isRefusal, loadLibrary, outline } from "../functions/lib/yaml/mod.ts";
import { FUNCTION_NAMES } from "../functions/registry.ts";
import { checkOption } from "./check-option.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = checkOption("scripts/function-docs.ts");

/** A block that kpt's `mdtogo` marks in a README: `Long`, `Examples`. */
function block(readme: string, name: string): string {
  const found = new RegExp(`<!--mdtogo:${name}-->\n([\\s\\S]*?)<!--mdtogo-->`).exec(readme)?.[1];
  if (found === undefined) throw new Error(`README.md must have a block <!--mdtogo:${name}-->`);
  return found.replace(/<!--[\s\S]*?-->\n?/g, "").trim();
}

/** Lines without the fence around them. */
const unfenced = (markdown: string): string => markdown.replace(/^```\w*\n([\s\S]*)\n```$/, "$1");

function documentation(folder: string): string {
  const readme = readFileSync(`${folder}/README.md`, "utf8");
  const read = outline(readFileSync(`${folder}/metadata.yaml`, "utf8"));
  if (isRefusal(read)) throw new Error(`${folder}/metadata.yaml: ${read.message}`);
  // `description` is the summary of the definition, and a test compares the two.
  const { description: _, ...metadata } = (read.root?.toJS() ?? {}) as Record<string, unknown>;
  const texts = { long: block(readme, "Long"), examples: unfenced(block(readme, "Examples")), ...metadata };
  const lines = Object.entries(texts).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`);
  return `// Written by \`bun run docs\` from README.md and metadata.yaml.
import type { Documentation } from "../lib/krm/mod.ts";

/** What \`--help\` and \`--doc\` say beside the fields of the policy. */
export const documentation: Documentation = {
${lines.join("\n")}
};
`;
}

/** The text as the formatter writes it, so that the format check and this script agree. */
function formatted(name: string, text: string): string {
  const folder = `${root}.cache/function-docs`;
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/${name}.ts`;
  writeFileSync(file, text);
  const { status, stderr } = spawnSync(`${root}node_modules/.bin/oxfmt`, ["-c", `${root}.oxfmtrc.json`, file]);
  if (status !== 0) throw new Error(`oxfmt must format ${file}: ${stderr}`);
  return readFileSync(file, "utf8");
}

await loadLibrary();
for (const name of FUNCTION_NAMES) {
  const path = `functions/${name}/documentation.ts`;
  const text = formatted(name, documentation(`${root}functions/${name}`));
  if (existsSync(root + path) && readFileSync(root + path, "utf8") === text) continue;
  if (check) {
    console.log(`${path} must be written again: bun run docs`);
    process.exitCode = 1;
  } else writeFileSync(root + path, text);
}
