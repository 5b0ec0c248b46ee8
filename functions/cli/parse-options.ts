import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
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
    throw new UsageError(`${(error as Error).message}\nSee warmstart ${command} --help`);
  }
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
