import { fileURLToPath } from "node:url";
import { prepareInputs } from "./prepare-inputs.ts";
import { compile, type Cost, measure, type Subject } from "./measure.ts";
import { atLeast, atMost, type Claim, print } from "./table.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The function against a bare compiled program and against the same done with parse and stringify. */
export function bench(runs: number): void {
  const folder = prepareInputs();
  const file = (name: string): string => `${folder}/${name}`;
  compile(`${root}scripts/bench/bare.ts`, `${folder}/bare`);
  compile(`${root}scripts/bench/parse-stringify.ts`, `${folder}/parse-stringify`);
  const one = file("one.yaml");
  const thousand = file("thousand.yaml");
  const ten = file("ten-thousand.yaml");
  const tenAll = file("ten-thousand-all.yaml");
  const ours = [`${root}dist/warmstart`, "fn"];
  const replace = [...ours, "replace-images"];

  const small: Subject[] = [
    { name: "bare program", command: [`${folder}/bare`], stdin: one },
    { name: "replace-images, 1 workload", command: replace, stdin: one },
    { name: "all three steps, 1 workload", command: [...ours, "apply-cache-policy"], stdin: file("one-all.yaml") },
  ];
  const large: Subject[] = [
    { name: "parse + stringify, 1,000", command: [`${folder}/parse-stringify`], stdin: thousand },
    { name: "replace-images, 1,000", command: replace, stdin: thousand },
    { name: "replace-images, 10,000", command: replace, stdin: ten },
    { name: "all three steps, 10,000", command: [...ours, "apply-cache-policy"], stdin: tenAll },
  ];
  const costs = new Map([...measure(small, runs * 5), ...measure(large, runs)]);
  print(
    costs,
    claims((name) => costs.get(name) as Cost),
  );
}

function claims(of: (name: string) => Cost): Claim[] {
  const ratio = (a: string, b: string): number => of(a).wall / of(b).wall;
  return [
    atMost("1 workload / bare program", ratio("replace-images, 1 workload", "bare program"), 2.5),
    atLeast(
      "parse + stringify / replace-images, 1,000",
      ratio("parse + stringify, 1,000", "replace-images, 1,000"),
      15,
    ),
    atMost("peak memory, 1,000", of("replace-images, 1,000").peak, 90, "MiB"),
    atMost("10,000 / 1,000", ratio("replace-images, 10,000", "replace-images, 1,000"), 11),
    atMost("peak memory, 10,000", of("replace-images, 10,000").peak, 220, "MiB"),
    atMost("three steps / replace-images, 10,000", ratio("all three steps, 10,000", "replace-images, 10,000"), 1.6),
  ];
}
