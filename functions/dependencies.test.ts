import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/**
 * Which modules and packages a module may import. Imports point one way; what is not listed is forbidden.
 * `lib/X` is a folder below functions/lib, `node:*` any built-in of Node.
 */
const ALLOWED: Record<string, readonly string[]> = {
  "lib/image": [],
  "lib/cache": ["lib/image"],
  "lib/kubernetes": ["lib/image"],
  "lib/crd": [],
  "lib/yaml": ["yaml"],
  "lib/select": ["effect", "picomatch"],
  "lib/suppress": ["lib/yaml"],
  "lib/mapping": ["lib/cache", "lib/image", "smol-toml"],
  "lib/krm": ["lib/yaml", "effect", "@kubernetes-models/base", "node:*"],
  function: [
    "lib/cache",
    "lib/image",
    "lib/kubernetes",
    "lib/krm",
    "lib/select",
    "lib/suppress",
    "lib/yaml",
    "effect",
    "@kubernetes-models/base",
  ],
  // The one function that is made of the others.
  "apply-cache-policy": ["function", "lib/krm", "effect", "@kubernetes-models/base"],
  registry: ["function", "apply-cache-policy", "lib/krm"],
  cli: [
    "function",
    "apply-cache-policy",
    "registry",
    "lib/cache",
    "lib/crd",
    "lib/image",
    "lib/kubernetes",
    "lib/krm",
    "lib/mapping",
    "lib/yaml",
    "diff",
    "effect",
    "node:*",
  ],
};

/** The files that touch standard input, files, arguments or the environment; nothing else in a function's path does. */
const BORDER = /^functions\/(cli\/|lib\/krm\/(run|streams)\.ts$)/;

const TESTING = /(\.test\.ts$|\/testing\/)/;
const root = join(import.meta.dir, "..");
const files = readdirSync(join(root, "functions"), { recursive: true, encoding: "utf8" })
  .map((name) => `functions/${name.replaceAll("\\", "/")}`)
  .filter((name) => name.endsWith(".ts") && !TESTING.test(name));

function moduleOf(file: string): string {
  const [, first, second] = file.split("/") as [string, string, string];
  if (first === "lib") return `lib/${second}`;
  if (first === "cli" || first === "apply-cache-policy") return first;
  return first.endsWith(".ts") ? "registry" : "function";
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)|(?:^|\n)import\s*["']([^"']+)["']/g,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3]) as string);
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] as string);
}

function violation(file: string, specifier: string): string | undefined {
  const from = moduleOf(file);
  const allowed = ALLOWED[from] ?? [];
  if (specifier.startsWith("node:")) {
    if (!allowed.includes("node:*")) return "built-in modules are for the border only";
    return from === "lib/krm" && !BORDER.test(file)
      ? "only run.ts, streams.ts and cli/ do input and output"
      : undefined;
  }
  if (!specifier.startsWith(".")) {
    if (specifier === "effect") return "import effect by subpath: the barrel costs start-up time";
    return allowed.includes(packageOf(specifier)) ? undefined : `${from} must not use this package`;
  }
  const target = normalize(join(dirname(file), specifier)).replaceAll("\\", "/");
  const to = moduleOf(target);
  if (to === from && (from !== "function" || target.split("/")[1] === file.split("/")[1])) return undefined;
  if (to.startsWith("lib/") && !target.endsWith("/mod.ts")) return "mod.ts is the only public door of a lib module";
  return allowed.includes(to) ? undefined : `${from} must not import ${to}`;
}

test("imports point one way", () => {
  expect(files.length).toBeGreaterThan(10);
  const found = files.flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      const why = violation(file, specifier);
      return why === undefined ? [] : [`${file} imports ${specifier}: ${why}`];
    }),
  );
  expect(found).toEqual([]);
});

test("the yaml package is used behind one adapter, which is loaded only when the scanner declines", () => {
  const users = files.filter((file) => importsOf(file).includes("yaml"));
  expect(users.length).toBeGreaterThan(0);
  expect(users.filter((file) => !/^functions\/lib\/yaml\/library[a-z-]*\.ts$/.test(file))).toEqual([]);
  const loaders = files.filter((file) => importsOf(file).includes("./library.ts"));
  expect(loaders.map((file) => /import\("\.\/library\.ts"\)/.test(readFileSync(join(root, file), "utf8")))).toEqual([
    true,
  ]);
});

test("only the border touches the process", () => {
  const found = files.filter(
    (file) =>
      !BORDER.test(file) &&
      !file.endsWith("/main.ts") &&
      !file.endsWith("/documentation.ts") &&
      /\bprocess\.|\bconsole\./.test(strip(readFileSync(join(root, file), "utf8"))),
  );
  expect(found).toEqual([]);
});

test("shipped code uses no API of one runtime only", () => {
  const found = files.filter((file) => /\b(Bun|Deno)\.\w/.test(strip(readFileSync(join(root, file), "utf8"))));
  expect(found).toEqual([]);
});

function strip(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*/g, "");
}
