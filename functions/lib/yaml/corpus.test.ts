import { beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { existsSync } from "node:fs";
import { corpus, filesBelow } from "../../../scripts/corpus.ts";
import { isRefusal, loadLibrary, splitDocuments } from "./mod.ts";
import { produce } from "./library.ts";
import { scan } from "./scan.ts";
import { checkEdits, randomEdits } from "./testing/check-edits.ts";
import { type Comparison, compareProducers } from "./testing/compare-producers.ts";
import { Random } from "./testing/random.ts";
import { outline } from "./outline.ts";

const { folder, full } = corpus();
const files = filesBelow(folder);

beforeAll(loadLibrary);

/** Every document of the corpus with its place. */
function* documents(): Generator<{ place: string; text: string }> {
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const spans = splitDocuments(text);
    if (isRefusal(spans)) continue;
    for (const span of spans)
      yield { place: `${relative(folder, file)}:${span.line}`, text: text.slice(span.start, span.end) };
  }
}

test("the scanner and the library outline every file alike, document by document", () => {
  const outcomes = new Map<string, number>();
  const differences: string[] = [];
  for (const { place, text } of documents()) {
    const { outcome, detail }: Comparison = compareProducers(text);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (outcome === "difference") differences.push(`${place}: ${detail}`);
  }
  expect(differences).toEqual([]);
  // The fast path is worth nothing when it declines what people write.
  expect(outcomes.get("declined") ?? 0).toBeLessThan((outcomes.get("same") ?? 0) / (full ? 20 : 2));
}, 60_000);

test.if(full)(
  "the scanner accepts no case of the YAML test suite that is marked as an error, unless the library does",
  () => {
    const cases = files.filter((file) => basename(file) === "in.yaml" && file.includes("yaml-test-suite"));
    expect(cases.length).toBeGreaterThan(300);
    const wrong: string[] = [];
    let errors = 0;
    for (const file of cases) {
      if (!existsSync(join(dirname(file), "error"))) continue;
      errors++;
      const text = readFileSync(file, "utf8");
      if (!text.includes("\r") && scan(text) !== undefined && compareProducers(text).outcome !== "same")
        wrong.push(file);
    }
    expect(errors).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  },
);

test.if(full)("what only the parsers of Kubernetes read is outlined as well", () => {
  const examples = ["sidecar", "ci", "secrets", "volumes-emptydir", "nested-workflow"];
  for (const name of examples) {
    const text = readFileSync(join(folder, `argoproj__argo-workflows/examples/${name}.yaml`), "utf8");
    expect([name, isRefusal(produce(text)), isRefusal(outline(text))]).toEqual([name, true, false]);
  }
});

test("random edits of every twentieth document do what they say and nothing else", () => {
  const random = new Random(20);
  const problems: string[] = [];
  let done = 0;
  let number = 0;
  for (const { place, text } of documents()) {
    if (full && number++ % 20 !== 0) continue;
    if (text.length > 100_000) continue;
    const read = outline(text);
    if (isRefusal(read)) continue;
    const edits = randomEdits(read, random, 2);
    const report = checkEdits(text, edits);
    if (report.problem !== undefined) problems.push(`${place}: ${report.problem} ${JSON.stringify(edits)}`);
    else done++;
  }
  expect(problems).toEqual([]);
  expect(done).toBeGreaterThan(full ? 500 : 5);
}, 60_000);
