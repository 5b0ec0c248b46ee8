import { expect, test } from "bun:test";
import { Lines } from "../yaml/mod.ts";
import { Unit } from "./unit.ts";

test("a text that is an element of a list here and a document there is read as what it is", () => {
  const text = "- a: b\n";
  const units = (["item", "document"] as const).map(
    (mode) => new Unit(text, { start: 0, end: text.length }, new Lines(text), 0, mode),
  );
  for (const unit of units) unit.release();
  expect(units.map((unit) => unit.node([])?.kind)).toEqual(["map", "sequence"]);
});
