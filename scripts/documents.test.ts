// What the documents say exists: links, anchors, files, scripts, commands with their options, and the policies they show.
import { describe, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeValue } from "../functions/lib/krm/decode-schema.ts";
import { workloadKinds } from "../functions/lib/kubernetes/mod.ts";
import { isRefusal, outline, withLibrary } from "../functions/lib/yaml/mod.ts";
import { PROVIDER_NAMES } from "../functions/lib/cache/mod.ts";
import { FUNCTION_NAMES, FUNCTIONS } from "../functions/registry.ts";
import { SCHEMAS } from "../functions/schemas.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
const documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...below("functions"), ...below("policies")];

/** Documents that people read from start to end, without the page of every rule. */
const guides = documents.filter((file) => !file.includes("/docs/"));

const prose = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, "");

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, name, body = ""]) =>
    name === language ? [body] : [],
  );
}

/** Anchors as GitHub makes them of headings. */
function anchors(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test.each(documents)("links of %s are alive", (file) => {
  const links = [...prose(read(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  const dead = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? file : join(dirname(file), path);
    return !existsSync(join(root, target)) || (anchor !== undefined && !anchors(read(target)).includes(anchor));
  });
  expect(dead).toEqual([]);
});

test.each(guides)("files that %s names exist", (file) => {
  const names = [...prose(read(file)).matchAll(/`(?:\.\/)?((?:functions|policies|scripts|testdata)\/[\w./-]+)`/g)];
  const missing = names.map(([, name = ""]) => name).filter((name) => !existsSync(join(root, name)));
  // What a skeleton would write.
  expect(missing.filter((name) => !name.includes("pin-digests"))).toEqual([]);
});

test.each(guides)("scripts that %s names exist", (file) => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const called = [...read(file).matchAll(/bun run ([a-z]+)/g)].map(([, name = ""]) => name);
  expect(called.filter((name) => scripts[name] === undefined)).toEqual([]);
});

/** Whole objects of our kinds, as YAML, with the schema of their kind. */
function policies(file: string): { text: string; kind: string }[] {
  return blocks(read(file), "yaml").flatMap((text) => {
    const kind = /^kind: (\w+)$/m.exec(text)?.[1] ?? "";
    return /^apiVersion: warmstart\.dev\//m.test(text) && SCHEMAS[kind] !== undefined ? [{ text, kind }] : [];
  });
}

describe.each(guides.filter((file) => policies(file).length > 0))("%s", (file) => {
  test.each(policies(file))("shows a valid $kind", async ({ text, kind }) => {
    const schema = await (SCHEMAS[kind] as (typeof SCHEMAS)[string])();
    const value = await withLibrary(() => outline(text));
    if (isRefusal(value)) throw new Error(value.message);
    const decoded = decodeValue(schema, value.root?.toJS());
    expect("problems" in decoded ? decoded.problems : []).toEqual([]);
  });
});

/** Calls of the command in shell blocks, each with its words. */
function calls(file: string): string[][] {
  return blocks(read(file), "sh")
    .flatMap((block) => block.replaceAll("\\\n", " ").split(/\n|\|/))
    .map((line) => line.replace(/#.*$/, "").trim())
    .filter((line) => /^(dist\/)?warmstart /.test(line))
    .map((line) => line.split(/\s+/).slice(1));
}

const helps = new Map<string, string>();

function help(words: readonly string[]): string {
  const key = words.join(" ");
  if (!helps.has(key)) {
    const { stdout } = spawnSync(process.execPath, ["functions/cli/main.ts", ...words, "--help"], {
      cwd: root,
      encoding: "utf8",
    });
    helps.set(key, stdout);
  }
  return helps.get(key) as string;
}

test.each(guides.filter((file) => calls(file).length > 0))("commands and options that %s uses exist", (file) => {
  for (const [command = "", ...words] of calls(file)) {
    const text = help(command === "fn" ? [command, words[0] ?? ""] : [command]);
    expect([file, command, text.startsWith("Usage") || text.includes("\nUsage:")]).toEqual([file, command, true]);
    if (command === "fn") expect(FUNCTION_NAMES).toContain(words[0] ?? "");
    const options = words.filter((word) => /^--?[a-z]/.test(word));
    expect(options.filter((option) => !new RegExp(`(^|[ ,])${option}\\b`, "m").test(text))).toEqual([]);
  }
});

test("the README's table has a row for every function, with its policy", () => {
  const rows = [...read("README.md").matchAll(/^\| \[`([\w-]+)`\]\(.*\| `(\w+)` \|$/gm)].map(([, ...row]) => row);
  expect(rows).toEqual(Object.entries(FUNCTIONS).map(([name, { kind }]) => [name, kind]));
});

const missing = (text: string, words: readonly string[]): string[] =>
  words.filter((word) => !new RegExp(`[ ,(]${word}\\b`).test(text));

test("helps list every kind of policy and every provider", () => {
  const kinds = Object.values(FUNCTIONS).map(({ kind }) => kind);
  expect(missing(help(["rewrite"]), kinds)).toEqual([]);
  expect(missing(help(["inventory"]), PROVIDER_NAMES)).toEqual([]);
});

/** What the README's first policy and its explanation need beside it. */
const SHOWN = {
  "manifests/web.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web, alibabacloud.com/eci: "true" }
    spec:
      containers:
        - { name: web, image: docker.io/library/nginx:1.27 }
        - { name: proxy, image: ghcr.io/acme/proxy:2.0.1 }
`,
  "inventory.yaml": `apiVersion: warmstart.dev/v1alpha1
kind: CacheInventory
metadata: { name: beijing }
spec:
  provider: alibaba-eci
  region: cn-beijing
  caches:
    - id: imc-2ze5hdcnngenmwc1jmwf
      name: web
      phase: Ready
      images: [{ ref: "registry-vpc.cn-beijing.aliyuncs.com/dockerhub/library/nginx:1.27" }]
      sizeGiB: 20
      createdAt: "2026-10-01T00:00:00Z"
    - id: imc-2ze7w2c5n8d1f4h6j9p3
      phase: Ready
      images:
        - ref: registry-vpc.cn-beijing.aliyuncs.com/dockerhub/library/nginx:1.27
        - ref: ghcr.io/acme/proxy:2.0.0
      sizeGiB: 20
      createdAt: "2026-11-01T00:00:00Z"
`,
};

test("the README shows what explain says of its policy", () => {
  const folder = mkdtempSync(join(tmpdir(), "warmstart-documents-"));
  try {
    const [policy = ""] = blocks(read("README.md"), "yaml");
    const withoutInventory = policy.slice(0, policy.indexOf("    inventory:"));
    for (const name of ["manifests", "policies"]) mkdirSync(join(folder, name));
    for (const [name, text] of Object.entries({ ...SHOWN, "policies/all.yaml": withoutInventory }))
      writeFileSync(join(folder, name), text);
    const call = calls("README.md").find(([command, first]) => command === "explain" && first === "manifests/");
    const program = join(root, "functions/cli/main.ts");
    const { stdout } = spawnSync(process.execPath, [program, ...(call ?? []), "--now", "2026-11-21T00:00:00Z"], {
      cwd: folder,
      encoding: "utf8",
    });
    const shown = blocks(read("README.md"), "").find((block) => block.startsWith("manifests/web.yaml")) ?? "none";
    expect(stdout.slice(0, shown.length)).toBe(shown);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("there are as many kinds as the README says", () => {
  const said = Number(/^More than (\d+) kinds /m.exec(read("README.md"))?.[1]);
  expect(said).toBeGreaterThan(100);
  expect(workloadKinds().flatMap(({ kinds }) => kinds).length).toBeGreaterThan(said);
});

test("npm is told to copy the package: a link uses another copy of effect, whose schemas the SDK takes for no schemas", () => {
  const lines = guides.flatMap((file) => blocks(read(file), "sh").flatMap((block) => block.split("\n")));
  const installs = lines.filter((line) => /^npm install .*dist\/npm\b/.test(line));
  expect(installs).not.toEqual([]);
  expect(installs.filter((line) => !line.includes(" --install-links "))).toEqual([]);
});
