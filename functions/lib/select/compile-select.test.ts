import { describe, expect, test } from "bun:test";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { compileSelect, Select, type Subject } from "./mod.ts";

const WEB: Subject = {
  kind: "Deployment",
  name: "web-1",
  namespace: "shop",
  labels: { app: "web", tier: "front" },
  annotations: { "example.com/owner": "team/a" },
  container: "nginx",
  image: "docker.io/library/nginx:1.27",
};

/** A selector, and whether it selects the container above. */
const CASES: readonly (readonly [Select, boolean])[] = [
  [{}, true],
  [{ include: [], exclude: [] }, true],
  [{ exclude: [] }, true],
  [{ include: [{}] }, true],
  [{ exclude: [{}] }, false],
  [{ kind: "Deployment" }, true],
  [{ kind: "deployment" }, false],
  [{ kind: ["StatefulSet", "Deployment"] }, true],
  [{ kind: "*Set" }, false],
  [{ name: "web-*" }, true],
  [{ name: "web" }, false],
  [{ name: "web-{1,2}" }, true],
  [{ name: "web-[0-9]" }, true],
  [{ name: "!web-1" }, false],
  [{ namespace: "shop" }, true],
  [{ namespace: ["prod-*", "sh?p"] }, true],
  [{ labels: { app: "web" } }, true],
  [{ labels: { app: "web", tier: "back" } }, false],
  [{ labels: { app: "*" } }, true],
  [{ labels: { missing: "*" } }, false],
  [{ labels: { toString: "*" } }, false],
  [{ labels: {} }, true],
  [{ annotations: { "example.com/owner": "team/a" } }, true],
  [{ annotations: { "example.com/owner": "*" } }, true],
  [{ annotations: { "example.com/owner": "" } }, false],
  [{ container: "nginx" }, true],
  [{ container: "istio-*" }, false],
  [{ image: "docker.io/library/nginx" }, true],
  [{ image: "docker.io/library/nginx:1.27" }, true],
  [{ image: "docker.io/library/nginx:1.2?" }, true],
  [{ image: "docker.io/library/*" }, true],
  [{ image: "docker.io/*" }, false],
  [{ image: "docker.io/**" }, true],
  [{ image: "**/nginx" }, true],
  [{ image: "nginx" }, false],
  [{ kind: "Deployment", image: "quay.io/**" }, false],
  [{ include: [{ kind: "Pod" }, { name: "web-*" }] }, true],
  [{ include: [{ kind: "Pod" }, { name: "db-*" }] }, false],
  [{ namespace: "shop", include: [{ kind: "Deployment" }] }, true],
  [{ namespace: "bank", include: [{ kind: "Deployment" }] }, false],
  [{ include: [{ kind: "Deployment" }], exclude: [{ container: "nginx" }] }, false],
  [{ exclude: [{ container: "nginx", namespace: "bank" }] }, true],
  [{ exclude: [{ labels: { app: "web" } }] }, false],
];

describe("a selector", () => {
  test.each(CASES.map(([select, expected]): [string, Select, boolean] => [JSON.stringify(select), select, expected]))(
    "%s",
    (_, select, expected) => {
      expect(Result.isSuccess(Schema.decodeUnknownResult(Select, { onExcessProperty: "error" })(select))).toBe(true);
      expect(compileSelect(select)(WEB)).toBe(expected);
    },
  );

  test("finds a label on the workload or on its pods", () => {
    const subject = { ...WEB, labels: [{ app: "web" }, { version: "v2" }] };
    expect(compileSelect({ labels: { app: "web", version: "v2" } })(subject)).toBe(true);
    expect(compileSelect({ labels: { app: "web", version: "v3" } })(subject)).toBe(false);
  });

  test("does not hold for what the subject does not have", () => {
    const { kind, name, labels, annotations } = WEB;
    const bare = { kind, name, labels, annotations };
    for (const select of [{ namespace: "**" }, { container: "**" }, { image: "**" }]) {
      expect(compileSelect(select)(bare)).toBe(false);
      expect(compileSelect({ exclude: [select] })(bare)).toBe(true);
    }
  });

  test("takes an empty namespace for none, as Kubernetes does", () => {
    expect(compileSelect({ namespace: "*" })({ ...WEB, namespace: "" })).toBe(false);
    expect(compileSelect({ exclude: [{ namespace: "*" }] })({ ...WEB, namespace: "" })).toBe(true);
  });

  test("with ports, digests and dots matches the name as well as the whole text", () => {
    const image = `registry.example:5000/team/app:2@sha256:${"a".repeat(64)}`;
    for (const glob of ["registry.example:5000/team/app", "registry.example:5000/**", image, "**/app:2@sha256:*"]) {
      expect(compileSelect({ image: glob })({ ...WEB, image })).toBe(true);
    }
    expect(compileSelect({ image: "registryXexample:5000/**" })({ ...WEB, image })).toBe(false);
  });

  test("refuses what is none", () => {
    for (const select of [
      { kinds: ["Pod"] },
      { kind: "" },
      { kind: [] },
      { kind: 1 },
      { labels: { a: 1 } },
      { include: {} },
      { include: [{ include: [] }] },
    ]) {
      const decoded = Schema.decodeUnknownResult(Select, { onExcessProperty: "error" })(select);
      expect([select, Result.isFailure(decoded)]).toEqual([select, true]);
    }
  });
});
