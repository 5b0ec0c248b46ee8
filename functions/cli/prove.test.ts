import { afterAll, beforeAll, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { applyPolicy } from "../lib/krm/mod.ts";
import { definition } from "../replace-images/function.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const POLICIES = fileURLToPath(new URL("../../policies/", import.meta.url));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-prove-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Pair = readonly [prefix: string, target: string];

/** A policy in a file of its own. */
function policy(name: string, pairs: readonly Pair[], more = ""): string {
  const rows = pairs.map(([prefix, target]) => `    - {repositoryPrefix: "${prefix}", replaceWith: "${target}"}\n`);
  const text = `apiVersion: warmstart.dev/v1alpha1\nkind: ReplaceImages\nmetadata: {name: ${name}}\nspec:\n${more}  replacements:\n${rows.join("")}`;
  writeFileSync(join(folder, `${name}.yaml`), text);
  return text;
}

function prove(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "prove", ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("proven, with the reason per replacement", () => {
  policy("safe", [
    ["docker.io", "mirror.example/docker.io"],
    ["harbor.domain", "harbor.domain/proxy"],
  ]);
  expect(prove("safe.yaml")).toEqual({
    status: 0,
    stdout: `Proven: every image reaches its final name in one step.

ReplaceImages "safe" (safe.yaml), match prefix

  [0] docker.io -> mirror.example/docker.io
      no replacement means what it writes
  [1] harbor.domain -> harbor.domain/proxy
      [1] never rewrites what already starts with "harbor.domain/proxy", such as
      harbor.domain/proxy/image
`,
    stderr: "",
  });
});

test("a counter-example, and the function does what it says", async () => {
  const text = policy("chain", [
    ["docker.io", "old.example/hub"],
    ["old.example", "new.example"],
  ]);
  expect(prove("-p", "chain.yaml")).toEqual({
    status: 1,
    stdout: `Not proven: an image needs more than one step.

ReplaceImages "chain" (chain.yaml), match prefix

  image  docker.io/image
  run 1  old.example/hub/image
           by [0] docker.io -> old.example/hub
  run 2  new.example/hub/image
           by [1] old.example -> new.example

  \`spec.replacements[1]\` means what \`spec.replacements[0]\` writes: let
  \`spec.replacements[0]\` write the final name, here "new.example/hub/image".
`,
    stderr: "",
  });
  let pod = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: docker.io/image\n";
  const seen: string[] = [];
  for (let run = 0; run < 3; run++) {
    const { texts } = await applyPolicy(definition, { path: "chain.yaml", text }, [{ path: "pod.yaml", text: pod }]);
    pod = texts[0] as string;
    seen.push(/image: (.*)/.exec(pod)?.[1] as string);
  }
  expect(seen).toEqual(["old.example/hub/image", "new.example/hub/image", "new.example/hub/image"]);
});

test("rules that lead back to themselves are a counter-example, not a bad policy", () => {
  policy("cycle", [
    ["a.example", "b.example"],
    ["b.example", "a.example"],
  ]);
  const { status, stdout, stderr } = prove("cycle.yaml", "--format", "json");
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({
    proven: false,
    policies: [{ file: "cycle.yaml", path: "spec", counterExample: { image: "a.example/image", final: null } }],
  });
  expect(prove("cycle.yaml").stdout).toContain("then   no run would be the last");
});

test("a selection is not looked at, and said to be so", () => {
  const pairs: Pair[] = [
    ["a.example", "b.example"],
    ["b.example", "c.example"],
  ];
  policy("selected", pairs, '  select: {image: "a.example/**"}\n');
  const { status, stdout } = prove("selected.yaml");
  expect(status).toBe(1);
  expect(stdout).toEndWith("  `spec.select` is not looked at, and may keep this image out.\n");
});

test("a policy that annotates has no second step", () => {
  const pairs: Pair[] = [
    ["a.example", "b.example"],
    ["b.example", "c.example"],
  ];
  policy("annotate", pairs, "  action: annotate\n");
  const { status, stdout } = prove("annotate.yaml");
  expect(status).toBe(0);
  expect(stdout).toContain("No image in a manifest changes.");
});

test("several policies together, in the order in which they are carried out", () => {
  policy("first", [["old.example", "new.example"]]);
  policy("second", [["docker.io", "old.example/hub"]]);
  const { status, stdout } = prove("first.yaml", "second.yaml");
  expect(status).toBe(1);
  expect(stdout).toStartWith("Not proven: an image needs more than one step.\n");
  expect(stdout).toEndWith(`
All of them, in this order

  image  docker.io/image
  run 1  old.example/hub/image
           by "second" [0] docker.io -> old.example/hub
  run 2  new.example/hub/image
           by "first" [0] old.example -> new.example
`);
  policy("zz-last", [["old.example", "new.example"]]);
  const ordered = prove("second.yaml", "zz-last.yaml");
  expect(ordered.status).toBe(0);
  expect(ordered.stdout).toEndWith("\nAll of them, in this order\n\n  a second run changes nothing\n");
  expect(JSON.parse(prove("first.yaml", "second.yaml", "--format", "json").stdout)).toMatchObject({
    proven: false,
    together: { proven: false, image: "docker.io/image", final: "new.example/hub/image" },
    policies: [{ proven: true }, { proven: true }],
  });
});

test("says where `prefix` and `exact` disagree", () => {
  policy("nested", [
    ["h.example", "m.example"],
    ["h.example/redis", "m.example/valkey"],
  ]);
  expect(prove("nested.yaml").stdout).toContain(
    "Depends on `match`: h.example/redis becomes m.example/valkey with `prefix`,\n  and m.example/redis with `exact`",
  );
});

test("remarks about the policy go to stderr, a bad policy is 2", () => {
  policy("remarks", [["registry-1.docker.io", "m.example"]]);
  const remarks = prove("remarks.yaml");
  expect(remarks.status).toBe(0);
  expect(remarks.stderr).toContain('IR022\n  spec.replacements[0].repositoryPrefix: should be "docker.io"');
  policy("bad", [["a.example/", "m.example"]]);
  const bad = prove("bad.yaml");
  expect(bad).toMatchObject({ status: 2, stdout: "" });
  expect(bad.stderr).toContain("bad.yaml:6 error IR003\n");
});

test.each([
  [[], "A policy must be given"],
  [["none.yaml"], 'File or folder must exist: "none.yaml"'],
  [["safe.yaml", "--format", "xml"], '--format must be text or json, not "xml"'],
  [["--prove"], "--prove"],
])("usage error: %j", (args, message) => {
  const { status, stdout, stderr } = prove(...(args as string[]));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(message as string);
});

test("all policies that come with warmstart are proven", () => {
  const folders = readdirSync(POLICIES, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== "schema",
  );
  const { stdout } = prove("--format", "json", ...folders.map(({ name }) => join(POLICIES, name)));
  // They are samples, each for itself: together they would continue each other.
  const { policies } = JSON.parse(stdout) as { policies: { file: string; proven: boolean }[] };
  expect(policies.length).toBeGreaterThan(4);
  expect(policies.filter(({ proven }) => !proven)).toEqual([]);
});
