import { expect, test } from "bun:test";
import { compileSelect, type Select, type Subject } from "./mod.ts";

const redis: Subject = {
  kind: "StatefulSet",
  name: "redis",
  namespace: "shop",
  labels: { app: "redis", tier: "backend" },
  annotations: { "example.com/team": "data/platform" },
  container: "main",
  image: "docker.io/library/redis:7.4",
};

const CASES: readonly (readonly [string, Select, boolean])[] = [
  ["nothing selects everything", {}, true],
  ["a kind", { kind: "StatefulSet" }, true],
  ["another kind", { kind: "Deployment" }, false],
  ["kinds are compared with their case", { kind: "statefulset" }, false],
  ["one of several kinds", { kind: ["Deployment", "StatefulSet"] }, true],
  ["a pattern for names", { name: "red*" }, true],
  ["a namespace", { namespace: "shop" }, true],
  ["all labels", { labels: { app: "redis", tier: "back*" } }, true],
  ["one label is missing", { labels: { app: "redis", zone: "*" } }, false],
  ["an annotation value with a slash", { annotations: { "example.com/team": "data/**" } }, true],
  ["a star stops at a slash", { annotations: { "example.com/team": "*" } }, false],
  ["a container", { container: "main" }, true],
  ["an image of a registry", { image: "docker.io/**" }, true],
  ["an image, star stops at a slash", { image: "docker.io/*" }, false],
  ["conditions together", { kind: "StatefulSet", namespace: "other" }, false],
  ["one of the included sets", { include: [{ kind: "Pod" }, { name: "redis" }] }, true],
  ["included as a single set", { include: { kind: "Pod" } }, false],
  ["an empty include list selects nothing", { include: [] }, false],
  ["excluded", { exclude: [{ labels: { app: "redis" } }] }, false],
  ["not excluded", { exclude: { namespace: "kube-system" } }, true],
  ["exclude wins over include", { include: { name: "*" }, exclude: { name: "redis" } }, false],
  ["a negated group", { name: "!(web|api)" }, true],
];

for (const [what, select, selected] of CASES) {
  test(what, () => expect(compileSelect(select)(redis)).toBe(selected));
}

test("no namespace is the empty text", () => {
  const { namespace: _, ...rest } = redis;
  expect(compileSelect({ namespace: "shop" })({ ...rest, namespace: undefined })).toBe(false);
});
