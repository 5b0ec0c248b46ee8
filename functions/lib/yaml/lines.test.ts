import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { Lines } from "./mod.ts";

test("lines are those that counting the line breaks gives, in whatever order they are asked for", () => {
  const text = fc.array(fc.constantFrom("a", "\n", "\r\n", "é"), { maxLength: 40 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, fc.array(fc.nat(40), { maxLength: 8 }), (source, offsets) => {
      const lines = new Lines(source);
      for (const offset of offsets.map((each) => Math.min(each, source.length))) {
        expect(lines.at(offset)).toBe(source.slice(0, offset).split("\n").length);
      }
    }),
  );
});
