/** One command of the executable. */
export interface Command {
  /** Text of `--help`: usage, options, exit codes. */
  readonly help: string;
  /** Runs it and returns the exit code: 0 clean, 1 findings, 2 usage or bad policy, 4 some files could not be processed. */
  readonly run: (args: readonly string[]) => Promise<number>;
}
