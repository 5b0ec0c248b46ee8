import { expect, test } from "bun:test";
import { tomlLines } from "./toml-lines.ts";

test("tables and keys are found where they begin", () => {
  const text = `# registry
"quoted key" = 1
list = [
  "docker.io",
  ["[[registry]]"], # ]
  ["[registry"]
]
text = """
[[registry]]
key = 1
"""
[[registry]]
prefix = "a"
[[registry.mirror]]
location = "b"
[[ registry . mirror ]] # the second
location = "c"
[[registry]]
prefix = "d"
[registry.more]
x.y = 1
[host."https://a.b"]
ca = "x"
`;
  expect(Object.fromEntries(tomlLines(text))).toEqual({
    "quoted key": 2,
    list: 3,
    text: 8,
    "registry[0]": 12,
    "registry[0].prefix": 13,
    "registry[0].mirror[0]": 14,
    "registry[0].mirror[0].location": 15,
    "registry[0].mirror[1]": 16,
    "registry[0].mirror[1].location": 17,
    "registry[1]": 18,
    "registry[1].prefix": 19,
    "registry[1].more": 20,
    "registry[1].more.x": 21,
    "host.https://a.b": 22,
    "host.https://a.b.ca": 23,
  });
});
