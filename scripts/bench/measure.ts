// Whole processes, timed from outside by the operating system's own accounting.
import { spawnSync } from "node:child_process";

/** What one kind of run cost: medians over all runs. */
export interface Cost {
  /** Wall time, milliseconds. */
  readonly wall: number;
  /** Peak resident memory, MiB; 0 where the system does not tell. */
  readonly peak: number;
}

/** A program to time: `command` reads `stdin` (a file's path). */
export interface Subject {
  readonly name: string;
  readonly command: readonly string[];
  readonly stdin: string;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Runs all subjects in turn (A B C, A B C, …), so that a drift of the machine's speed meets all alike. */
export function measure(subjects: readonly Subject[], runs: number): Map<string, Cost> {
  const samples = new Map(subjects.map(({ name }) => [name, { wall: [] as number[], peak: [] as number[] }]));
  for (let round = -1; round < runs; round++) {
    for (const { name, command, stdin } of subjects) {
      const { wall, peak } = once(name, command, stdin);
      if (round < 0) continue; // warm-up
      samples.get(name)?.wall.push(wall);
      samples.get(name)?.peak.push(peak);
    }
  }
  return new Map([...samples].map(([name, { wall, peak }]) => [name, { wall: median(wall), peak: median(peak) }]));
}

function once(name: string, command: readonly string[], stdin: string): Cost {
  const [program, ...args] = command as [string, ...string[]];
  const before = process.hrtime.bigint();
  const run = Bun.spawnSync([program, ...args], { stdin: Bun.file(stdin), stdout: "ignore", stderr: "pipe" });
  const wall = Number(process.hrtime.bigint() - before) / 1e6;
  if (run.exitCode !== 0) throw new Error(`${name} exited ${run.exitCode}: ${run.stderr.toString().slice(0, 500)}`);
  return { wall, peak: run.resourceUsage === undefined ? 0 : run.resourceUsage.maxRSS / 2 ** 20 };
}

/** Builds a one-file program with the flags of the product. */
export function compile(entry: string, outfile: string): void {
  const flags = [
    "--compile",
    "--minify",
    "--bytecode",
    "--format=esm",
    "--no-compile-autoload-dotenv",
    "--no-compile-autoload-bunfig",
  ];
  const built = spawnSync(process.execPath, ["build", entry, ...flags, `--outfile=${outfile}`], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(`${entry} must compile: ${built.stderr}`);
}
