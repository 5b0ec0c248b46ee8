import { expect, test } from "bun:test";
import { parseOptions, wordOption } from "./parse-options.ts";
import { UsageError } from "./usage-error.ts";

const parse = (...args: readonly string[]): ReturnType<typeof parseOptions> =>
  parseOptions("demo", args, {
    format: { type: "string" },
    output: { type: "string", short: "o" },
    write: { type: "boolean" },
  });

test.each([
  [["a", "--format=json", "-o", "x", "b"], { format: "json", output: "x" }, ["a", "b"]],
  [["--write", "a", "--output=x=y"], { write: true, output: "x=y" }, ["a"]],
  [["-ox", "--", "--format"], { output: "x" }, ["--format"]],
  [["-", "-o", "-"], { output: "-" }, ["-"]],
])("%j", (args, values, positionals) => {
  const parsed = parse(...args);
  expect({ values: { ...parsed.values }, positionals: parsed.positionals }).toEqual({ values, positionals } as never);
});

test.each([
  [["--formt", "json"], 'Unknown option "--formt", did you mean "--format"?'],
  [["--ouptut=x"], 'Unknown option "--ouptut", did you mean "--output"?'],
  [["--hlep"], 'Unknown option "--hlep", did you mean "--help"?'],
  [["--zzz"], 'Unknown option "--zzz": must be one of --format, --output, --write, --help'],
  [["-q"], 'Unknown option "-q": must be one of --format, --output, --write, --help'],
])("%j is told what is known", (args, message) => {
  expect(() => parse(...args)).toThrow(new UsageError(`${message}\nSee warmstart demo --help`));
});

test.each([[["--format"]], [["--write=yes"]], [["--output", "--write"]]])("%j is a wrong call", (args) => {
  expect(() => parse(...args)).toThrow(UsageError);
});

test("an option takes one of its words", () => {
  expect(wordOption("--format", undefined, ["text", "json"])).toBe("text");
  expect(() => wordOption("--format", "yaml", ["text", "json"])).toThrow('--format must be text or json, not "yaml"');
});
