import { describe, expect, test } from "bun:test";
import { compileReplacements, type Matching, type Replacement } from "./replace.ts";

const SWR = "swr.cn-north-4.myhuaweicloud.com";
const rules = (...pairs: readonly (readonly [string, string])[]): Replacement[] =>
  pairs.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith }));

/** The three entries of the vendor's example. */
const VENDOR = rules(["harbor.domain", `${SWR}/org1`], ["", `${SWR}/org1`], ["harbor.domain/a/b/c/d", `${SWR}/org2`]);

type Case = readonly [image: string, result: string];

function check(
  name: string,
  replacements: readonly Replacement[],
  matching: Partial<Matching>,
  cases: readonly Case[],
) {
  describe(name, () => {
    const replace = compileReplacements(replacements, { match: "prefix", normalize: false, ...matching });
    for (const [image, result] of cases) {
      test(`${image} -> ${result}`, () => {
        const outcome = replace(image);
        expect("image" in outcome ? outcome.image : image).toBe(result);
        const again = replace(result);
        expect("image" in again ? again.image : result).toBe(result);
      });
    }
  });
}

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

check("the vendor's rule", VENDOR, { match: "exact" }, [
  ["harbor.domain/ubuntu:latest", `${SWR}/org1/ubuntu:latest`],
  ["nginx:latest", `${SWR}/org1/nginx:latest`],
  ["harbor.domain/a/b/c/d/redis:latest", `${SWR}/org2/redis:latest`],
  [`nginx@${DIGEST}`, `${SWR}/org1/nginx@${DIGEST}`],
  ["harbor.domain/a/redis:latest", "harbor.domain/a/redis:latest"],
  ["library/nginx", "library/nginx"],
  ["docker.io/nginx", "docker.io/nginx"],
  ["harbor.domain", `${SWR}/org1/harbor.domain`],
]);

check("whole segments, longest prefix", VENDOR, {}, [
  ["harbor.domain/ubuntu:latest", `${SWR}/org1/ubuntu:latest`],
  ["harbor.domain/a/redis", `${SWR}/org1/a/redis`],
  ["harbor.domain/a/b/c/d/redis:latest", `${SWR}/org2/redis:latest`],
  ["harbor.domain/a/b/c/d/e/redis", `${SWR}/org2/e/redis`],
  ["harbor.domain/a/b/c/de/redis", `${SWR}/org1/a/b/c/de/redis`],
  ["harbor.domains/redis", "harbor.domains/redis"],
  ["nginx", `${SWR}/org1/nginx`],
  [`nginx:1.27@${DIGEST}`, `${SWR}/org1/nginx:1.27@${DIGEST}`],
  ["library/nginx", "library/nginx"],
]);

check(
  "a prefix may be a whole repository, and a port is part of its segment",
  rules(
    ["a/b", "x.example/y"],
    ["registry:5000", "m.example"],
    ["registry:5000/team", "t.example"],
    ["redis", "r.example/valkey"],
  ),
  {},
  [
    ["a/b", "x.example/y"],
    ["a/b:1", "x.example/y:1"],
    [`a/b@${DIGEST}`, `x.example/y@${DIGEST}`],
    ["a/b/c:1", "x.example/y/c:1"],
    ["a/bc", "a/bc"],
    ["registry:5000/x:1", "m.example/x:1"],
    ["registry:5000/team/x:1", "t.example/x:1"],
    ["registry:50000/x", "registry:50000/x"],
    ["registry:5000", "registry:5000"],
    ["redis:7", "r.example/valkey:7"],
  ],
);

check("replaceWith below its own prefix is carried out once", rules(["harbor.domain", "harbor.domain/proxy"]), {}, [
  ["harbor.domain/web:1", "harbor.domain/proxy/web:1"],
  ["harbor.domain/proxy/web:1", "harbor.domain/proxy/web:1"],
  ["harbor.domain/proxyhub/web:1", "harbor.domain/proxy/proxyhub/web:1"],
]);

check("its result is not matched again", rules(["docker.io", "mirror.example/docker.io"]), {}, [
  ["docker.io/library/nginx:1", "mirror.example/docker.io/library/nginx:1"],
]);

check("an empty target takes the prefix away", rules(["harbor.domain/proxy", ""]), {}, [
  ["harbor.domain/proxy/library/nginx:1", "library/nginx:1"],
]);

check("full names", rules(["docker.io", "m.example/hub"], ["quay.io/acme", "m.example/acme"]), { normalize: true }, [
  ["nginx", "m.example/hub/library/nginx"],
  ["nginx:1.27", "m.example/hub/library/nginx:1.27"],
  ["library/nginx", "m.example/hub/library/nginx"],
  ["index.docker.io/acme/web", "m.example/hub/acme/web"],
  ["acme/web:2", "m.example/hub/acme/web:2"],
  ["quay.io/acme/web", "m.example/acme/web"],
  ["ghcr.io/acme/web", "ghcr.io/acme/web"],
]);

check(
  "prefixes as full names",
  rules(["", "o.example"], ["acme", "a.example"], ["nginx", "n.example/nginx"]),
  { normalize: true },
  [
    ["redis:7", "o.example/redis:7"],
    ["docker.io/library/redis:7", "o.example/redis:7"],
    ["docker.io/acme/web", "a.example/web"],
    ["nginx:1", "n.example/nginx:1"],
  ],
);

check("a target on Docker Hub itself", rules(["docker.io", "acme"]), { normalize: true }, [
  ["nginx:1", "acme/library/nginx:1"],
]);

test("whatever the order, the longest prefix decides", () => {
  const matching = { match: "prefix", normalize: false } as const;
  for (const order of [VENDOR, VENDOR.toReversed()]) {
    const outcome = compileReplacements(order, matching)("harbor.domain/a/b/c/d/redis");
    expect(outcome).toMatchObject({ image: `${SWR}/org2/redis` });
  }
});

test("it says why an image stays", () => {
  const replace = compileReplacements(rules(["h.example", "h.example/p"]), { match: "prefix", normalize: false });
  expect(replace("quay.io/x")).toEqual({ kept: "no-rule" });
  expect(replace("h.example/p/x")).toEqual({ kept: "already", rule: 0 });
});
