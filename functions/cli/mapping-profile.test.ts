import { afterAll, beforeAll, expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const RULES = `apiVersion: warmstart.dev/v1alpha1
kind: InjectCacheAnnotations
metadata:
  name: imported
spec:
  provider: alibaba-eci
  rules:
  - name: redis
    select:
      namespace: shop
      labels:
        app: redis
    specifiedName:
      name: imc-2ze5hdcnngenmwc1jmwf
  - name: web
    select:
      labels:
        app: web
    autoMatch:
      perfectMatch: true
  - name: batch
    select:
      labels:
        app: batch
    autoMatch:
      matchCountRequest: 2
  - name: tools
    select:
      labels:
        app: tools
    none: {}
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-profile-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

function mapping(
  word: "export" | "import",
  ...args: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [MAIN, "mapping", word, "--format", "eci-profile", ...args],
    { cwd: folder, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

test("rules become selectors, and selectors the same rules", () => {
  write("rules.yaml", RULES);
  const { status, stdout, stderr } = mapping("export", "-p", "rules.yaml");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toStartWith(
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: eci-profile\n  namespace: kube-system\n",
  );
  write("profile.yaml", stdout);
  expect(mapping("import", "profile.yaml")).toEqual({ status: 0, stdout: RULES, stderr: "4 rules from 1 file\n" });
});

test("selectors as the vendor writes them, with what is lost", () => {
  const selectors = [
    {
      name: "demo",
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } },
      objectSelector: { matchLabels: { type: "test" } },
      effect: {
        annotations: { "k8s.aliyun.com/eci-image-cache": "true", "k8s.aliyun.com/eci-use-specs": "2-4Gi" },
        labels: { created: "eci" },
      },
    },
    {
      name: "team",
      namespaceSelector: { matchLabels: { team: "a" } },
      effect: { annotations: { "k8s.aliyun.com/eci-auto-imc": "true" } },
    },
    { name: "ntp", objectSelector: {}, effect: { annotations: { "k8s.aliyun.com/eci-ntp-server": "100.100.5.1" } } },
    { name: "some", effect: { annotations: { "k8s.aliyun.com/imc-match-count-request": "many" } } },
    "text",
    { name: "said so", effect: { annotations: { "k8s.aliyun.com/eci-auto-imc": "yes" } } },
    {
      name: "a boolean",
      effect: { annotations: { "k8s.aliyun.com/imc-perfect-match": true, "k8s.aliyun.com/eci-auto-imc": "true" } },
    },
    {
      name: "expressions",
      objectSelector: { matchLabels: { a: "b", n: 1 }, matchExpressions: [{ key: "c", operator: "Exists" }] },
      effect: { annotations: { "k8s.aliyun.com/eci-auto-imc": "true" } },
    },
  ];
  const data = { selectors: JSON.stringify(selectors), enableClusterIp: "true" };
  write(
    "vendor.json",
    JSON.stringify({ kind: "List", items: [{ kind: "ConfigMap", metadata: { name: "eci-profile" }, data }] }),
  );
  const { status, stdout, stderr } = mapping("import", "vendor.json", "--name", "demo");
  expect(status).toBe(1);
  expect(stdout).toContain(
    "  - name: demo\n    select:\n      namespace: shop\n      labels:\n        type: test\n    autoMatch: {}\n",
  );
  expect(stdout.match(/- name/g)?.length).toBe(1);
  const said = stderr.replaceAll(/\n\s+/g, " ");
  expect(said).toContain(
    'data.selectors[0]: changed "k8s.aliyun.com/eci-use-specs" is no annotation about image caches',
  );
  expect(said).toContain("data.selectors[0]: changed its labels are not taken over");
  expect(said).toContain("data.selectors[1]: left out a policy selects namespaces by name, not by label");
  expect(said).toContain("data.selectors[2]: left out it says nothing about image caches");
  expect(said).toContain('data.selectors[3]: left out its count must be a whole number of at least 1, not "many"');
  expect(said).toContain('data.selectors[4]: left out it must be a map, not "text"');
  expect(said).toContain(
    'data.selectors[5]: left out "k8s.aliyun.com/eci-auto-imc" must be "true" or "false", not "yes"',
  );
  expect(said).toContain('data.selectors[6]: left out "k8s.aliyun.com/imc-perfect-match" must be a text, not true');
  // Taken for a selector without them it would mean more pods.
  expect(said).toContain(
    'data.selectors[7]: left out `objectSelector.matchLabels["n"]`, `objectSelector.matchExpressions` cannot be said',
  );
});

test("what a profile cannot say is said per rule and replacement", () => {
  write(
    "all.yaml",
    `apiVersion: warmstart.dev/v1alpha1
kind: ApplyCachePolicy
metadata: {name: all}
spec:
  replaceImages:
    replacements: [{repositoryPrefix: docker.io, replaceWith: mirror.example/hub}]
  injectCacheAnnotations:
    provider: alibaba-eci
    rules:
      - {name: redis, select: {labels: {app: redis}}, autoMatch: {}}
      - {name: kinds, select: {kind: Deployment}, autoMatch: {}}
      - {name: globs, select: {labels: {app: "web-*"}}, autoMatch: {}}
      - {name: spaces, select: {namespace: [a, b]}, autoMatch: {}}
      - {name: kept, select: {labels: {app: kept}}, asIs: {}}
      - {name: own, select: {labels: {toString: x}}, autoMatch: {}}
      - {name: next, select: {labels: {app: next}}, autoMatch: {}}
      - {name: rest, autoMatch: {}}
`,
  );
  const { status, stdout, stderr } = mapping("export", "-p", "all.yaml");
  expect(status).toBe(1);
  expect(stdout.match(/"name"/g)?.length).toBe(4);
  const said = stderr.replaceAll(/\n {2}/g, " ");
  for (const line of [
    "all.yaml spec.replaceImages.replacements[0]: left out ECI has no annotation that replaces images",
    "all.yaml spec.injectCacheAnnotations.rules[1]: left out `select.kind` cannot be said",
    "all.yaml spec.injectCacheAnnotations.rules[2]: left out patterns cannot be said",
    "all.yaml spec.injectCacheAnnotations.rules[3]: left out a selector means one namespace",
    "all.yaml spec.injectCacheAnnotations.rules[4]: left out it adds no annotation",
    'all.yaml spec.injectCacheAnnotations.rules[6]: changed a pod may be meant by "own" as well',
    "all.yaml spec.injectCacheAnnotations.rules[7]: changed that a selector without labels means every pod is not documented",
    'all.yaml spec.injectCacheAnnotations.rules[7]: changed a pod may be meant by "redis" as well',
  ]) {
    expect(said).toContain(line);
  }
});

test("what holds for all rules of a policy and cannot be said of a profile is told once", () => {
  write("keep.yaml", RULES.replace("  rules:", "  onExisting: keep\n  keys: current\n  rules:"));
  expect(mapping("export", "-p", "keep.yaml")).toMatchObject({ status: 0, stderr: "" });
  write("replace.yaml", RULES.replace("  rules:", "  onExisting: replace\n  keys: both\n  rules:"));
  const { status, stderr } = mapping("export", "-p", "replace.yaml");
  expect([status, stderr.replaceAll(/\n {2}/g, " ")]).toEqual([
    1,
    'replace.yaml spec.onExisting: changed what a pod says itself is kept, as by "keep": "replace" cannot be said\n' +
      'replace.yaml spec.keys: changed the current keys are written, not "both"\n',
  ]);
});

test("other clouds, values that are no list, files that cannot be read", () => {
  write(
    "cci.yaml",
    RULES.replace("alibaba-eci", "huawei-cci")
      .replace("imc-2ze5hdcnngenmwc1jmwf", "redis")
      .replaceAll(/ {4}autoMatch:\n.*\n/g, "    autoMatch: {}\n"),
  );
  const cci = mapping("export", "-p", "cci.yaml");
  expect(cci).toMatchObject({ status: 1, stdout: "" });
  expect(cci.stderr).toContain("nothing to write: no rule can be expressed\n");
  expect(cci.stderr).toContain("the profile is of alibaba-eci, the rule is for huawei-cci");
  write("no-list.yaml", "kind: ConfigMap\nmetadata: {name: eci-profile}\ndata: {selectors: '{'}\n");
  expect(mapping("import", "no-list.yaml").stderr).toContain("it must be a JSON list of selectors");
  write("broken.yaml", "a: [\n");
  expect(mapping("import", "broken.yaml")).toMatchObject({ status: 4, stdout: "" });
});

test("a profile with more than selectors is not written over", () => {
  write("rules.yaml", RULES);
  expect(mapping("export", "-p", "rules.yaml", "-o", "own").status).toBe(0);
  expect(mapping("export", "-p", "rules.yaml", "-o", "own").status).toBe(0);
  const cluster =
    "kind: ConfigMap\napiVersion: v1\nmetadata: {name: eci-profile}\ndata: {vSwitchIds: vsw-a, selectors: '[]'}\n";
  write("own/eci-profile.yaml", cluster);
  expect(mapping("export", "-p", "rules.yaml", "-o", "own")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("has `data.vSwitchIds`"),
  });
});
