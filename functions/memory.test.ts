import { heapStats } from "bun:jsc";
import { expect, test } from "bun:test";
import { applyPolicy, execute } from "./lib/krm/mod.ts";
import { definitionOfKind } from "./registry.ts";

const SPECS: Readonly<Record<string, string>> = {
  ReplaceImages: "{replacements: [{repositoryPrefix: docker.io, replaceWith: mirror.example}]}",
  InjectCacheAnnotations: "{provider: alibaba-eci, rules: [{autoMatch: {}}]}",
  ValidateCacheReferences:
    "{provider: alibaba-eci, inventory: {caches: [{id: imc-2ze5hdcnngenmwc1jmwf, images: [{ref: 'nginx:1'}]}]}}",
};

const LINE = "#".repeat(1 << 20);

/** A large text in which every word that a function may remember is another one. */
function pod(n: number): string {
  const own = (word: string): string => `${word}-of-text-number-${n}`;
  return `${LINE}
apiVersion: v1
kind: Pod
metadata:
  name: ${own("name")}
  labels: {${own("label")}: ${own("value")}}
  annotations:
    config.kubernetes.io/path: ${own("path")}
    k8s.aliyun.com/${own("key")}: ${own("note")}
    k8s.aliyun.com/eci-imc-id: ${own("imc")}
spec:
  containers:
  - name: ${own("container")}
    image: docker.io/${own("image")}:1
`;
}

const wrapped = (text: string, policy: string): string =>
  `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${text.replaceAll(/^/gm, "  ").replace("  apiVersion", "- apiVersion")}\nfunctionConfig: ${policy}\n`;

test.each(Object.keys(SPECS))(
  "a program that applies a policy of kind %s for long keeps none of the texts",
  async (kind) => {
    const definition = await definitionOfKind(kind);
    const policy = `{apiVersion: warmstart.dev/v1alpha1, kind: ${kind}, spec: ${SPECS[kind]}}`;
    const held = async (from: number, to: number): Promise<number> => {
      for (let n = from; n < to; n++) {
        await applyPolicy(definition, { path: "policy.yaml", text: policy }, [{ path: "pod.yaml", text: pod(n) }]);
        const { exitCode, stdout = "" } = await execute(definition, { stdin: wrapped(pod(-n), policy) });
        expect([exitCode, stdout.includes("kind: ResourceList")]).toEqual([expect.any(Number), true]);
      }
      Bun.gc(true);
      const { heapSize, extraMemorySize } = heapStats();
      return heapSize + extraMemorySize;
    };
    const before = await held(1, 4);
    expect((await held(4, 44)) - before).toBeLessThan(20 * LINE.length);
  },
);
