import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { type CustomKind, fieldsOfKind, formatSteps, type KindFields, readCustomKind } from "./mod.ts";

const load = (name: string): CustomKind =>
  readCustomKind(
    parse(readFileSync(new URL(`../../../testdata/crds/${name}.yaml`, import.meta.url), "utf8")),
  ) as CustomKind;

/** A kind of one version with these properties below `spec`. */
function kindWith(properties: unknown): KindFields {
  const schema = { type: "object", properties: { spec: { type: "object", properties } } };
  return fieldsOfKind({ group: "g", kind: "K", versions: [{ name: "v1", schema }] });
}

const text = { type: "string" };
const paths = ({ fields }: KindFields): string[] => fields.map(({ steps }) => formatSteps(steps));

test("fields are known by name and shape, in all versions together", () => {
  const read = fieldsOfKind(load("example.com_shops"));
  expect(read.fields.map(({ steps, tag }) => [formatSteps(steps), tag])).toEqual([
    ["spec.legacyImage", undefined],
    ["spec.image", "tag"],
    ["spec.baseImage", "tag"],
    ["spec.sidecarImage", "sidecarVersion"],
    ["spec.logoImage", undefined],
    ["spec.extraImages[]", undefined],
    ["spec.images.*", undefined],
    ["spec.exporter.image.repository", "tag"],
    ["spec.components.images.web", undefined],
    ["spec.components.images.cache", undefined],
    ["spec.roles.*.template.spec.containers[].image", undefined],
    ["spec.roles.*.template.spec.initContainers[].image", undefined],
    ["spec.roles.*.template.spec.volumes[].image.reference", undefined],
    ["spec.worker.pod.containers[].image", undefined],
    ["spec.worker.pod.initContainers[].image", undefined],
    ["spec.worker.pod.volumes[].image.reference", undefined],
    ['spec.steps[]["nested.io/run"].image', undefined],
  ]);
  expect(read.others.map(({ steps, why }) => [formatSteps(steps), why])).toEqual([
    ["spec.proxy.image", "is split in registry and repository: no path names both"],
    ["spec.build.output.image", "may be where an image is pushed to"],
    ["spec.roles.*.template.spec.volumes[].rbd.image", "names a volume of Ceph"],
    ["spec.worker.pod.volumes[].rbd.image", "names a volume of Ceph"],
  ]);
  expect(read.opaque.map(formatSteps)).toEqual(["spec.podTemplate", "spec.overrides"]);
});

test("pods are known by their containers, and where their annotations are by what is around", () => {
  const { pods } = fieldsOfKind(load("example.com_shops"));
  const shown = pods.map(({ spec, annotations, pruned }) => [
    formatSteps(spec),
    annotations && formatSteps(annotations),
    pruned,
  ]);
  expect(shown).toEqual([
    ["spec.roles.*.template.spec", "spec.roles.*.template.metadata.annotations", true],
    ["spec.worker.pod", "spec.worker.podAnnotations", false],
  ]);
});

test.each(["metadata", "annotations"])("annotations that a definition lists, or leaves open, are kept: %s", (which) => {
  const metadata =
    which === "metadata"
      ? { type: "object", "x-kubernetes-preserve-unknown-fields": true }
      : { type: "object", properties: { annotations: { type: "object", additionalProperties: text } } };
  const containers = { type: "array", items: { type: "object", properties: { image: text } } };
  const { pods } = kindWith({ template: { properties: { metadata, spec: { properties: { containers } } } } });
  expect(pods.map(({ pruned }) => pruned)).toEqual([false]);
});

const annotationsIn = (properties: unknown): unknown =>
  kindWith(properties).pods.map(({ annotations }) => annotations && formatSteps(annotations));

test.each([
  ["podMetadata", { properties: { annotations: {} } }, "podMetadata.annotations"],
  ["podAnnotations", { additionalProperties: text }, "podAnnotations"],
  [
    "podTemplate",
    { properties: { metadata: { properties: { annotations: {} } } } },
    "podTemplate.metadata.annotations",
  ],
  ["annotations", {}, "annotations"],
])("annotations beside containers, or beside what holds them, are theirs: %s", (name, schema, wanted) => {
  const containers = { type: "array", items: { type: "object", properties: { image: text } } };
  expect(annotationsIn({ web: { properties: { containers, [name]: schema } } })).toEqual([`spec.web.${wanted}`]);
  expect(annotationsIn({ web: { properties: { containers } }, [name]: schema })).toEqual([`spec.${wanted}`]);
});

test("annotations that belong to nothing near a PodSpec are not guessed", () => {
  const containers = { type: "array", items: { type: "object", properties: { image: text } } };
  const { pods } = kindWith({ pod: { properties: { containers } }, other: { properties: { podAnnotations: {} } } });
  expect(pods.map(({ annotations }) => annotations)).toEqual([undefined]);
});

test("definitions as they are published are read", () => {
  expect(paths(fieldsOfKind(load("apps.kruise.io_imagelistpulljobs")))).toEqual(["spec.images[]"]);
  const broadcast = fieldsOfKind(load("apps.kruise.io_broadcastjobs"));
  expect([paths(broadcast), broadcast.opaque.map(formatSteps)]).toEqual([[], ["spec.template"]]);
  const cron = fieldsOfKind(load("apps.kruise.io_advancedcronjobs"));
  expect([paths(cron), cron.opaque.map(formatSteps)]).toEqual([
    [],
    ["spec.template.broadcastJobTemplate.spec.template", "spec.template.jobTemplate"],
  ]);
});

test("older definitions with one schema for all versions are read", () => {
  const spec = {
    group: "g.example",
    names: { kind: "Old" },
    version: "v1beta1",
    validation: { openAPIV3Schema: { properties: { spec: { properties: { image: text } } } } },
  };
  const kind = readCustomKind({ apiVersion: "apiextensions.k8s.io/v1beta1", kind: "CustomResourceDefinition", spec });
  expect(kind?.versions.map(({ name }) => name)).toEqual(["v1beta1"]);
  expect(paths(fieldsOfKind(kind as CustomKind))).toEqual(["spec.image"]);
});

test("an image in parts is known by its repository; that of something else has no tag", () => {
  expect(paths(kindWith({ image: { properties: { repository: text } } }))).toEqual(["spec.image.repository"]);
  const parts = { properties: { repository: text, tag: text, imagePullPolicy: text } };
  expect(paths(kindWith({ web: parts, git: { properties: { repository: text, tag: text } } }))).toEqual([
    "spec.web.repository",
  ]);
  const chart = { properties: { repository: text, version: text, pullPolicy: text } };
  expect(paths(kindWith({ imageUpdater: { properties: { git: chart } } }))).toEqual([]);
  const split = kindWith({ image: { properties: { registry: text, repository: text } } });
  expect([paths(split), split.others.length]).toEqual([[], 1]);
});

test("a tag counts when one version has it; overrides of kustomize and metadata never do", () => {
  const version = (properties: unknown): { name: string; schema: Record<string, unknown> } => ({
    name: "v",
    schema: { properties: { spec: { properties }, metadata: { properties: { image: text } } } },
  });
  const versions = [version({ image: text, tag: text }), version({ image: text })];
  expect(fieldsOfKind({ group: "g", kind: "K", versions }).fields).toEqual([{ steps: ["spec", "image"], tag: "tag" }]);
  const kustomize = kindWith({ kustomize: { properties: { images: { type: "array", items: text } } } });
  expect([paths(kustomize), kustomize.others.map(({ why }) => why)]).toEqual([[], ["is an override for other images"]]);
});

test("what is no definition, or has no schema, holds nothing", () => {
  const named = { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition" };
  for (const object of [undefined, null, "text", [], {}, { kind: "Pod" }, named, { ...named, spec: { group: "g" } }]) {
    expect(readCustomKind(object)).toBeUndefined();
  }
  const other = { ...named, apiVersion: "example.com/v1", spec: { group: "g", names: { kind: "K" }, versions: [] } };
  expect(readCustomKind(other)).toBeUndefined();
  const bare = { ...named, spec: { group: "g", names: { kind: "K" }, versions: [{ name: "v1" }, "x", { schema: 5 }] } };
  expect(fieldsOfKind(readCustomKind(bare) as CustomKind)).toEqual({ fields: [], others: [], pods: [], opaque: [] });
});

test("lists whose items have schemas of their own are read", () => {
  const items = [{ properties: { image: text } }, { properties: { sideImage: text } }];
  expect(paths(kindWith({ list: { type: "array", items } }))).toEqual(["spec.list[].image", "spec.list[].sideImage"]);
  expect(paths(kindWith({ either: { anyOf: [{ properties: { image: text } }, { type: "string" }] } }))).toEqual([
    "spec.either.image",
  ]);
});

test.each(["images", "imageMap", "imageMapping", "sidecarImageOverrides", "imageRefs", "extraImages"])(
  "maps and lists of texts called %s hold images",
  (name) => {
    expect(paths(kindWith({ [name]: { type: "object", additionalProperties: text } }))).toEqual([`spec.${name}.*`]);
    expect(paths(kindWith({ [name]: { type: "array", items: text } }))).toEqual([`spec.${name}[]`]);
  },
);

test.each(["imageTags", "imagePullSecrets", "imageLabels", "diskImages", "vmImageMap", "image"])(
  "maps of texts called %s hold none",
  (name) => {
    expect(paths(kindWith({ [name]: { type: "object", additionalProperties: text } }))).toEqual([]);
  },
);

test("a schema within itself ends, and so does one that is deeper than any resource", () => {
  const step: Record<string, unknown> = { type: "object" };
  step["properties"] = { image: text, steps: { type: "array", items: step } };
  expect(paths(kindWith({ step }))).toEqual(["spec.step.image"]);
  let deep: unknown = { properties: { image: text } };
  for (let i = 0; i < 5000; i++) deep = { properties: { a: deep } };
  expect(paths(kindWith({ deep }))).toEqual([]);
});

test("shapes that are no schema break nothing", () => {
  const number = { type: "string", "x-kubernetes-int-or-string": true };
  for (const odd of [number, null, 5, "x", [], { properties: [] }, { properties: { image: null } }, { items: 5 }]) {
    expect(paths(kindWith({ odd, image: odd, images: odd, containers: odd }))).toEqual([]);
  }
  const named = kindWith(JSON.parse('{"__proto__": {"properties": {"image": {"type": "string"}}}}'));
  expect(paths(named)).toEqual(["spec.__proto__.image"]);
});
