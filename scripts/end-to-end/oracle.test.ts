import { describe, expect, test } from "bun:test";
import { expectInjected } from "./injection.ts";
import { renameImages, renamer } from "./renames.ts";
import { Mismatch } from "./suite.ts";
import { survey } from "./survey.ts";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web # head
spec:
  initContainers: [{name: a, image: 'a/b:1'}]
  containers:
  - name: web
    image: nginx:1.27 # pinned
  volumes:
  - name: v
    image: {reference: "r.io/v@sha256:${"0".repeat(64)}"}
  - name: ceph
    rbd: {image: nginx}
`;

describe("survey", () => {
  test("finds container images and image volumes, and not their namesakes", () => {
    const { images, kubernetes } = survey(POD);
    expect(images.map(({ value }) => value)).toEqual(["a/b:1", "nginx:1.27", `r.io/v@sha256:${"0".repeat(64)}`]);
    expect(images.map(({ quote }) => quote)).toEqual(["'", "", '"']);
    expect(kubernetes).toBe(1);
  });

  test("judges documents one by one", () => {
    const text = `${POD}---\na: {{ b }}: [\n--- # next\n${POD}`;
    expect(survey(text)).toMatchObject({ kubernetes: 2, refused: 1 });
    expect(survey(text).images).toHaveLength(6);
  });
});

describe("renamer", () => {
  const rules = [
    { repositoryPrefix: "", replaceWith: "m.io/hub" },
    { repositoryPrefix: "a", replaceWith: "m.io/a" },
    { repositoryPrefix: "a/b", replaceWith: "m.io/ab" },
  ];

  test("takes the longest prefix of whole segments", () => {
    const rename = renamer(rules);
    expect(["a/b:1", "a/b/c", "a/bc", "nginx:1", "x/y"].map(rename)).toEqual([
      "m.io/ab:1",
      "m.io/ab/c",
      "m.io/a/bc",
      "m.io/hub/nginx:1",
      undefined,
    ]);
  });

  test("takes only the parent with the vendor's rule", () => {
    expect(["a/b:1", "a/b/c:1", "a/x/c:1"].map(renamer(rules, "exact"))).toEqual([
      "m.io/a/b:1",
      "m.io/ab/c:1",
      undefined,
    ]);
  });

  test("leaves what is no reference", () => {
    expect(["$(REG)/a", "a/B", "a b", "a:"].map(renamer(rules))).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe("renameImages", () => {
  test("keeps quotes and everything else", () => {
    const after = renameImages(POD, (image) => (image.startsWith("r.io") ? undefined : `m/${image}`));
    expect(after).toBe(POD.replace("'a/b:1'", "'m/a/b:1'").replace("nginx:1.27", "m/nginx:1.27"));
  });
});

describe("expectInjected", () => {
  const key = "k8s.aliyun.com/eci-auto-imc";
  const wanted = () => ({ [key]: "true" });
  const good = POD.replace("# head\n", `# head\n  annotations:\n    ${key}: "true"\n`);

  test("accepts the annotation and nothing else", () => {
    expect(() => expectInjected(POD, good, wanted, "pod")).not.toThrow();
    expect(() => expectInjected(POD, POD, () => undefined, "pod")).not.toThrow();
  });

  test.each([
    ["a missing annotation", POD],
    ["another value", good.replace('"true"', '"false"')],
    ["another field", good.replace("kind: Pod", "kind: Pods")],
    ["a lost comment", good.replace(" # pinned", "")],
  ])("refuses %s", (_, after) => {
    expect(() => expectInjected(POD, after, wanted, "pod")).toThrow(Mismatch);
  });
});
