// The border: with streams.ts the only file of this module that touches arguments, environment, streams and files.
import { compileSoon } from "./compile-soon.ts";
import type { FunctionDefinition } from "./definition.ts";
import { type ExecuteInput, executePieces } from "./execute.ts";
import { lastWords } from "./stream-error.ts";
import {
  complain,
  isFile,
  isTerminal,
  prepareStreams,
  readStdin,
  readTextFile,
  writeAnswer,
  writeText,
} from "./streams.ts";

/** Characters of input and policy that are worth compiling for: some twenty workloads. */
const LARGE = 1 << 15;

/** What the caller of {@link run} knows already. */
export interface RunOptions {
  /** How the function was called, for hints that can be typed. Default: its name. */
  readonly command?: string;
  /** What stdin held, when it was read to choose the function. */
  readonly stdin?: string | undefined;
}

/**
 * Runs a function as a program: reads stdin, writes the answer, sets the exit code. Never writes half an answer of its
 * own accord: everything is computed first, and a crash leaves stdout empty.
 * `args` are the words after the function's name; default: those of the process.
 */
export async function run<P>(
  definition: FunctionDefinition<P>,
  args: readonly string[] = process.argv.slice(2),
  options: RunOptions = {},
): Promise<void> {
  try {
    await prepareStreams();
    process.exitCode = await main(definition as FunctionDefinition<unknown>, args, options);
  } catch (error) {
    giveUp(definition.name, error, 1);
  }
}

/** Ends a program that cannot go on: says why on stderr, unless nobody reads its answer any more. */
export function giveUp(name: string, error: unknown, exitCode: number): void {
  process.exitCode = exitCode;
  const words = lastWords(error);
  if (words !== undefined) complain(`${name}: ${words}`);
}

async function main(
  definition: FunctionDefinition,
  args: readonly string[],
  { command = definition.name, stdin: given }: RunOptions,
): Promise<number> {
  const { name } = definition;
  const options = readArguments(args);
  if (typeof options === "string") {
    complain(`${name}: ${options}\nSee ${command} --help`);
    return 1;
  }
  if (options.show !== undefined) {
    const { documentationJson, helpText } = await import("./help.ts");
    writeText(await (options.show === "help" ? helpText(definition, command) : documentationJson(definition)));
    return 0;
  }
  const policy: ReturnType<typeof readPolicy> =
    options.policy === undefined ? {} : readPolicy(options.policy, options.legacy);
  if (typeof policy === "string") {
    complain(`${name}: policy file ${policy}: "${options.policy}"`);
    return 1;
  }
  if (given === undefined && isTerminal()) {
    complain(`${name}: a ResourceList, or resources with -p POLICY, must be given on stdin\nSee ${command} --help`);
    return 1;
  }
  const stdin = given ?? (await readStdin());
  if (stdin === undefined) {
    complain(`${name}: input must be UTF-8 text`);
    return 1;
  }
  if (stdin.length + (policy.policy?.text.length ?? 0) > LARGE) compileSoon();
  const input: ExecuteInput = { stdin, legacy: options.legacy, ...policy };
  const { stdout, stderr, exitCode } = await executePieces(definition, input);
  if (stdout !== undefined) await writeAnswer(stdout);
  if (stderr !== "") complain(stderr.trimEnd());
  return exitCode;
}

interface Options {
  readonly show?: "help" | "doc";
  readonly policy?: string;
  readonly legacy: boolean;
}

/** The arguments, or what is wrong with them. */
function readArguments(args: readonly string[]): Options | string {
  if (isLegacyPlugin(args)) return { policy: args[0] as string, legacy: true };
  let policy: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string;
    if (word === "--help" || word === "-h") return { show: "help", legacy: false };
    if (word === "--doc") return { show: "doc", legacy: false };
    const path = word === "-p" || word === "--policy" ? args[++i] : /^--policy=(.+)$/s.exec(word)?.[1];
    if (path === undefined) {
      const known = word === "-p" || word === "--policy";
      return known ? `${word} must be followed by a file` : `argument must be -p FILE, --help or --doc, not "${word}"`;
    }
    if (policy !== undefined) return "one policy must be given, -p is there twice";
    policy = path;
  }
  return policy === undefined ? { legacy: false } : { policy, legacy: false };
}

/**
 * Whether kustomize's legacy plugin protocol is spoken: its variable is set and the first argument is its config file.
 * The variable alone may be inherited from a plugin that calls something else.
 */
export function isLegacyPlugin([first]: readonly string[]): boolean {
  // An option is no file; and Deno lets a program without permissions ask for no variable.
  if (first === undefined || first.startsWith("-")) return false;
  return process.env["KUSTOMIZE_PLUGIN_CONFIG_STRING"] !== undefined && isFile(first);
}

/** A policy file, or what it must be. A legacy plugin's is a temporary file whose name says nothing. */
function readPolicy(path: string, legacy: boolean): Pick<ExecuteInput, "policy"> | string {
  try {
    const text = readTextFile(path);
    return text === undefined ? "must be UTF-8 text" : { policy: { text, path: legacy ? undefined : path } };
  } catch (error) {
    const { message } = error as Error;
    // Node names its call and the file behind the reason; other runtimes say what they do not allow.
    return `must be readable (${/^[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message})`;
  }
}
