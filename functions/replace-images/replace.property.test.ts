import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { normalizeName, parseReference } from "../lib/image/mod.ts";
import { compileRun } from "./analysis/follow.ts";
import { findChains } from "./chains.ts";
import { checkReplacements } from "./check.ts";
import { createInspector } from "./inspect.ts";
import { compileReplacements, type Matching, type Replacement } from "./replace.ts";

/** Few words, so that prefixes nest, repeat and lead to each other. */
const segment = fc.constantFrom("a", "b", "c", "library");
const host = fc.constantFrom("r.io", "m.io", "docker.io", "index.docker.io", "localhost:5000");
const path = fc.array(segment, { minLength: 1, maxLength: 3 });
const name = fc
  .tuple(fc.option(host), path)
  .map(([registry, segments]) => (registry === null ? segments : [registry, ...segments]).join("/"));
const prefix = fc.oneof(fc.constant(""), host, name);
const suffix = fc.constantFrom("", "", ":1", ":latest", `@sha256:${"a".repeat(64)}`, `:1@sha256:${"a".repeat(64)}`);
const image = fc.tuple(name, suffix).map((parts) => parts.join(""));
const matching: fc.Arbitrary<Matching> = fc.record({
  match: fc.constantFrom("prefix" as const, "exact" as const),
  normalize: fc.boolean(),
});
const policy: fc.Arbitrary<readonly [readonly Replacement[], Matching]> = fc
  .tuple(
    fc.array(fc.record({ repositoryPrefix: prefix, replaceWith: prefix }), { minLength: 1, maxLength: 4 }),
    matching,
  )
  .filter(([rules, how]) => checkReplacements(rules, how).every(({ severity }) => severity !== "error"));

const apply = ([rules, how]: readonly [readonly Replacement[], Matching], text: string): string => {
  const outcome = compileReplacements(rules, how)(text);
  return "image" in outcome ? outcome.image : text;
};

const suffixOf = (text: string): string => text.slice((parseReference(text)?.name ?? "").length);

/** Longest prefix in whole segments, the slow way. */
function slow(rules: readonly Replacement[], text: string): string {
  const { name: whole = "" } = parseReference(text) ?? {};
  const starts = (start: string): boolean => whole === start || whole.startsWith(`${start}/`);
  const [best] = rules
    .filter(({ repositoryPrefix }) => (repositoryPrefix === "" ? !whole.includes("/") : starts(repositoryPrefix)))
    .toSorted((a, b) => b.repositoryPrefix.length - a.repositoryPrefix.length);
  if (best === undefined) return text;
  const { repositoryPrefix, replaceWith } = best;
  if (repositoryPrefix !== "" && replaceWith.startsWith(`${repositoryPrefix}/`) && starts(replaceWith)) return text;
  const rest = repositoryPrefix === "" ? whole : whole.slice(repositoryPrefix.length + 1);
  return [replaceWith, rest].filter((part) => part !== "").join("/") + text.slice(whole.length);
}

test("tag and digest stay as they are written", () => {
  fc.assert(
    fc.property(policy, image, (rules, text) => {
      const inspected = createInspector(compileReplacements(...rules))(text);
      if (inspected.is !== "reference" || !("image" in inspected.outcome)) return;
      if (inspected.broken === undefined) expect(suffixOf(inspected.outcome.image)).toBe(suffixOf(text));
    }),
    { numRuns: 3000 },
  );
});

test("the order of the rules makes no difference", () => {
  fc.assert(
    fc.property(policy, image, ([rules, how], text) => {
      expect(apply([rules.toReversed(), how], text)).toBe(apply([rules, how], text));
    }),
    { numRuns: 3000 },
  );
});

test("whatever the vendor's rule replaces, prefix matching replaces alike", () => {
  fc.assert(
    fc.property(policy, image, ([rules, how], text) => {
      const exact = compileReplacements(rules, { ...how, match: "exact" })(text);
      const whole = compileReplacements(rules, { ...how, match: "prefix" })(text);
      // A whole image name is the one prefix that is longer than everything before the last slash.
      const named = rules.some(({ repositoryPrefix }) => repositoryPrefix === parseReference(text)?.name);
      if (!("image" in exact) || named || how.normalize) return;
      expect(whole).toEqual("image" in whole ? exact : { kept: "already", rule: exact.rule });
    }),
    { numRuns: 3000 },
  );
});

test("prefix matching is the longest prefix in whole segments, found the slow way", () => {
  fc.assert(
    fc.property(policy, image, ([rules], text) => {
      expect(apply([rules, { match: "prefix", normalize: false }], text)).toBe(slow(rules, text));
    }),
    { numRuns: 3000 },
  );
});

test("with full names, all spellings of an image become the same", () => {
  fc.assert(
    fc.property(policy, name, ([rules, { match }], text) => {
      const how = { match, normalize: true };
      if (checkReplacements(rules, how).some(({ severity }) => severity === "error")) return;
      const full = normalizeName(text);
      const one = apply([rules, how], text);
      const other = apply([rules, how], full);
      if (one !== text || other !== full) expect(normalizeName(one)).toBe(normalizeName(other));
    }),
    { numRuns: 3000 },
  );
});

test("without a chain, no rule changes what another rule wrote", () => {
  fc.assert(
    fc.property(policy, image, ([replacements, { match }], text) => {
      const rules = [replacements, { match, normalize: false }] as const;
      if (checkReplacements(...rules).some(({ severity }) => severity === "error")) return;
      const run = compileRun(...rules);
      const first = run(text);
      if (first.is !== "changed") return;
      const second = run(first.image);
      // A rule may find its own prefix once more (`a/b` to `a` in `a/b/b/c`): `prove` says so, a chain it is not.
      if (second.is !== "changed" || second.rule === first.rule) return;
      expect([rules, text, findChains(...rules)]).not.toEqual([rules, text, []]);
    }),
    { numRuns: 3000 },
  );
});
