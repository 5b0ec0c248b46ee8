import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { corpus, filesBelow } from "../../../scripts/corpus.ts";
import { knowsField, workloadKind } from "../kubernetes/mod.ts";
import { isRefusal, loadLibrary, outline, splitDocuments } from "../yaml/mod.ts";
import { type CustomKind, fieldsOfKind, formatSteps, readCustomKind } from "./mod.ts";

const { folder, full } = corpus();

function definitions(): CustomKind[] {
  return filesBelow(folder).flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const spans = text.includes("CustomResourceDefinition") ? splitDocuments(text) : [];
    if (isRefusal(spans)) return [];
    return spans.flatMap(({ start, end }) => {
      const read = outline(text.slice(start, end));
      return isRefusal(read) ? [] : (readCustomKind(read.root?.toJS()) ?? []);
    });
  });
}

test.if(full)("the catalogue knows every image field of the definitions of its kinds", async () => {
  await loadLibrary();
  const missing = new Set<string>();
  let compared = 0;
  for (const kind of definitions()) {
    const row = workloadKind(kind.group, kind.kind);
    if (row === undefined) continue;
    compared++;
    for (const { steps } of fieldsOfKind(kind).fields) {
      const path = formatSteps(steps);
      if (!knowsField(row, path)) missing.add(`${kind.group}/${kind.kind}: ${path}`);
    }
  }
  expect(compared).toBeGreaterThan(20);
  expect([...missing]).toEqual([]);
});
