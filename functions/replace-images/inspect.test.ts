import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { createInspector } from "./inspect.ts";
import { compileReplacements } from "./replace.ts";

const replace = compileReplacements(
  [
    { repositoryPrefix: "docker.io", replaceWith: "mirror.example/hub" },
    { repositoryPrefix: "mirror.example/hub/a", replaceWith: "a.example" },
    { repositoryPrefix: "quay.io/acme/app", replaceWith: "app" },
    { repositoryPrefix: "b.example/x", replaceWith: "localhost" },
    { repositoryPrefix: "", replaceWith: "lib.example" },
  ],
  { match: "prefix", normalize: false },
);

test("an image is judged the same whatever images were seen before it", () => {
  const name = fc.constantFrom(
    "docker.io/a/b",
    "docker.io/c",
    "quay.io/acme/app",
    "b.example/x",
    "nginx",
    "lib.example/n",
  );
  const tag = fc.constantFrom("", ":1", ":1.27-alpine", ":5000");
  const digest = fc.constantFrom("", `@sha256:${"a".repeat(64)}`, `@sha256:${"b".repeat(64)}`);
  const image = fc.tuple(name, tag, digest).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(image, { maxLength: 12 }), (images) => {
      const inspect = createInspector(replace);
      for (const each of images) expect(inspect(each)).toEqual(createInspector(replace)(each));
    }),
  );
});
