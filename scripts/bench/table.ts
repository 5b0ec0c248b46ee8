import type { Cost } from "./measure.ts";

/** A figure that is promised. */
export interface Claim {
  readonly what: string;
  readonly value: number;
  readonly unit: "×" | "MiB";
  readonly bound: string;
  readonly holds: boolean;
}

/** A figure that must not be larger than its bound. */
export function atMost(what: string, value: number, bound: number, unit: Claim["unit"] = "×"): Claim {
  return { what, value, unit, bound: `at most ${bound}`, holds: value <= bound };
}

/** A figure that must not be smaller than its bound. */
export function atLeast(what: string, value: number, bound: number): Claim {
  return { what, value, unit: "×", bound: `at least ${bound}`, holds: value >= bound };
}

/** Prints what was measured, and what becomes of the claims. */
export function print(costs: ReadonlyMap<string, Cost>, rows: readonly Claim[]): void {
  console.log(`${"program".padEnd(32)}${"wall ms".padStart(10)}${"peak MiB".padStart(10)}`);
  for (const [name, { wall, peak }] of costs) {
    console.log(`${name.padEnd(32)}${wall.toFixed(1).padStart(10)}${peak.toFixed(0).padStart(10)}`);
  }
  console.log(`\n${"ratio".padEnd(44)}${"value".padStart(10)}  bound`);
  for (const { what, value, unit, bound, holds } of rows) {
    console.log(`${what.padEnd(44)}${`${value.toFixed(1)} ${unit}`.padStart(10)}  ${bound}${holds ? "" : "  MISSED"}`);
  }
}
