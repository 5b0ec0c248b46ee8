import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { nameOption, objectName } from "./object-name.ts";
import { UsageError } from "./usage-error.ts";

/** Label by label, as RFC 1123 says it. */
function isSubdomain(name: string): boolean {
  return name.length <= 253 && name.split(".").every(isLabel);
}

function isLabel(label: string): boolean {
  return /^[-a-z0-9]+$/.test(label) && !label.startsWith("-") && !label.endsWith("-");
}

const text = fc.oneof(fc.string(), fc.stringMatching(/^[-.a-zA-Z0-9_ /]{0,12}$/));

test("--name is what Kubernetes takes for the name of an object", () => {
  fc.assert(
    fc.property(text, (name) => {
      if (isSubdomain(name)) expect(nameOption("--name", name)).toBe(name);
      else expect(() => nameOption("--name", name)).toThrow(UsageError);
    }),
  );
  expect(() => nameOption("--name", "Bad Name")).toThrow('not "Bad Name"');
  expect(() => nameOption("--name", "a".repeat(254))).toThrow(UsageError);
  expect(nameOption("--name", undefined)).toBeUndefined();
});

test("any text becomes a name, and a name stays", () => {
  fc.assert(
    fc.property(text, (given) => {
      const name = objectName(given, "fallback");
      expect(isSubdomain(name)).toBe(true);
      if (isSubdomain(given)) expect(name).toBe(given);
    }),
    { numRuns: 1000 },
  );
  expect(objectName("a--b", "x")).toBe("a--b");
  expect(objectName("Cn Beijing.-B", "x")).toBe("cn-beijing.b");
  expect(objectName("\u534e\u5317", "x")).toBe("x");
});
