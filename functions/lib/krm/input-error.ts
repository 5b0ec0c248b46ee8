/**
 * The input as a whole cannot be answered: nothing goes to stdout, the message goes to stderr, the exit code is 1.
 * Messages say what must be there.
 */
export class InputError extends Error {
  readonly _tag = "InputError" as const;
}
