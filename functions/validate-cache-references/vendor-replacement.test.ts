import { expect, test } from "bun:test";
import { readReplacements, replaceImage, replacePrefix } from "./vendor-replacement.ts";
import type { VendorReplacement } from "./model.ts";

const SWR = "swr.cn-north-4.myhuaweicloud.com";
const RULES: readonly VendorReplacement[] = [
  { repositoryPrefix: "harbor.domain", replaceWith: `${SWR}/org1` },
  { repositoryPrefix: "", replaceWith: `${SWR}/org1` },
  { repositoryPrefix: "harbor.domain/a/b/c/d", replaceWith: `${SWR}/org2` },
];

test.each<[string, string | undefined]>([
  ["harbor.domain/ubuntu:latest", `${SWR}/org1/ubuntu:latest`],
  ["nginx:latest", `${SWR}/org1/nginx:latest`],
  ["nginx@sha256:ab", `${SWR}/org1/nginx@sha256:ab`],
  ["harbor.domain/a/b/c/d/redis:latest", `${SWR}/org2/redis:latest`],
  ["harbor.domain/a/redis", undefined],
  ["library/nginx", undefined],
  ["docker.io/nginx", undefined],
])("%s becomes %s", (image, replaced) => {
  expect(replaceImage(image, RULES)).toBe(replaced as string);
});

test("entries with both fields are read, the others are problems", () => {
  expect(readReplacements(JSON.stringify(RULES))).toEqual({ entries: RULES, problems: [] });
  const good = { repositoryPrefix: "a", replaceWith: "b" };
  const mixed = [{ repositoryPrefix: "a" }, 1, null, good, { ...good, tag: "c" }];
  expect(readReplacements(JSON.stringify(mixed))).toEqual({
    entries: [good, { ...good, tag: "c" } as VendorReplacement],
    problems: [
      'entry 1 has no "replaceWith" that is a string',
      "entry 2 is no object",
      "entry 3 is no object",
      'entry 5 has "tag" beside the two fields',
    ],
  });
});

test.each([
  ["{}", "it is no list"],
  ["", "it is no JSON, it is empty"],
  ["[{'repositoryPrefix': 'a'}]", "it is no JSON, which needs double quotes"],
  ['[{"repositoryPrefix":"a","replaceWith":"b"},]', "it is no JSON, which has no comma behind the last part"],
  ["[", "it is no JSON, look at quotes, brackets and commas"],
])("%s: %s", (text, problem) => {
  expect(readReplacements(text)).toEqual({ entries: [], problems: [problem] });
});

test.each<[string, string | undefined]>([
  ["harbor.domain/a/redis", `${SWR}/org1/a/redis`],
  ["harbor.domain/a/b/c/d/e/redis", `${SWR}/org2/e/redis`],
  ["harbor.domainx/redis", undefined],
  ["nginx", `${SWR}/org1/nginx`],
])("as a prefix, %s becomes %s", (image, replaced) => {
  expect(replacePrefix(image, RULES)).toBe(replaced as string);
});

const DIGEST = `sha256:${"a".repeat(64)}`;

test.each<[string, string, string, string | undefined]>([
  ["harbor.domain/proxy/a/web:1", "harbor.domain/proxy", "harbor.domain", "harbor.domain/a/web:1"],
  ["harbor.domain/proxy/web:1", "harbor.domain", "harbor.domain/proxy", undefined],
  ["harbor.domain/a/redis:7", "harbor.domain/a/redis", "swr.example/b/valkey", "swr.example/b/valkey:7"],
  ["harbor.domain/a/redis-exporter:7", "harbor.domain/a/redis", "swr.example/b/valkey", undefined],
  [`redis@${DIGEST}`, "redis", "swr.example/redis", `swr.example/redis@${DIGEST}`],
])("as a prefix, of %s %s becomes %s", (image, repositoryPrefix, replaceWith, replaced) => {
  expect(replacePrefix(image, [{ repositoryPrefix, replaceWith }])).toBe(replaced as string);
});
