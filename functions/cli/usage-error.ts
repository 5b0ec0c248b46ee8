/** The call or a policy cannot be used as it is: its message goes to stderr without a stack, the exit code is 2. */
export class UsageError extends Error {
  readonly _tag = "UsageError";
}
