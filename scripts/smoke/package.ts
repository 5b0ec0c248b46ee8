import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: one\nspec:\n  replicas: 1\n";
const POLICY = "apiVersion: warmstart.dev/v1alpha1\nkind: SetReplicasNote\nspec:\n  note: alone\n";

/** Every door of the package, used with its types. */
const DOORS = `import { applyPolicy, definitionOf } from "warmstart";
import { type Item, type Node, nearest, type Path } from "warmstart/krm";
import { ReplaceImages } from "warmstart/replace-images";
import { CacheInventory, validateCacheReferences } from "warmstart/validate-cache-references";

/** What a function is cut into names the types that it passes on, those that the compiler writes down included. */
export const field = (item: Item, path: Path): Node | undefined => item.get(path);
export const facts = ({ kind, style, span, outline }: Node) => ({ kind, style, span, outline });
export const step = validateCacheReferences;
export class Caches extends CacheInventory {}
if (nearest("pth", ["path"]) !== "path") throw new Error("the SDK must be usable");

const policy = new ReplaceImages({ spec: { replacements: [{ repositoryPrefix: "docker.io", replaceWith: "m.example" }] } });
const definition = await definitionOf("replace-images");
if (definition === undefined) throw new Error("replace-images must be there");
const text = "apiVersion: v1\\nkind: Pod\\nmetadata: {name: a}\\nspec:\\n  containers:\\n  - {name: a, image: docker.io/x}\\n";
const { texts } = await applyPolicy(definition, { path: "p.yaml", text: JSON.stringify(policy) }, [{ path: "a.yaml", text }]);
if (texts[0] !== text.replace("docker.io", "m.example")) throw new Error(String(texts[0]));
`;

/** A mistake that nobody catches: the runtime shows the line of the package where it was noticed. */
const MISTAKE = `import { policySchema } from "warmstart/krm";
policySchema("Mistake", { parse: () => undefined });
`;

/** The package as a user has it: beside \`effect\`, with the example of its documentation, checked and run by Node. */
export function packageFailures(): string[] {
  const folder = mkdtempSync(join(tmpdir(), "warmstart-package-"));
  try {
    mkdirSync(join(folder, "node_modules/@kubernetes-models"), { recursive: true });
    cpSync(join(root, "dist/npm"), join(folder, "node_modules/warmstart"), { recursive: true });
    for (const name of ["effect", "@kubernetes-models/base"]) {
      symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
    }
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "policy.yaml"), POLICY);
    writeFileSync(join(folder, "example.ts"), example());
    writeFileSync(join(folder, "doors.ts"), DOORS);
    writeFileSync(join(folder, "mistake.js"), MISTAKE);
    return [...typeErrors(folder), ...runErrors(folder)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first TypeScript block of the SDK's documentation. */
function example(): string {
  const source = readFileSync(join(root, "functions/lib/krm/mod.ts"), "utf8");
  return (/```ts\n([\s\S]*?)```/.exec(source)?.[1] ?? "").replace(/^ \* ?/gm, "");
}

function typeErrors(folder: string): string[] {
  const compilerOptions = {
    target: "es2023",
    lib: ["es2023", "dom"],
    module: "nodenext",
    declaration: true,
    strict: true,
    types: [],
    skipLibCheck: true,
    preserveSymlinks: true,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["example.ts", "doors.ts"] }));
  const { status, stdout } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" });
  return status === 0 ? [] : [`types of the package must fit: ${stdout}`];
}

function runErrors(folder: string): string[] {
  const run = (file: string, args: readonly string[], input: string): { stdout: string; stderr: string } =>
    spawnSync("node", [join(folder, file), ...args], { input, encoding: "utf8" });
  const doors = run("doors.js", [], "");
  const mistake = run("mistake.js", [], "").stderr;
  const told = mistake.includes("spec of Mistake must be a schema") && mistake.length < 2000;
  const noted = run("example.js", ["-p", join(folder, "policy.yaml")], DEPLOYMENT);
  const expected = DEPLOYMENT.replace("name: one\n", "$&  annotations:\n    example.com/note: alone\n");
  return [
    ...(told ? [] : [`an error must be readable: ${mistake}`]),
    ...(doors.stderr === "" ? [] : [`the package must be usable: ${doors.stderr}`]),
    ...(noted.stdout === expected ? [] : [`the example must run: ${noted.stdout}${noted.stderr}`]),
  ];
}
