import { beforeAll, expect, test } from "bun:test";
import * as fc from "fast-check";
import { readCustomKind } from "../lib/crd/mod.ts";
import { fieldPathProblem } from "../lib/kubernetes/mod.ts";
import { isRefusal, loadLibrary, outline } from "../lib/yaml/mod.ts";
import { propose } from "./fields-propose.ts";
import { fieldsText } from "./fields-text.ts";

beforeAll(loadLibrary);

const key = fc.constantFrom(
  "spec",
  "image",
  "sideImage",
  "images",
  "containers",
  "a.b/c",
  'say "x"',
  "",
  "*",
  "status",
);
const { schema } = fc.letrec((tie) => ({
  schema: fc.oneof(
    { depthSize: "medium" },
    fc.constant({ type: "string" }),
    fc.constant({ type: "object", "x-kubernetes-preserve-unknown-fields": true }),
    fc.anything(),
    fc.record({ type: fc.constant("array"), items: tie("schema") }),
    fc.record({ additionalProperties: tie("schema") }),
    fc.record({ properties: fc.dictionary(key, tie("schema"), { maxKeys: 4 }) }),
  ),
}));
const value = fc
  .jsonValue({ maxDepth: 4 })
  .map((spec) => JSON.stringify({ spec, image: "a: b # c", 'x"y': { image: "z" } }));

test("whatever a definition and an object say: paths are well-formed and the answer is YAML", () => {
  fc.assert(
    fc.property(schema, value, (openAPIV3Schema, text) => {
      const kind = readCustomKind({
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        spec: { group: "g.example", names: { kind: "K" }, versions: [{ name: "v1", schema: { openAPIV3Schema } }] },
      });
      const read = outline(text);
      if (kind === undefined || isRefusal(read) || read.root === undefined) return;
      const object = { file: "a.json", linesAbove: 0, node: read.root, data: read.root.toJS() };
      const proposal = propose({ kind, files: ["crd.yaml"], objects: [object] }, false);
      for (const { path } of proposal.fields) expect([path, fieldPathProblem(path)]).toEqual([path, undefined]);
      const answer = outline(fieldsText([proposal]));
      if (isRefusal(answer)) throw new Error(answer.message);
      const rows = answer.root?.toJS() as { imageFields: { paths: string[] }[] };
      expect(rows.imageFields.flatMap(({ paths }) => paths)).toEqual(proposal.fields.map(({ path }) => path));
    }),
    { numRuns: 500 },
  );
});
