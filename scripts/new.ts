// Writes the skeleton of the next function, provider or rule: `bun run new function|provider|rule NAME`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { elsewhereRules } from "../functions/validate-cache-references/rules/elsewhere.ts";
import { functionSkeleton } from "./skeletons/function.ts";
import { providerSkeleton } from "./skeletons/provider.ts";
import { ruleSkeleton } from "./skeletons/rule.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

type Skeleton = (name: string) => Record<string, string>;

const SKELETONS: Record<
  string,
  {
    readonly pattern: RegExp;
    readonly shape: string;
    readonly example: string;
    readonly write: Skeleton;
    readonly next: string;
  }
> = {
  function: {
    pattern: /^[a-z]+(-[a-z0-9]+)+$/,
    shape: "a verb and a noun in lower case, joined by hyphens",
    example: "pin-digests",
    write: functionSkeleton,
    next: "name it where CONTRIBUTING.md says, run bun run docs and bun run golden, then write its cases in testdata/",
  },
  provider: {
    pattern: /^[a-z]+(-[a-z0-9]+)+$/,
    shape: "a cloud and a product in lower case, joined by hyphens",
    example: "baidu-bci",
    write: providerSkeleton,
    next: "fill the row from the vendor's pages, add it to TABLE in functions/lib/cache/providers.ts, run bun run docs",
  },
  rule: {
    pattern: /^(ic|ir)\d{3}-[a-z-]+$/,
    shape: "an id that no rule has, in lower case, and the offence",
    example: "ic118-cache-without-owner",
    write: (name) => ruleSkeleton(name, version),
    next: "add it to functions/validate-cache-references/rules/index.ts, write its check, run bun run docs and golden",
  },
};

const [what = "", name = ""] = process.argv.slice(2);
const skeleton = Object.hasOwn(SKELETONS, what) ? SKELETONS[what] : undefined;
if (skeleton === undefined || !skeleton.pattern.test(name)) {
  if (skeleton !== undefined && name !== "") console.error(`NAME must be ${skeleton.shape}, not "${name}"`);
  console.error(`Usage: bun run new function|provider|rule NAME
${Object.entries(SKELETONS)
  .map(([kind, { example }]) => `  bun run new ${kind} ${example}`)
  .join("\n")}`);
  process.exit(2);
}
const written = skeleton.write(name);
const present = Object.keys(written).filter((file) => existsSync(join(root, file)));
if (what === "rule") present.push(...rulesWithId(name));
if (present.length > 0) {
  console.error(`These files exist already and stay as they are:\n  ${present.join("\n  ")}`);
  process.exit(1);
}
for (const [file, text] of Object.entries(written)) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  console.log(`wrote ${file}`);
}
console.log(`Next: ${skeleton.next}`);

/** The files of other rules with the same id, those of other tools too: two rules must not share one. */
function rulesWithId(rule: string): string[] {
  const folder = "functions/validate-cache-references/rules";
  const same = (file: string): boolean => file.startsWith(rule.slice(0, "ic118-".length)) && file !== `${rule}.ts`;
  return readdirSync(join(root, folder))
    .filter(same)
    .map((file) => `${folder}/${file}`)
    .concat(
      elsewhereRules().some(({ id }) => id === rule.slice(0, "ic118".length).toUpperCase())
        ? [`${folder}/elsewhere.ts`]
        : [],
    );
}
