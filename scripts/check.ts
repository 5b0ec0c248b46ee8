// The gate: types, lint, format, unused code, generated files, then the tests. `bun run check [--static] [--only NAME]`.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

interface Check {
  readonly name: string;
  readonly command: readonly string[];
  /** What a person does when it fails. */
  readonly fix: string;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const bun = process.execPath;
const bin = (name: string): string => `node_modules/.bin/${name}`;

const CHECKS: readonly Check[] = [
  { name: "types", command: [bin("tsc"), "-p", "tsconfig.json"], fix: "read the first error" },
  { name: "lint", command: [bin("oxlint"), "--deny-warnings"], fix: "oxlint --fix repairs the mechanical ones" },
  { name: "format", command: [bin("oxfmt"), "--check", "functions", "policies", "scripts"], fix: "bun run format" },
  { name: "unused code", command: [bin("knip")], fix: "delete what is not used" },
  { name: "schemas", command: [bun, "scripts/schemas.ts", "--check"], fix: "bun run docs" },
  { name: "rule pages", command: [bun, "scripts/rules-docs.ts", "--check"], fix: "bun run docs" },
  { name: "readme tables", command: [bun, "scripts/docs.ts", "--check"], fix: "bun run docs" },
  { name: "function docs", command: [bun, "scripts/function-docs.ts", "--check"], fix: "bun run docs" },
];
const TESTS: Check = { name: "tests", command: [bun, "run", "test"], fix: "run the failing file alone: bun test FILE" };

const args = process.argv.slice(2);
const only = args.includes("--only") ? args[args.indexOf("--only") + 1] : undefined;
const unknown = args.find((arg, at) => arg !== "--static" && arg !== "--only" && args[at - 1] !== "--only");
if (unknown !== undefined) {
  console.error(`Usage: bun run check [--static] [--only NAME], not "${unknown}"`);
  process.exit(2);
}
const wanted = [...CHECKS, ...(args.includes("--static") ? [] : [TESTS])].filter(
  ({ name }) => only === undefined || name === only,
);
if (wanted.length === 0) {
  console.error(`--only must name a check: ${[...CHECKS, TESTS].map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

let failed = 0;
for (const { name, command, fix } of wanted) {
  const [program, ...rest] = command as [string, ...string[]];
  // The tests say a line each: more than is let through unasked.
  const run = spawnSync(program, rest, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status === 0) {
    console.log(`ok    ${name}`);
    continue;
  }
  failed++;
  console.log(`FAIL  ${name}: ${fix}\n${run.error?.message ?? ""}${run.stdout}${run.stderr}`);
}
console.log(`${wanted.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
