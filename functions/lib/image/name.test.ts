import { expect, test } from "bun:test";
import { nameProblem } from "./mod.ts";

const VALID = [
  "harbor.domain",
  "harbor.domain/a/b/c/d",
  "harbor.domain:5000",
  "harbor.domain:5000/team",
  "registry:5000",
  "localhost",
  "localhost:5000/x",
  "[::1]:5000/x",
  "[::1]",
  "swr.cn-north-4.myhuaweicloud.com/org1",
  "library",
  "nginx",
  "bitnami/nginx",
  "docker.io/a__b/c--d",
  "MYREG/app",
];

const INVALID: Record<string, RegExp> = {
  "": /empty/,
  "https://r.io": /scheme/,
  "https://r.io/x": /scheme/,
  "r.io/": /end with a slash/,
  "/": /end with a slash/,
  "/r.io": /before and between/,
  "r.io//x": /before and between/,
  "r.io/x:1": /tag/,
  "nginx:1.27": /tag/,
  "nginx:": /tag/,
  "x/nginx:latest": /tag/,
  [`r.io/x@sha256:${"a".repeat(64)}`]: /digest/,
  "r.io/Team": /lower-case/,
  "team/App": /lower-case/,
  "r.io/a b": /white space/,
  " r.io": /white space/,
  "my_reg.io": /host/,
  "my_reg.io/x": /host/,
  "r.io:port/x": /host/,
  "r.io/a..b": /which "a\.\.b" is not/,
  "r.io/a___b/c": /which "a___b" is not/,
  "r.io/*": /which "\*" is not/,
  [`r.io/${"a".repeat(256)}`]: /255/,
};

test.each(VALID)("%s is a name", (text) => {
  expect(nameProblem(text)).toBeUndefined();
});

test.each(Object.entries(INVALID))("%j is no name", (text, why) => {
  expect(nameProblem(text)).toMatch(why);
});
