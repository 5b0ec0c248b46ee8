import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { normalize, normalizeName, parseReference, referenceProblem } from "./mod.ts";
import { accepted, digest, mutated, reference } from "./testing/grammar.ts";

const HEX = "a".repeat(64);

/** text → [registry, repository, tag, digest, full name] */
const VALID: Record<string, readonly [string | undefined, string, string | undefined, string | undefined, string]> = {
  nginx: [undefined, "nginx", undefined, undefined, "docker.io/library/nginx"],
  "library/nginx": [undefined, "library/nginx", undefined, undefined, "docker.io/library/nginx"],
  "docker.io/nginx": ["docker.io", "nginx", undefined, undefined, "docker.io/library/nginx"],
  "docker.io/library/nginx": ["docker.io", "library/nginx", undefined, undefined, "docker.io/library/nginx"],
  "index.docker.io/nginx": ["index.docker.io", "nginx", undefined, undefined, "docker.io/library/nginx"],
  "index.docker.io/acme/app": ["index.docker.io", "acme/app", undefined, undefined, "docker.io/acme/app"],
  "registry-1.docker.io/acme/app": [
    "registry-1.docker.io",
    "acme/app",
    undefined,
    undefined,
    "registry-1.docker.io/acme/app",
  ],
  "myorg/app": [undefined, "myorg/app", undefined, undefined, "docker.io/myorg/app"],
  "harbor/ubuntu": [undefined, "harbor/ubuntu", undefined, undefined, "docker.io/harbor/ubuntu"],
  "localhost/x": ["localhost", "x", undefined, undefined, "localhost/x"],
  localhost: [undefined, "localhost", undefined, undefined, "docker.io/library/localhost"],
  "harbor.domain": [undefined, "harbor.domain", undefined, undefined, "docker.io/library/harbor.domain"],
  "localhost:5000": [undefined, "localhost", "5000", undefined, "docker.io/library/localhost"],
  "image:5000": [undefined, "image", "5000", undefined, "docker.io/library/image"],
  "localhost:5000/x:1": ["localhost:5000", "x", "1", undefined, "localhost:5000/x"],
  "registry:5000/x": ["registry:5000", "x", undefined, undefined, "registry:5000/x"],
  "1.2.3.4:80/x": ["1.2.3.4:80", "x", undefined, undefined, "1.2.3.4:80/x"],
  "Foo/bar": ["Foo", "bar", undefined, undefined, "Foo/bar"],
  "MYREG/app:1": ["MYREG", "app", "1", undefined, "MYREG/app"],
  "[::1]:5000/x:1": ["[::1]:5000", "x", "1", undefined, "[::1]:5000/x"],
  "[2001:db8::1]/x": ["[2001:db8::1]", "x", undefined, undefined, "[2001:db8::1]/x"],
  [`nginx:1.2@sha256:${HEX}`]: [undefined, "nginx", "1.2", `sha256:${HEX}`, "docker.io/library/nginx"],
  [`r.io/x@sha512:${HEX}${HEX}`]: ["r.io", "x", undefined, `sha512:${HEX}${HEX}`, "r.io/x"],
  [`r.io/x@blake3+b64:${HEX}`]: ["r.io", "x", undefined, `blake3+b64:${HEX}`, "r.io/x"],
  "r.io/a__b": ["r.io", "a__b", undefined, undefined, "r.io/a__b"],
  "r.io/a--b": ["r.io", "a--b", undefined, undefined, "r.io/a--b"],
  "r.io/a.b_c-d": ["r.io", "a.b_c-d", undefined, undefined, "r.io/a.b_c-d"],
  "a-b.c-d.io/x:V1_2.3-rc": ["a-b.c-d.io", "x", "V1_2.3-rc", undefined, "a-b.c-d.io/x"],
  [`r.io/x:${"t".repeat(128)}`]: ["r.io", "x", "t".repeat(128), undefined, "r.io/x"],
  [`r.io/${"a".repeat(255)}`]: ["r.io", "a".repeat(255), undefined, undefined, `r.io/${"a".repeat(255)}`],
  [`${HEX}:1`]: [undefined, HEX, "1", undefined, `docker.io/library/${HEX}`],
  [`acme/${HEX}`]: [undefined, `acme/${HEX}`, undefined, undefined, `docker.io/acme/${HEX}`],
};

const INVALID: Record<string, RegExp> = {
  "": /must not be empty/,
  "UPPER:tag": /lower-case, not "UPPER"/,
  "foo/Bar": /lower-case, not "foo\/Bar"/,
  "r.io/Team/app": /lower-case/,
  "::1/x": /host/,
  "[::1]": /repository/,
  "nginx@sha256:abc": /at least 32 hexadecimal digits, not "sha256:abc"/,
  [`nginx@sha256:${"a".repeat(63)}`]: /must have 64 lower-case hexadecimal digits after "sha256:", not 63/,
  [`nginx@sha256:${"A".repeat(64)}`]: /lower-case/,
  [`nginx@${HEX}`]: /digest must be an algorithm/,
  "nginx@": /digest/,
  "nginx:": /tag must be/,
  "nginx:a:b": /tag/,
  "nginx/": /slashes|repository/,
  "/nginx": /repository|slashes/,
  "r.io//x": /repository|slashes/,
  "r.io/": /repository/,
  "https://r.io/x": /scheme/,
  " nginx": /white space/,
  "nginx ": /white space/,
  "nginx\n": /white space/,
  "${REG}/x": /host/,
  "a/b:c/d": /repository/,
  "r.io/x:-t": /tag/,
  "r.io/x:.t": /tag/,
  [`r.io/x:${"t".repeat(129)}`]: /tag must be 1 to 128/,
  "r.io/a___b": /words/,
  "r.io/a..b": /words/,
  "r.io/-a": /words/,
  "r.io/a-": /words/,
  "r.io:/x": /host/,
  "r.io:port/x": /host/,
  "my_reg.io/x": /host with optional port, not "my_reg.io"/,
  "-r.io/x": /host/,
  "r-.io/x": /host/,
  [HEX]: /image id/,
  [`r.io/${"a".repeat(256)}`]: /at most 255 characters, not 256/,
  [`a/${"b".repeat(254)}`]: /255/,
  ["a".repeat(248)]: /255/,
  "nginx:latest\u0000": /tag/,
  ngínx: /repository/,
};

const full = (text: string): string => normalize(parseReference(text) as never);

describe("image references", () => {
  test.each(Object.entries(VALID))("%s is one", (text, [registry, repository, tag, digestText, name]) => {
    const parsed = parseReference(text);
    expect(parsed).toMatchObject({ original: text, registry, repository, tag, digest: digestText } as never);
    expect(referenceProblem(text)).toBeUndefined();
    expect(normalizeName(parsed?.name ?? "")).toBe(name);
  });

  test.each(Object.entries(INVALID))("%j is none", (text, why) => {
    expect(parseReference(text)).toBeUndefined();
    expect(referenceProblem(text)).toMatch(why);
  });

  test("a digest decides over a tag, and latest stands in for both", () => {
    expect(full("nginx")).toBe("docker.io/library/nginx:latest");
    expect(full("acme/app:2")).toBe("docker.io/acme/app:2");
    expect(full(`r.io/app:2@sha256:${HEX}`)).toBe(`r.io/app@sha256:${HEX}`);
  });
});

describe("the grammar", () => {
  test("accepts everything it generates, and the parts put together are the text", () => {
    fc.assert(
      fc.property(reference, (text) => {
        const parsed = parseReference(text);
        expect(parsed).toBeDefined();
        const { name, tag, digest: hash } = parsed as NonNullable<typeof parsed>;
        expect(name + (tag === undefined ? "" : `:${tag}`) + (hash === undefined ? "" : `@${hash}`)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test("agrees with the anchored expressions of the reference implementation on mutated texts", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect([text, parseReference(text) !== undefined]).toEqual([text, accepted(text)]);
      }),
      { numRuns: 5000 },
    );
  });

  test("full names are stable", () => {
    fc.assert(
      fc.property(reference, (text) => {
        expect(full(full(text))).toBe(full(text));
      }),
    );
  });

  test("long hostile texts are judged in linear time", () => {
    for (const text of [
      "a-".repeat(50_000),
      "a.".repeat(50_000),
      "a/".repeat(50_000),
      `${"a_".repeat(50_000)}:`,
      `x@${"a+".repeat(50_000)}:`,
    ]) {
      expect(parseReference(text)).toBeUndefined();
    }
  });

  test("digests of its generator are those of the registered algorithms", () => {
    fc.assert(fc.property(digest, (text) => parseReference(`x@${text}`)?.digest === text));
  });
});
