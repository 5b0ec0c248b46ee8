import { beforeAll, expect, test } from "bun:test";
import { expand, isRefusal, loadLibrary, outline } from "../../lib/yaml/mod.ts";
import { readPlacement } from "./read-placement.ts";

beforeAll(loadLibrary);

test("what stands behind aliases and merge keys decides where a pod runs, too", () => {
  const read = outline(`x: &x {nodeName: virtual-node, serviceAccountName: builder}
y: &y [{key: a, operator: Exists}, &z {key: b}]
spec:
  <<: *x
  serviceAccountName: own
  nodeSelector: {type: &t virtual-kubelet, other: *t}
  tolerations: *y
  imagePullSecrets: [{name: a}, *z]
`);
  if (isRefusal(read)) throw new Error(read.message);
  const spec = read.root?.get("spec");
  expect(readPlacement(...(spec === undefined ? [] : [expand(spec)]))).toEqual({
    nodeName: "virtual-node",
    nodeSelector: { type: "virtual-kubelet", other: "virtual-kubelet" },
    terms: [],
    tolerations: ["a", "b"],
    os: undefined,
    pullSecrets: 2,
    serviceAccount: "own",
  });
});
