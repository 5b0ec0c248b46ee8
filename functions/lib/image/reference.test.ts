import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import {
  classifyImage,
  fullPrefixes,
  isRegistry,
  nameProblem,
  normalize,
  normalizeName,
  parseReference,
  referenceProblem,
} from "./mod.ts";
import { digest, mutated, normalized, reference } from "./testing/grammar.ts";

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
  // Keys that every object of JavaScript has.
  "toString/app": ["toString", "app", undefined, undefined, "toString/app"],
  [`app@constructor:${HEX}`]: [undefined, "app", undefined, `constructor:${HEX}`, "docker.io/library/app"],
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

/** Spellings that implementations get wrong: text → whether it is a reference, as a normalised name. */
const SPELLINGS: Record<string, boolean> = {
  test_com: true,
  "test.com:tag": true,
  "test.com:5000": true,
  "test:5000/repo": true,
  "test:5000/repo:tag": true,
  [`test:5000/repo:tag@sha256:${HEX}`]: true,
  ":justtag": false,
  [`@sha256:${HEX}`]: false,
  [`repo@sha256:${"f".repeat(34)}`]: false,
  "lowercase:Uppercase": true,
  "Uppercase/lowercase:tag": true,
  "test:5000/Uppercase/lowercase:tag": false,
  "aa/asdf$$^/aa": false,
  "sub-dom1.foo.com/bar/baz/quux": true,
  "sub-dom1.foo.com/bar/baz/quux:some-long-tag": true,
  "b.gcr.io/test.example.com/my-app:test.example.com": true,
  "xn--n3h.com/myimage:xn--n3h.com": true,
  "foo_bar.com:8080": true,
  "foo/foo_bar.com:8080": true,
  "foo.com:http/bar": false,
  "foo.com/bar:8080/x": false,
  "foo//bar": false,
  "foo..bar/baz": false,
  "-foo/bar": false,
  "foo/bar-": false,
  "foo/-bar": false,
  "foo-/bar": false,
  "foo__bar/baz": true,
  "foo___bar/baz": false,
  "foo----bar/baz": true,
  "foo_/bar": false,
  "_foo/bar": false,
  "192.168.1.1/repo": true,
  "192.168.1.1:80/repo:tag": true,
  "[2001:db8::1]:5000/repo:tag": true,
  "[2001:db8:1:2:3:4:5:6]/repo": true,
  "[fe80::1%eth0]:5000/repo": false,
  "[fe80::1%@invalidzone]:5000/repo": false,
  "[2001:db8::1/repo": false,
  "2001:db8::1/repo": false,
  "localhost/repo": true,
  "LOCALHOST/repo": true,
  "docker.io/library": true,
  "docker.io/": false,
  "docker.io": true,
  "a/b@": false,
  "a/b:@": false,
  "a:b@c": false,
};

test.each(Object.entries(SPELLINGS))("%s: %j", (text, valid) => {
  expect(parseReference(text) !== undefined).toBe(valid);
  expect(normalized(text) !== undefined).toBe(valid);
});

describe("the grammar", () => {
  test("accepts everything it generates, keeps the text, and the parts put together are the text", () => {
    fc.assert(
      fc.property(reference, (text) => {
        const parsed = parseReference(text);
        expect(parsed).toBeDefined();
        const { original, name, registry, repository, tag, digest: hash } = parsed as NonNullable<typeof parsed>;
        expect(original).toBe(text);
        expect(name).toBe(registry === undefined ? repository : `${registry}/${repository}`);
        expect(name + (tag === undefined ? "" : `:${tag}`) + (hash === undefined ? "" : `@${hash}`)).toBe(text);
        expect(classifyImage(text)).toBe(text === "auto" ? "placeholder" : "reference");
      }),
      { numRuns: 2000 },
    );
  });

  test("reads the same parts as the anchored expressions of the reference implementation, or refuses, too", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const parsed = parseReference(text);
        const expected = normalized(text);
        expect([text, parsed !== undefined]).toEqual([text, expected !== undefined]);
        if (parsed === undefined || expected === undefined) {
          expect(referenceProblem(text)).toMatch(/^(?:must|registry|repository|tag|digest) /);
          return;
        }
        const { domain, path, tag, digest: hash } = expected;
        expect([text, normalizeName(parsed.name), parsed.tag, parsed.digest]).toEqual([
          text,
          `${domain}/${path}`,
          tag,
          hash,
        ]);
        expect(parsed.original).toBe(text);
        expect(referenceProblem(text)).toBeUndefined();
      }),
      { numRuns: 8000 },
    );
  });

  test("the digest decides over the tag, and latest stands in for both, whatever the name", () => {
    fc.assert(
      fc.property(reference, (text) => {
        const { domain, path, tag, digest: hash } = normalized(text) as NonNullable<ReturnType<typeof normalized>>;
        expect(full(text)).toBe(`${domain}/${path}${hash === undefined ? `:${tag ?? "latest"}` : `@${hash}`}`);
      }),
      { numRuns: 2000 },
    );
  });

  test("cut at a slash, a name is still a name, and in full it still stands in front", () => {
    fc.assert(
      fc.property(reference, (text) => {
        const { name } = parseReference(text) as NonNullable<ReturnType<typeof parseReference>>;
        const whole = normalizeName(name);
        const segments = name.split("/");
        segments.forEach((_, index) => {
          const prefix = segments.slice(0, index + 1).join("/");
          // A lone host is a registry as a prefix, and would be an image of Docker Hub as a name.
          if (prefix === name && segments.length === 1 && isRegistry(name)) return;
          expect([prefix, nameProblem(prefix)]).toEqual([prefix, undefined]);
          const found = fullPrefixes(prefix).some((start) => whole === start || whole.startsWith(`${start}/`));
          expect([name, prefix, found]).toEqual([name, prefix, true]);
        });
      }),
      { numRuns: 2000 },
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
