// Ratios in one run, as a table: `bun run bench function|validate [--runs N]`. Never part of the tests: it tells, people judge.
import { bench as benchFunction } from "./function.ts";
import { bench as benchValidate } from "./validate.ts";

const BENCHES: Readonly<Record<string, (runs: number) => void>> = { function: benchFunction, validate: benchValidate };

const [name = "", flag, value] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined || (flag !== undefined && flag !== "--runs")) {
  console.error(`Usage: bun run bench ${Object.keys(BENCHES).join("|")} [--runs N]`);
  process.exit(2);
}
bench(value === undefined ? 7 : Number(value));
