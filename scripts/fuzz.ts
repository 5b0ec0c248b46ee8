// Mutation fuzzer of lib/yaml: `bun run fuzz [--seconds 30] [--seed 1] [--failures 1]`. Exits 1 with the failing input.
// It changes real files at random and checks that the scanner and the `yaml` library agree, that edits do what they say
// and nothing else, and that lists are cut as the library would read them.
import { readFileSync } from "node:fs";
import { isRefusal, loadLibrary, outline } from "../functions/lib/yaml/mod.ts";
import { checkEdits, randomEdits } from "../functions/lib/yaml/testing/check-edits.ts";
import { checkCut } from "../functions/lib/yaml/testing/check-cut.ts";
import { compareProducers } from "../functions/lib/yaml/testing/compare-producers.ts";
import { LIBRARY_BUG, excerpt, mutate, restyle } from "../functions/lib/yaml/testing/mutate.ts";
import { Random } from "../functions/lib/yaml/testing/random.ts";
import { corpus, filesBelow } from "./corpus.ts";

/** The numbers of the call. A word that is none must not become a round without texts. */
function numbers(args: readonly string[]): Record<"seconds" | "seed" | "failures", number> {
  // The same texts every time unless a seed is given: a failing gate then means changed code.
  const values = { seconds: 30, seed: 1, failures: 1 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i]?.replace(/^--/, "") as keyof typeof values;
    const value = Number(args[i + 1] || Number.NaN);
    if (!Object.hasOwn(values, name) || !(value > 0)) {
      console.error(`Usage: bun run fuzz [--seconds N] [--seed N] [--failures N], not "${args.join(" ")}"`);
      process.exit(2);
    }
    values[name] = value;
  }
  return values;
}

const { seconds, seed, failures: most } = numbers(process.argv.slice(2));
const deadline = performance.now() + seconds * 1000;
const random = new Random(seed);
const files = filesBelow(corpus().folder);
const counts = new Map<string, number>();
let failures = 0;

const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

function fail(what: string, text: string, more = ""): void {
  failures++;
  console.error(`FAIL ${what}\n  input: ${JSON.stringify(text)}${more === "" ? "" : `\n  ${more}`}`);
}

function round(text: string): void {
  const comparison = compareProducers(text);
  count(`outline: ${comparison.outcome}`);
  if (comparison.outcome === "difference") return fail(`scanner and library: ${comparison.detail}`, text);
  const read = outline(text);
  if (isRefusal(read) || read.root === undefined) return;
  const edits = randomEdits(read, random, random.pick([1, 1, 1, 2, 4]));
  const report = checkEdits(text, edits);
  for (const refusal of report.refused) count(`edit refused: ${refusal}`);
  if (report.refused.length < edits.length) count("edits made");
  if (report.problem !== undefined)
    fail(report.problem, text, `edits: ${JSON.stringify(edits)}\n  result: ${JSON.stringify(report.text)}`);
  const cut = checkCut(text, random);
  count(`list: ${cut.outcome}`);
  if (cut.outcome === "difference") fail(`list: ${cut.detail}`, cut.text);
}

await loadLibrary();
let rounds = 0;
while (performance.now() < deadline && failures < most) {
  const source = readFileSync(random.pick(files), "utf8");
  if (source.length > 200_000) continue;
  const text = mutate(restyle(excerpt(source, random), random), random, 3);
  if (LIBRARY_BUG.test(text)) continue;
  try {
    round(text);
  } catch (error) {
    fail(`crash: ${error instanceof Error ? error.stack : String(error)}`, text);
  }
  rounds++;
}
console.log(`seed ${seed}: ${rounds} texts, ${failures} failures`);
for (const [what, times] of [...counts].sort()) console.log(`${String(times).padStart(8)}  ${what}`);
process.exitCode = failures === 0 ? 0 : 1;
