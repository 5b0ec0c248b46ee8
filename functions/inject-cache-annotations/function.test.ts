import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { applyPolicy } from "../lib/krm/mod.ts";
import { definition } from "./function.ts";

const POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: InjectCacheAnnotations
metadata:
  name: caches
spec:
  provider: alibaba-eci
  rules:
    - name: everything
      autoMatch: {}
`;

function pod(name: string, annotations: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n${annotations}spec:\n  containers: []\n`;
}

async function inject(...texts: string[]): Promise<Awaited<ReturnType<typeof applyPolicy>>> {
  const files = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  return await applyPolicy(definition, { path: "policy.yaml", text: POLICY }, files);
}

function rules({ results }: Awaited<ReturnType<typeof applyPolicy>>): string[] {
  return results.map(({ severity, tags }) => `${severity} ${tags?.["rule"]}`);
}

test("what is as wanted stays as it is and is not spoken of", async () => {
  const text = pod("web", '  annotations:\n    k8s.aliyun.com/eci-auto-imc: "true"\n');
  const applied = await inject(text);
  expect(applied.texts).toEqual([text]);
  expect(applied.results).toEqual([]);
});

test("a refused edit is a warning and not told as done", async () => {
  const text = pod("web", "  labels: &a {app: web}\n  annotations: *a\n");
  const applied = await inject(text);
  expect(applied.texts).toEqual([text]);
  expect(rules(applied)).toEqual(["warning refused"]);
});

test("a rule that selects nothing is told once for all files", async () => {
  const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n";
  expect(rules(await inject(service, service))).toEqual(["warning unused-rule"]);
  expect(rules(await inject(service, pod("web", "")))).toEqual(["info injected"]);
});

test("a result names the annotations, what they were and what they are", async () => {
  const text = pod("web", "  annotations:\n    k8s.aliyun.com/eci-auto-imc: true\n");
  const { results } = await inject(text);
  expect(results).toEqual([
    {
      severity: "info",
      message:
        'pods must start from an image cache that is matched automatically (rule "everything"): set "k8s.aliyun.com/eci-auto-imc" to "true"',
      resourceRef: { apiVersion: "v1", kind: "Pod", name: "web" },
      field: {
        path: "metadata.annotations",
        currentValue: '{"k8s.aliyun.com/eci-auto-imc":true}',
        proposedValue: '{"k8s.aliyun.com/eci-auto-imc":"true"}',
      },
      file: { path: "0.yaml", index: 0 },
      tags: { rule: "injected" },
      line: 5,
    },
  ]);
});

test("the policy of the README is a good one", async () => {
  const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
  const [, text = ""] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  const redis = pod("redis", "  labels: {app: redis}\n");
  const applied = await applyPolicy(definition, { path: "README.md", text }, [{ path: "a.yaml", text: redis }]);
  expect(applied.badPolicy).toBe(false);
  expect(applied.texts[0]).toContain("k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf\n");
});

test("annotations that say it through an alias are as wanted", async () => {
  const text = pod("web", '  labels: &a {k8s.aliyun.com/eci-auto-imc: "true"}\n  annotations: *a\n');
  expect((await inject(text)).results).toEqual([]);
});

test("templates that share metadata are looked at in time that grows with their number", async () => {
  const metadata = 'annotations:\n      k8s.aliyun.com/eci-auto-imc: "true"\n';
  const template = "  - metadata:\n      annotations:\n        a: b\n    container:\n      image: nginx:1.27\n";
  const head = "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata:\n  name: many\nspec:\n";
  const defaults = `  podMetadata:\n    ${metadata}  templateDefaults:\n    container:\n      image: a:1\n`;
  const { results } = await inject(`${head}${defaults}  templates:\n${template.repeat(12_000)}`);
  expect(results).toEqual([]);
}, 4000);
