import { beforeAll, expect, test } from "bun:test";
import { applyPolicy, defineFunction, type Finding, runSteps } from "../lib/krm/mod.ts";
import { loadLibrary } from "../lib/yaml/mod.ts";
import { definition, validateCacheReferences } from "./function.ts";

beforeAll(loadLibrary);

const NEW = "registry.example/hub/nginx:1.27";
const RESOURCES = `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf
spec:
  containers:
  - name: web
    image: ${NEW}
---
apiVersion: warmstart.dev/v1alpha1
kind: CacheInventory
metadata:
  name: beijing
spec:
  caches:
  - id: imc-2ze5hdcnngenmwc1jmwf
    images:
    - ref: nginx:1.27
`;

async function rulesOf(replaced: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const withReplaced = defineFunction({
    ...definition,
    run: ({ policy, items, results }) => runSteps(validateCacheReferences(policy.spec, results, { replaced }), items),
  });
  const text = "apiVersion: warmstart.dev/v1alpha1\nkind: ValidateCacheReferences\nspec: {}\n";
  const { results } = await applyPolicy(withReplaced, { path: "p.yaml", text }, [{ path: "r.yaml", text: RESOURCES }]);
  return results.map(({ tags }: Finding) => tags?.["rule"] ?? "");
}

test("a function that replaced images before can tell their old names, which caches may still list", async () => {
  expect(await rulesOf(new Map([[NEW, "nginx:1.27"]]))).toContain("IC112");
  expect(await rulesOf(new Map([[NEW, "redis:7"]]))).not.toContain("IC112");
  expect(await rulesOf(new Map())).not.toContain("IC112");
});
