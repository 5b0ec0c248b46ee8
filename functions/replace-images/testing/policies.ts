import * as fc from "fast-check";
import { parseReference } from "../../lib/image/mod.ts";
import { checkReplacements } from "../check.ts";
import type { Matching, Replacement } from "../replace.ts";

/** Rules and how they match. */
export type Rules = readonly [replacements: readonly Replacement[], matching: Matching];

/** Few words, so that prefixes nest, repeat and lead to each other. */
const segment = fc.constantFrom("a", "b", "library", "v1.2");
const host = fc.constantFrom("r.io", "m.io:80", "docker.io", "index.docker.io", "localhost:5000");
const path = fc.array(segment, { minLength: 1, maxLength: 3 });
const name = fc
  .tuple(fc.option(host), path)
  .map(([registry, segments]) => (registry === null ? segments : [registry, ...segments]).join("/"));
const prefix = fc.oneof(fc.constant(""), host, name);

/** Mistakes of a rule itself; whether rules lead to each other is what the tests are about. */
const isValid = ([rules, how]: Rules): boolean =>
  checkReplacements(rules, how).every(({ severity, rule }) => severity !== "error" || rule === "IR008");

/** Policies without mistakes in single rules; chains and cycles are frequent. */
export const rules: fc.Arbitrary<Rules> = fc
  .tuple(
    fc.array(fc.record({ repositoryPrefix: prefix, replaceWith: prefix }), { minLength: 1, maxLength: 4 }),
    fc.record({ match: fc.constantFrom("prefix" as const, "exact" as const), normalize: fc.boolean() }),
  )
  .filter(isValid);

/** Images made of the segments of a policy, so that its rules hit them. */
export function imagesFor([replacements]: Rules): fc.Arbitrary<string> {
  const texts = replacements.flatMap(({ repositoryPrefix, replaceWith }) => [repositoryPrefix, replaceWith]);
  const segments = [...new Set(texts.flatMap((text) => text.split("/")))].filter((text) => text !== "");
  const start = fc.constantFrom(...texts, "", "docker.io", "index.docker.io/library");
  const rest = fc.array(fc.constantFrom(...segments, "library", "x", "y"), { maxLength: 4 });
  const suffix = fc.constantFrom("", "", ":1", `@sha256:${"a".repeat(64)}`, `:1@sha256:${"a".repeat(64)}`);
  return fc
    .tuple(start, rest, suffix)
    .map(([first, others, end]) => [first, ...others].filter((text) => text !== "").join("/") + end)
    .filter((text) => parseReference(text) !== undefined);
}
