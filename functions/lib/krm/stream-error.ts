import { InputError } from "./input-error.ts";

/** stdin or stdout does not do what it must. That is no bug, so the message is told without a stack. */
export class StreamError extends Error {
  readonly _tag = "StreamError" as const;
  /** `EPIPE` and the like. */
  readonly code: string;

  constructor(must: string, code: string) {
    super(`${must}: ${code}`);
    this.code = code;
  }
}

/** What stderr gets when an error ends a program; undefined when nobody reads its answer any more. */
export function lastWords(error: unknown): string | undefined {
  if (error instanceof InputError) return error.message;
  if (error instanceof StreamError) return error.code === "EPIPE" ? undefined : error.message;
  return `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
