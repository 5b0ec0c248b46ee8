// The standard streams and files: with run.ts the only place of this module that touches them.
import { isUtf8 } from "node:buffer";
import type * as FileSystem from "node:fs";
import type * as Terminals from "node:tty";
import { visibleLines } from "./one-line.ts";
import { StreamError } from "./stream-error.ts";

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;

/** Bytes per read and per write: large enough for few calls, small beside a large answer. */
const CHUNK = 1 << 18;

/** Characters of an answer that Bun's own stream takes; a larger one is better written part by part. */
const SMALL = 1 << 18;

const NEWLINE = 10;

/** What Bun has beside `node:fs`, which takes it 1.5 ms to load: a third of what an empty program takes. */
interface BunStreams {
  readonly stdin: { bytes(): Promise<Uint8Array> };
  readonly stdout: { writer(): { write(text: string): unknown; end(): unknown } };
}

const { Bun: bun } = globalThis as { Bun?: BunStreams };

/** Bun has this from Node, where it is deprecated; nothing else there answers at once. */
type BunProcess = NodeJS.Process & { binding?(name: "tty_wrap"): { isTTY(fd: number): boolean } };

let loaded: { readonly fs: typeof FileSystem; readonly tty: typeof Terminals } | undefined;

/** Must have been awaited before anything else here: Node before 22.3 cannot load its own modules when they are asked for. */
export async function prepareStreams(): Promise<void> {
  if (typeof process.getBuiltinModule === "function") return;
  loaded ??= { fs: await import("node:fs"), tty: await import("node:tty") };
}

function fs(): typeof FileSystem {
  return loaded?.fs ?? process.getBuiltinModule("node:fs");
}

function tty(): typeof Terminals {
  return loaded?.tty ?? process.getBuiltinModule("node:tty");
}

/** Whether a person sits at stdin. */
export function isTerminal(): boolean {
  // The file is asked first: what asks the terminal takes long to load.
  return askBun() ?? (fs().fstatSync(STDIN).isCharacterDevice() && tty().isatty(STDIN));
}

/** Undefined in other runtimes, and in a Bun that has dropped what only old programs use. */
function askBun(): boolean | undefined {
  if (bun === undefined) return undefined;
  try {
    return (process as BunProcess).binding?.("tty_wrap").isTTY(STDIN);
  } catch {
    return undefined;
  }
}

/** Whether a path names a file. */
export function isFile(path: string): boolean {
  return fs().statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * A file's text; undefined when it is no UTF-8.
 * @throws when it cannot be read
 */
export function readTextFile(path: string): string | undefined {
  return decode(fs().readFileSync(path));
}

let reading: Promise<string | undefined> | undefined;

/**
 * All of stdin as text; undefined when it is no UTF-8.
 * @throws {StreamError} when it cannot be read
 */
export function readStdin(): Promise<string | undefined> {
  return (reading ??= readAll().catch((error: unknown) => fail("stdin must be readable", error)));
}

/** Begins to read stdin for a caller that will ask for it unless a person sits there. */
export function readAhead(): void {
  if (bun === undefined || isTerminal()) return;
  // What is wrong is told to who asks.
  readStdin().catch(() => undefined);
}

async function readAll(): Promise<string | undefined> {
  if (bun === undefined) return readByParts();
  const { buffer, byteOffset, byteLength } = await bun.stdin.bytes();
  return decode(Buffer.from(buffer, byteOffset, byteLength));
}

/** Decoded in whole lines as they come, so that a large input is there only once. */
function readByParts(): string | undefined {
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
      return fs().readSync(STDIN, buffer, 0, buffer.length, null);
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
      offset += fs().writeSync(fd, bytes, offset, bytes.length - offset);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw error;
      pause();
    }
  }
}

/**
 * Writes text to stdout.
 * @throws {StreamError} when it cannot be written
 */
export function writeText(text: string): void {
  try {
    writeAll(STDOUT, Buffer.from(text));
  } catch (error) {
    fail(STDOUT_MUST, error);
  }
}

/**
 * Writes a whole answer to stdout, of which nobody writes any other part.
 * @throws {StreamError} when it cannot be written
 */
export async function writeAnswer(pieces: readonly string[]): Promise<void> {
  await writePieces(pieces).catch((error: unknown) => fail(STDOUT_MUST, error));
}

async function writePieces(pieces: readonly string[]): Promise<void> {
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  if (bun === undefined || size > SMALL) return writeByParts(pieces);
  const writer = bun.stdout.writer();
  writer.write(pieces.join(""));
  await writer.end();
}

/** Encodes into one buffer that is written whenever it is full: no second copy of a large answer comes into being. */
function writeByParts(pieces: readonly string[]): void {
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

/** Writes lines to stderr, with what a terminal would obey escaped; a closed stderr is no reason to fail. */
export function complain(message: string): void {
  try {
    writeAll(STDERR, Buffer.from(`${visibleLines(message)}\n`));
  } catch {
    return;
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
}

const STDOUT_MUST = "stdout must take the whole answer";

/** What the system refuses is said in one line; anything else is a bug and thrown as it is. */
function fail(must: string, error: unknown): never {
  const code = codeOf(error);
  throw typeof code === "string" ? new StreamError(must, code) : error;
}

/** `EPIPE` and the like. */
const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;
