import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { knownKeys, provider, PROVIDER_NAMES, spellings } from "../lib/cache/mod.ts";
import { inject, type Keys, type OnExisting } from "./inject.ts";
import { applyEdits } from "./testing/apply-edits.ts";
import { type Action, wantedBy } from "./wanted.ts";

const ID = "imc-2ze5hdcnngenmwc1jmwf";
const OTHER = "imc-2ze0000000000000000b";
const SHORT = "imc-1cghhuuu";

describe("for any annotations", () => {
  const values = fc.constantFrom<unknown>(
    "true",
    "false",
    "2",
    "size",
    ID,
    OTHER,
    SHORT,
    "auto",
    "web",
    "",
    true,
    false,
    2,
    null,
    ["x"],
    {
      x: 1,
    },
  );
  const annotations = fc.dictionary(fc.constantFrom("team", ...knownKeys()), values, {
    maxKeys: 8,
  });
  const actions = fc.constantFrom<Action>(
    { autoMatch: {} },
    { none: {} },
    { asIs: {} },
    { autoMatch: { perfectMatch: true, exactMatch: true } },
    {
      autoMatch: {
        perfectMatch: false,
        matchCountRequest: 2,
        usageStrategy: "size",
        createIfNotPresent: false,
      },
    },
    { specifiedName: { name: ID } },
    { specifiedName: { name: SHORT } },
    { specifiedName: { name: "web", rejectIfNotAvailable: true } },
  );
  const input = fc.record({
    name: fc.constantFrom(...PROVIDER_NAMES),
    action: actions,
    from: annotations,
    keys: fc.constantFrom<Keys>("current", "legacy", "both"),
    on: fc.constantFrom<OnExisting>("keep", "replace", "fail"),
  });
  const decide = ({ name, action, from, keys, on }: typeof input extends fc.Arbitrary<infer T> ? T : never) => {
    const row = provider(name);
    const wanted = wantedBy(row, action);
    const decision = inject(row, wanted, from, keys, on);
    return { row, wanted, decision, result: applyEdits(from, decision.edits) };
  };

  test("a second run changes nothing", () => {
    fc.assert(
      fc.property(input, (one) => {
        const { row, wanted, result } = decide(one);
        expect(inject(row, wanted, result, one.keys, one.on).edits).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("keep and fail change no string that is there, and remove nothing", () => {
    fc.assert(
      fc.property(input, (one) => {
        if (one.on === "replace") return;
        const { result } = decide(one);
        for (const [key, value] of Object.entries(one.from)) {
          if (typeof value === "string") expect(result[key]).toBe(value);
          else expect(Object.keys(result)).toContain(key);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("after replace every wanted value is there as a string, and nothing forbidden or dead", () => {
    fc.assert(
      fc.property(input, (one) => {
        const { row, wanted, result } = decide({ ...one, on: "replace" });
        for (const [meaning, value] of wanted.values) {
          const there = spellings(row, meaning).filter((key) => key in result);
          if (row.keys[meaning] !== null)
            expect(there.length).toBe(one.keys === "both" ? new Set(spellings(row, meaning)).size : 1);
          for (const key of there) expect(result[key]).toBe(value);
        }
        for (const meaning of wanted.dead)
          for (const key of spellings(row, meaning)) expect(result).not.toHaveProperty([key]);
        for (const [meaning, { unless }] of wanted.forbidden) {
          for (const key of spellings(row, meaning)) expect([unless, undefined]).toContain(result[key] as string);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("nothing is touched that is not a key of the provider's image caches", () => {
    fc.assert(
      fc.property(input, (one) => {
        const { row, decision } = decide(one);
        const ours = Object.values(row.keys).flatMap((key) =>
          key?.family === "cache" ? [key.current].concat(key.legacy) : [],
        );
        for (const edit of decision.edits) expect(ours).toContain(edit.key);
      }),
      { numRuns: 500 },
    );
  });
});
