import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { finish } from "./testing/spawn.ts";

// Below the repository, where "warmstart/krm" means this package.
const cache = fileURLToPath(new URL("../../../.cache", import.meta.url));
let folder = "";
beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(join(cache, "example-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first TypeScript block of the module's documentation. */
function example(): string {
  const source = readFileSync(new URL("mod.ts", import.meta.url), "utf8");
  const block = /```ts\n([\s\S]*?)```/.exec(source)?.[1] ?? "";
  return block.replace(/^ \* ?/gm, "");
}

const deployment = (name: string, replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
`;

test("the example of the module's documentation runs", async () => {
  writeFileSync(join(folder, "main.ts"), example());
  writeFileSync(
    join(folder, "policy.yaml"),
    "apiVersion: warmstart.dev/v1alpha1\nkind: SetReplicasNote\nmetadata:\n  name: note\nspec:\n  note: alone\n",
  );
  const command = [process.execPath, join(folder, "main.ts"), "-p", join(folder, "policy.yaml")];
  const { stdout, stderr, code } = await finish(command, {
    stdin: `${deployment("one", 1)}---\n${deployment("two", 2)}`,
  });
  const noted = deployment("one", 1).replace("name: one\n", "$&  annotations:\n    example.com/note: alone\n");
  expect(stdout.toString()).toBe(`${noted}---\n${deployment("two", 2)}`);
  expect(stderr).toBe(
    'set-replicas-note: [info] Deployment/one metadata.annotations["example.com/note"]: one replica only (→ alone)\n',
  );
  expect(code).toBe(0);
});
