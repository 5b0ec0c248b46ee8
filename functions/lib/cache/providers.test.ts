import { describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { valueProblem } from "./grammar.ts";
import { keyInfo, knownKeys, meaningOf, steeringKeys } from "./keys.ts";
import { judgePin } from "./pin.ts";
import { cloudOf, PROVIDER_NAMES, provider, providers } from "./providers.ts";
import type { Key } from "./providers/key.ts";

/** Every object in the row that says where a fact comes from. */
function sources(value: unknown, path = ""): { path: string; source: Record<string, unknown> }[] {
  if (typeof value !== "object" || value === null) return [];
  const found = Object.entries(value).flatMap(([key, child]) => sources(child, `${path}.${key}`));
  const record = value as Record<string, unknown>;
  return "mark" in record ? [{ path, source: record }, ...found] : found;
}

function allKeys(name: (typeof PROVIDER_NAMES)[number]): Key[] {
  const row = provider(name);
  return [...steeringKeys(row).map(([, key]) => key), ...row.companions];
}

for (const name of PROVIDER_NAMES) {
  const row = provider(name);
  describe(name, () => {
    test("is filed under its own name", () => expect(row.name).toBe(name));

    test("is the cloud of the groups whose workloads run there by themselves", () => {
      expect(row.routing.groups.map(cloudOf)).toEqual(row.routing.groups.map(() => name));
    });

    test("every key is unique, in all its spellings, unless its value says which of two meanings it has", () => {
      const { autoMatch } = row.keys;
      const shared = autoMatch !== null && "words" in autoMatch.value ? autoMatch : undefined;
      const rows = allKeys(name).filter((key) => key !== shared);
      const keys = rows.flatMap((key) => [key.current].concat(key.legacy));
      expect(new Set(keys).size).toBe(keys.length);
      expect(knownKeys(name).toSorted()).toEqual(keys.toSorted());
    });

    test("what switches automatic matching is a value of its key", () => {
      const { autoMatch } = row.keys;
      if (autoMatch === null) return;
      const { on, off } = autoMatch.switch ?? { on: "true", off: "false" };
      for (const value of off === null ? [on] : [on, off]) expect(valueProblem(autoMatch.value, value)).toBeUndefined();
      expect(meaningOf(keyInfo(autoMatch.current)!, on)).toBe("autoMatch");
    });

    test("a key that names a cache comes with what happens when the cache is missing", () => {
      expect(row.pinFailure === null).toBe(row.keys.pin === null);
    });

    test("every key is a valid annotation key, has a carrier and says what it does", () => {
      for (const key of allKeys(name)) {
        for (const text of [key.current, ...key.legacy]) {
          expect(text).toMatch(/^[a-z0-9.-]+\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/);
        }
        expect(key.carriers.length).toBeGreaterThan(0);
        expect(key.about).toMatch(/^[a-z].*[^.]$/);
        if (key.default !== undefined) expect(valueProblem(key.value, key.default)).toBeUndefined();
      }
    });

    test("twins know each other", () => {
      for (const key of allKeys(name)) {
        if (key.twin !== undefined) expect(keyInfo(key.twin)?.row.twin).toBe(key.current);
      }
    });

    test("every fact has a mark, and a page when it is documented", () => {
      const found = sources(row);
      expect(found.length).toBeGreaterThan(10);
      for (const { path, source } of found) {
        const page = source["page"] as { url: string } | null;
        expect([path, source["mark"]]).toEqual([path, expect.stringMatching(/^(documented|observed|inferred)$/)]);
        if (source["mark"] === "documented") expect(page?.url).toMatch(/^https:\/\//);
        else expect(source["note"]).toBeString();
      }
    });

    test("every page has an address and a date or none", () => {
      for (const page of Object.values(row.docs)) {
        expect(page.url).toMatch(/^https:\/\/[^ ]+$/);
        if (page.date !== null) expect(page.date).toMatch(/^20\d\d-\d\d-\d\d$/);
      }
    });

    test("what the row says about keys speaks of keys it has", () => {
      const has = new Set(steeringKeys(row).map(([meaning]) => meaning));
      const mentioned = [
        ...row.exclusions.flatMap((exclusion) => exclusion.keys),
        ...row.matching.steeredBy,
        ...(row.pinFailure?.strictKey == null ? [] : [row.pinFailure.strictKey]),
      ];
      for (const meaning of mentioned) expect([...has]).toContain(meaning);
    });

    test("the annotations of its cache object are keys of the cache object", () => {
      for (const setting of Object.values(row.cacheObject?.settings ?? {})) {
        if (setting?.annotation == null) continue;
        expect(keyInfo(setting.annotation)?.row.carriers).toContain("cache-annotation");
      }
    });

    test("its own example of a pin is good, its default strategy and phases exist", () => {
      expect(judgePin(row, row.pin.example)).toBeUndefined();
      expect(Object.keys(row.matching.strategies)).toContain(row.matching.defaultStrategy);
      for (const phase of row.usablePhases) expect(row.phases).toContain(phase);
    });

    test("the strategies are the values of the strategy key", () => {
      const grammar = row.keys.usageStrategy?.value;
      if (grammar?.type === "enum")
        expect(Object.keys(row.matching.strategies).toSorted()).toEqual(grammar.values.toSorted());
      else expect(Object.keys(row.matching.strategies)).toHaveLength(1);
    });
  });
}

test("no key belongs to two providers", () => {
  const keys = PROVIDER_NAMES.flatMap((name) => knownKeys(name));
  expect(new Set(keys).size).toBe(keys.length);
});

test("rows are built when they are asked for, and once", async () => {
  const folder = join(import.meta.dir, "providers");
  for (const file of readdirSync(folder)) {
    if (file.endsWith(".test.ts")) continue;
    const exported: Record<string, unknown> = await import(join(folder, file));
    for (const [name, value] of Object.entries(exported)) expect([name, typeof value]).toEqual([name, "function"]);
  }
  expect(providers()).toEqual(PROVIDER_NAMES.map(provider));
  expect(providers()[0]).toBe(provider(PROVIDER_NAMES[0]!));
});

test("no workload of a common group belongs to one cloud", () => {
  expect(["", "apps", "batch", "argoproj.io"].map(cloudOf)).toEqual([undefined, undefined, undefined, undefined]);
});
