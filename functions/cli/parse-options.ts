import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { nearest } from "../lib/krm/mod.ts";
import { UsageError } from "./usage-error.ts";

/** What a command line said: the options by name, and the other words. */
export type ParsedOptions<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>
>;

/**
 * Reads the words behind a command, options in any order among them.
 * @throws {UsageError} for an option that the command does not have, or that lacks its value
 */
export function parseOptions<const T extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: T,
): ParsedOptions<T> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(`${problemOf(error as Error, Object.keys(options))}\nSee warmstart ${command} --help`);
  }
}

/** What is wrong with the words, without the hint of the parser that no command here has a use for. */
function problemOf({ message }: Error, names: readonly string[]): string {
  const [, unknown] = /^Unknown option '([^']*)'/.exec(message) ?? [];
  if (unknown === undefined) return message;
  const known = [...names, "help"].map((name) => `--${name}`);
  const close = unknown.startsWith("--") ? nearest(unknown.slice(2), [...names, "help"]) : undefined;
  const hint = close === undefined ? `: must be one of ${known.join(", ")}` : `, did you mean "--${close}"?`;
  return `Unknown option "${unknown}"${hint}`;
}

/**
 * The word that an option takes; default: the first one.
 * @throws {UsageError} for any other word
 */
export function wordOption<const T extends string>(
  option: string,
  text: string | undefined,
  words: readonly [T, ...T[]],
): T {
  const word = words.find((each) => each === (text ?? words[0]));
  if (word === undefined) throw new UsageError(`${option} must be ${words.join(" or ")}, not "${text}"`);
  return word;
}
