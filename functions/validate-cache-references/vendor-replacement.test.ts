import { expect, test } from "bun:test";
import { parseReplacements, replaceImage, type VendorReplacement } from "./vendor-replacement.ts";

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

test("only JSON lists of two strings are read", () => {
  expect(parseReplacements(JSON.stringify(RULES))).toEqual(RULES);
  expect(parseReplacements('[{"repositoryPrefix":"a"}, 1, null, {"repositoryPrefix":"a","replaceWith":"b"}]')).toEqual([
    { repositoryPrefix: "a", replaceWith: "b" },
  ]);
  expect(parseReplacements("{}")).toBeUndefined();
  expect(parseReplacements("[")).toBeUndefined();
});
