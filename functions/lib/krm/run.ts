// The border: the only file of this module that touches stdin, stdout, arguments, environment and files.
import { isUtf8 } from "node:buffer";
import { fstatSync, readFileSync, readSync, statSync, writeSync } from "node:fs";
import type { FunctionDefinition } from "./definition.ts";
import { type ExecuteInput, executePieces } from "./execute.ts";

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;

/** Bytes per read and per write: large enough for few calls, small beside a large answer. */
const CHUNK = 1 << 18;

const NEWLINE = 10;

/** Characters of an input that is worth compiling for. */
const LARGE = 1 << 16;

/**
 * Runs a function as a program: reads stdin, writes the answer, sets the exit code. Never writes half an answer of its
 * own accord: everything is computed first, and a crash leaves stdout empty.
 * `args` are the words after the function's name; default: those of the process.
 * `stdin` is for a caller that has read it already, to choose the function.
 */
export async function run<P>(
  definition: FunctionDefinition<P>,
  args: readonly string[] = process.argv.slice(2),
  stdin?: string,
): Promise<void> {
  try {
    process.exitCode = await main(definition as FunctionDefinition<unknown>, args, stdin);
  } catch (error) {
    process.exitCode = 1;
    // Nobody reads the answer any more: end at once and quietly.
    if (codeOf(error) !== "EPIPE") complain(`${definition.name}: internal error: ${stackOf(error)}`);
  }
}

async function main(
  definition: FunctionDefinition,
  args: readonly string[],
  given: string | undefined,
): Promise<number> {
  const { name } = definition;
  const options = readArguments(args);
  if (typeof options === "string") {
    complain(`${name}: ${options}\nSee ${name} --help`);
    return 1;
  }
  if (options.show !== undefined) {
    const { documentationJson, helpText } = await import("./help.ts");
    writeText(await (options.show === "help" ? helpText(definition) : documentationJson(definition)));
    return 0;
  }
  const policy = options.policy === undefined ? {} : readPolicy(options.policy, options.legacy);
  if (policy === undefined) {
    complain(`${name}: policy file must be readable UTF-8 text: "${options.policy}"`);
    return 1;
  }
  if (given === undefined && (await isTerminal())) {
    complain(`${name}: a ResourceList, or resources with -p POLICY, must be given on stdin\nSee ${name} --help`);
    return 1;
  }
  const stdin = given ?? readStdin();
  if (stdin === undefined) {
    complain(`${name}: input must be UTF-8 text`);
    return 1;
  }
  if (stdin.length > LARGE) compileSoon();
  const input: ExecuteInput = { stdin, legacy: options.legacy, ...policy };
  const { stdout, stderr, exitCode } = await executePieces(definition, input);
  if (stdout !== undefined) writePieces(stdout);
  if (stderr !== "") complain(stderr.trimEnd());
  return exitCode;
}

/**
 * The executable is built to compile late, because most runs end before anything compiled pays. A large input tells the
 * runtime that this one does not; other runtimes than Bun need no telling.
 */
function compileSoon(): void {
  const { Bun } = globalThis as { Bun?: { unsafe?: { setJITPolicy?: (scale: number) => void } } };
  Bun?.unsafe?.setJITPolicy?.(2);
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
  if (process.env["KUSTOMIZE_PLUGIN_CONFIG_STRING"] === undefined || first === undefined) return false;
  return statSync(first, { throwIfNoEntry: false })?.isFile() === true;
}

/** A policy file; undefined when it cannot be read. A legacy plugin's is a temporary file whose name says nothing. */
function readPolicy(path: string, legacy: boolean): Pick<ExecuteInput, "policy"> | undefined {
  try {
    const text = decode(readFileSync(path));
    return text === undefined ? undefined : { policy: { text, path: legacy ? undefined : path } };
  } catch {
    return undefined;
  }
}

/** Whether a person sits at stdin. Asked of the file first: what asks the terminal takes long to load. */
export async function isTerminal(): Promise<boolean> {
  if (!fstatSync(STDIN).isCharacterDevice()) return false;
  return (await import("node:tty")).isatty(STDIN);
}

/** All of stdin as text; undefined when it is no UTF-8. Decoded in whole lines as it comes, so that it is there only once. */
export function readStdin(): string | undefined {
  const buffer = Buffer.allocUnsafe(CHUNK);
  const pieces: string[] = [];
  let open: Buffer[] = []; // of the line that the last part ends in
  for (;;) {
    const part = buffer.subarray(0, readSome(buffer));
    const end = part.length === 0 ? 0 : part.lastIndexOf(NEWLINE) + 1;
    if (part.length === 0 || end > 0) {
      const lines = part.subarray(0, end);
      const piece = decode(open.length === 0 ? lines : Buffer.concat([...open, lines]));
      if (piece === undefined) return undefined;
      pieces.push(piece);
      open = [];
    }
    if (part.length === 0) return pieces.join("");
    if (end < part.length) open.push(Buffer.from(part.subarray(end)));
  }
}

function readSome(buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(STDIN, buffer, 0, buffer.length, null);
    } catch (error) {
      // Some callers hand over a pipe that does not block; Windows reports the end of a pipe as an error.
      if (codeOf(error) === "EOF") return 0;
      if (codeOf(error) !== "EAGAIN") throw error;
      pause();
    }
  }
}

/**
 * Decodes a text; undefined for what is no UTF-8, because replacing it would change bytes that nobody edited. A byte order
 * mark stays in the text.
 */
function decode(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString("utf8") : undefined;
}

/** Writes all bytes: a pipe takes a part of them at a time, or none while its reader is slow. */
export function writeAll(fd: number, bytes: Uint8Array): void {
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += writeSync(fd, bytes, offset, bytes.length - offset);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw error;
      pause();
    }
  }
}

/** Writes text to stdout. */
export function writeText(text: string): void {
  writeAll(STDOUT, Buffer.from(text));
}

/** Encodes into one buffer that is written whenever it is full: no second copy of a large answer comes into being. */
function writePieces(pieces: readonly string[]): void {
  const encoder = new TextEncoder();
  const buffer = new Uint8Array(CHUNK);
  let used = 0;
  for (const piece of pieces) {
    for (let rest = piece; rest !== "";) {
      const { read, written } = encoder.encodeInto(rest, buffer.subarray(used));
      used += written;
      if (read === rest.length) break;
      rest = rest.slice(read);
      writeAll(STDOUT, buffer.subarray(0, used));
      used = 0;
    }
  }
  writeAll(STDOUT, buffer.subarray(0, used));
}

/** Writes a line to stderr; a closed stderr is no reason to fail. */
export function complain(message: string): void {
  try {
    writeAll(STDERR, Buffer.from(`${message}\n`));
  } catch {
    return;
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;
const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
