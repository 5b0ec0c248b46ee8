import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile, type Cost, measure, type Subject } from "./measure.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = `${root}.cache/bench`;

interface Claim {
  readonly what: string;
  readonly value: number;
  readonly unit: "×" | "MiB";
  readonly bound: string;
  readonly holds: boolean;
}

/** The function against a bare compiled program and against the same done with parse and stringify. */
export function bench(runs: number): void {
  mkdirSync(folder, { recursive: true });
  // In a process of its own: what a measured program inherits from a large parent would count as its memory.
  const made = spawnSync(process.execPath, [`${root}scripts/bench/inputs.ts`, folder], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
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
  const atMost = (what: string, value: number, bound: number, unit: Claim["unit"]): Claim => ({
    what,
    value,
    unit,
    bound: `at most ${bound}`,
    holds: value <= bound,
  });
  const faster = ratio("parse + stringify, 1,000", "replace-images, 1,000");
  return [
    atMost("1 workload / bare program", ratio("replace-images, 1 workload", "bare program"), 2.5, "×"),
    {
      what: "parse + stringify / replace-images, 1,000",
      value: faster,
      unit: "×",
      bound: "at least 15",
      holds: faster >= 15,
    },
    atMost("peak memory, 1,000", of("replace-images, 1,000").peak, 90, "MiB"),
    atMost("10,000 / 1,000", ratio("replace-images, 10,000", "replace-images, 1,000"), 11, "×"),
    atMost("peak memory, 10,000", of("replace-images, 10,000").peak, 220, "MiB"),
    atMost(
      "three steps / replace-images, 10,000",
      ratio("all three steps, 10,000", "replace-images, 10,000"),
      1.6,
      "×",
    ),
  ];
}

function print(costs: ReadonlyMap<string, Cost>, rows: readonly Claim[]): void {
  console.log(`${"program".padEnd(32)}${"wall ms".padStart(10)}${"peak MiB".padStart(10)}`);
  for (const [name, { wall, peak }] of costs) {
    console.log(`${name.padEnd(32)}${wall.toFixed(1).padStart(10)}${peak.toFixed(0).padStart(10)}`);
  }
  console.log(`\n${"ratio".padEnd(44)}${"value".padStart(10)}  bound`);
  for (const { what, value, unit, bound, holds } of rows) {
    console.log(`${what.padEnd(44)}${`${value.toFixed(1)} ${unit}`.padStart(10)}  ${bound}${holds ? "" : "  MISSED"}`);
  }
}
