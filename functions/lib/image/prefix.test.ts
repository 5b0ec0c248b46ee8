import { expect, test } from "bun:test";
import { fullPrefix, fullPrefixes } from "./mod.ts";

const PREFIXES: Record<string, readonly string[]> = {
  "": ["docker.io/library"],
  "docker.io": ["docker.io"],
  "index.docker.io": ["docker.io"],
  "index.docker.io/acme/web": ["docker.io/acme/web"],
  acme: ["docker.io/acme", "docker.io/library/acme"],
  "docker.io/acme": ["docker.io/acme", "docker.io/library/acme"],
  "acme/web": ["docker.io/acme/web"],
  library: ["docker.io/library"],
  "docker.io/library": ["docker.io/library"],
  "library/redis": ["docker.io/library/redis"],
  "quay.io": ["quay.io"],
  "localhost:5000/x": ["localhost:5000/x"],
  localhost: ["localhost"],
};

test.each(Object.entries(PREFIXES))("%j stands for %j", (prefix, names) => {
  expect(fullPrefixes(prefix)).toEqual(names);
  if (prefix !== "") expect(fullPrefix(prefix)).toBe(names[0] as string);
});
