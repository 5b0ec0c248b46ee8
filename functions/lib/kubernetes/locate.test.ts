import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { isRefusal, loadLibrary, outline } from "../yaml/mod.ts";
import {
  fieldPathProblem,
  imageFields,
  keptFields,
  podTemplates,
  workloadKind,
  type WorkloadKind,
  workloadKinds,
} from "./mod.ts";
import { treeOf } from "./testing/tree-of.ts";

const POD = workloadKind("", "Pod") as WorkloadKind;

function fieldsOf(value: unknown, kind: WorkloadKind = POD): unknown[] {
  return imageFields(treeOf(value), kind).map(({ node, path, container, type, pullPolicy }) => {
    return { image: node.string, at: path.join("."), container, type, pullPolicy };
  });
}

describe("image fields", () => {
  test("know their container, its role and its pull policy", () => {
    const containers = [{ name: "web", image: "web:1", imagePullPolicy: "Always" }, { image: "nameless" }];
    const spec = {
      containers,
      initContainers: [{ name: "init", image: "init" }],
      ephemeralContainers: [{ name: "debug", image: "debug" }],
      volumes: [{ name: "v", image: { reference: "data:1", pullPolicy: "Never" } }],
    };
    expect(fieldsOf({ spec })).toEqual([
      { image: "init", at: "spec.initContainers.0.image", container: "init", type: "init", pullPolicy: undefined },
      { image: "web:1", at: "spec.containers.0.image", container: "web", type: "container", pullPolicy: "Always" },
      {
        image: "nameless",
        at: "spec.containers.1.image",
        container: undefined,
        type: "container",
        pullPolicy: undefined,
      },
      {
        image: "debug",
        at: "spec.ephemeralContainers.0.image",
        container: "debug",
        type: "ephemeral",
        pullPolicy: undefined,
      },
      {
        image: "data:1",
        at: "spec.volumes.0.image.reference",
        container: undefined,
        type: "volume",
        pullPolicy: "Never",
      },
    ]);
  });

  test("have no pull policy where it is empty", () => {
    const spec = {
      containers: [{ name: "web", image: "web", imagePullPolicy: "" }],
      volumes: [{ name: "v", image: { reference: "data", pullPolicy: "" } }],
    };
    expect(fieldsOf({ spec })).toMatchObject([{ pullPolicy: undefined }, { pullPolicy: undefined }]);
  });

  test("of other kinds have the role that the key around them says", () => {
    const task = workloadKind("tekton.dev", "Task") as WorkloadKind;
    const spec = {
      steps: [{ name: "go", image: "go" }],
      sidecars: [{ name: "s", image: "s" }],
      volumes: [{ image: { reference: "v" } }],
    };
    expect(fieldsOf({ spec }, task)).toMatchObject([
      { container: "go", type: "container" },
      { container: "s", type: "container" },
      { container: undefined, type: "volume" },
    ]);
    const prometheus = workloadKind("monitoring.coreos.com", "Prometheus") as WorkloadKind;
    expect(fieldsOf({ spec: { image: "p", name: "x" } }, prometheus)).toMatchObject([{ image: "p", type: "field" }]);
    const added = { group: "a.example", kinds: ["A"], pods: [], images: ["spec.*.image"], source: "policy" };
    expect(fieldsOf({ spec: { constructor: { image: "c" } } }, added)).toMatchObject([{ image: "c", type: "field" }]);
  });

  test("without their tag, which stands elsewhere, are names", () => {
    const single = workloadKind("operator.victoriametrics.com", "VMSingle") as WorkloadKind;
    const spec = { image: { repository: "vm", tag: "v1" }, containers: [{ name: "a", image: "a" }] };
    expect(fieldsOf({ spec }, single)).toEqual([
      { image: "a", at: "spec.containers.0.image", container: "a", type: "container", pullPolicy: undefined },
      { image: "vm", at: "spec.image.repository", container: undefined, type: "name", pullPolicy: undefined },
    ]);
  });

  test("that a controller writes are none, and come with the reason", () => {
    const revision = workloadKind("serving.knative.dev", "Revision") as WorkloadKind;
    const spec = { containers: [{ image: "a" }, { image: 5 }] };
    expect(fieldsOf({ spec }, revision)).toEqual([]);
    expect(keptFields(treeOf({ spec }), revision).map(({ path, why }) => [path.join("."), why])).toEqual([
      ["spec.containers.0.image", "Knative writes a Revision for each change of its Configuration"],
      ["spec.containers.1.image", "Knative writes a Revision for each change of its Configuration"],
    ]);
  });

  test("that are no strings are handed out, absent ones are not", () => {
    const containers = [{ image: 5 }, { image: { name: "x" } }, { image: null }, { name: "none" }];
    expect(imageFields(treeOf({ spec: { containers } }), POD).map(({ node }) => node.kind)).toEqual([
      "scalar",
      "map",
      "null",
    ]);
  });

  test("have paths that start at the resource, wherever the resource is", () => {
    const read = outline("kind: List\nitems:\n- kind: Pod\n  spec:\n    containers: [{image: a}]\n");
    if (isRefusal(read)) throw new Error(read.message);
    const root = read.root?.get("items")?.at(0);
    if (root === undefined) throw new Error("no item");
    expect(imageFields(root, POD).map(({ path }) => path)).toEqual([["spec", "containers", 0, "image"]]);
    expect(podTemplates(root, POD)[0]).toMatchObject({ path: [], annotationsPath: ["metadata", "annotations"] });
  });

  test("behind aliases are handed out as the alias", async () => {
    await loadLibrary();
    const read = outline(
      "x: &a [{image: nginx}]\nspec:\n  containers: *a\n  initContainers: [{image: &b busybox}, {image: *b}]\n",
    );
    if (isRefusal(read) || read.root === undefined) throw new Error("refused");
    const found = imageFields(read.root, POD).map(({ node }) => [node.kind, node.raw]);
    expect(found).toEqual([
      ["scalar", expect.stringContaining("busybox")],
      ["alias", "*b"],
      ["alias", "*a"],
    ]);
  });
});

describe("shapes that do not fit", () => {
  test("hold nothing and break nothing", () => {
    for (const spec of [
      "text",
      7,
      null,
      [],
      { containers: "a" },
      { containers: { a: { image: "x" } } },
      { containers: ["a", null, [1]] },
      { volumes: [{ image: "x" }, { rbd: { image: "y" } }] },
    ]) {
      expect(fieldsOf({ spec })).toEqual([]);
    }
  });

  test("never throw, whatever the kind and the data", () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean());
    const key = fc.constantFrom(
      "spec",
      "template",
      "containers",
      "image",
      "metadata",
      "annotations",
      "templates",
      "volumes",
      "reference",
      "container",
      "pools",
      "steps",
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "medium" },
        leaf,
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.constantFrom(...workloadKinds()), (data, row) => {
        const root = treeOf(data);
        imageFields(root, row);
        podTemplates(root, row);
      }),
      { numRuns: 2000 },
    );
  });
});

test("field paths of users are checked", () => {
  for (const path of ["spec.image", "spec.jobs[].image", "spec.roles.*.image", 'spec["a.b/c"].image', "spec.a[][].b"]) {
    expect(fieldPathProblem(path)).toBeUndefined();
  }
  for (const path of ["", "[]", "*", ".spec", "spec.", "spec..image", "spec[0].image", "spec[].", "spec image["]) {
    expect([path, fieldPathProblem(path)]).toEqual([path, expect.any(String)]);
  }
});
