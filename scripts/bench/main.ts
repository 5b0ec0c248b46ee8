// Ratios in one run, as a table: `bun run bench function|validate [--runs N]`. Never part of the tests: it tells, people judge.
import { bench as benchFunction } from "./function.ts";
import { bench as benchValidate } from "./validate.ts";

const BENCHES: Readonly<Record<string, (runs: number) => void>> = { function: benchFunction, validate: benchValidate };

const [name = "", flag, value = "7"] = process.argv.slice(2);
const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (bench === undefined || (flag !== undefined && flag !== "--runs") || !(Number(value) >= 1)) {
  console.error(`Usage: bun run bench ${Object.keys(BENCHES).join("|")} [--runs N]`);
  process.exit(2);
}
bench(Number(value));
