import { expect, test } from "bun:test";
import { mustStartLight } from "./light-start.ts";

type Outputs = Parameters<typeof mustStartLight>[0];

/** A chunk of modules, with the chunks that it imports at once and later. */
function chunk(modules: readonly string[], imports: readonly string[] = [], later: readonly string[] = []) {
  return {
    inputs: Object.fromEntries(modules.map((path) => [path, {}])),
    imports: [
      ...imports.map((path) => ({ path: `./${path}`, kind: "import-statement" })),
      ...later.map((path) => ({ path: `./${path}`, kind: "dynamic-import" })),
    ],
  };
}

const OUTPUTS: Outputs = {
  "main.js": chunk(["functions/cli/main.ts"], [], ["chunks/a.js"]),
  "chunks/a.js": chunk(["functions/a/function.ts", "node_modules/yamlish/a.js"], ["shared.js"], ["heavy.js"]),
  "chunks/shared.js": chunk(["functions/lib/shared.ts"], ["a.js"]),
  "chunks/heavy.js": chunk(["node_modules/effect/dist/Schema.js"]),
};
const STARTED = ["/cli/main.ts", "/a/function.ts"];

test("what is loaded when it is needed may be heavy", () => {
  expect(() => mustStartLight(OUTPUTS, STARTED)).not.toThrow();
});

test.each<[string, Outputs, string]>([
  [
    "behind a chunk that is shared",
    { "chunks/shared.js": chunk(["functions/lib/shared.ts"], ["heavy.js"]) },
    "/a/function.ts must be loaded without node_modules/effect/dist/Schema.js: ",
  ],
  [
    "beside the first module",
    { "main.js": chunk(["functions/cli/main.ts", "node_modules/yaml/browser/index.js"]) },
    "/cli/main.ts must be loaded without node_modules/yaml/browser/index.js: ",
  ],
  ["with a function that is not there", { "chunks/a.js": chunk([]) }, "/a/function.ts must be in the bundle"],
])("a heavy start is refused: %s", (_, changed, message) => {
  expect(() => mustStartLight({ ...OUTPUTS, ...changed }, STARTED)).toThrow(message);
});
