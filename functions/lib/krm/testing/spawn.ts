import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a finished process left behind. */
export interface Finished {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: string | null;
}

/** How a process is run. */
export interface SpawnOptions {
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Pause between the chunks that are read from stdout, in milliseconds: a slow reader. */
  readonly pause?: number;
  /** Close stdout after that many bytes. */
  readonly closeAfter?: number;
  /** Pause between the chunks that are written to stdin. */
  readonly trickle?: number;
}

/** The program over the test functions. */
export const TEST_PROGRAM: readonly string[] = [process.execPath, fileURLToPath(new URL("main.ts", import.meta.url))];

/** Runs a command to its end, with an environment of nothing but PATH and what is given. */
export async function finish(command: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  const [program, ...args] = command as [string, ...string[]];
  const env = { PATH: process.env["PATH"], ...options.env };
  const child = spawn(program, args, { env, ...(options.cwd === undefined ? {} : { cwd: options.cwd }) });
  const exit = new Promise<[number | null, string | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve([code, signal]));
  });
  child.stdin.on("error", () => undefined);
  void feed(child.stdin, options);
  const errors: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (options.closeAfter !== undefined && length >= options.closeAfter) break;
    if (options.pause !== undefined) await sleep(options.pause);
  }
  const [code, signal] = await exit;
  return { stdout: Buffer.concat(chunks), stderr: Buffer.concat(errors).toString("utf8"), code, signal };
}

async function feed(stdin: NodeJS.WritableStream, { stdin: text = "", trickle }: SpawnOptions): Promise<void> {
  const bytes = Buffer.from(text);
  if (trickle !== undefined) {
    for (let at = 0; at < bytes.length; at += 100) {
      stdin.write(bytes.subarray(at, at + 100));
      await sleep(trickle);
    }
    stdin.end();
    return;
  }
  stdin.end(bytes);
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
