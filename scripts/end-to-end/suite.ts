// Counts cases and prints one line each: "ok …", or "FAIL …" with what differs.
import { createTwoFilesPatch } from "diff";

/** What a case throws when the outcome is not the expected one; the message is printed below its line. */
export class Mismatch extends Error {}

let passed = 0;
let failed = 0;

/** Runs one case; whatever it throws is a failure. */
export async function check(name: string, body: () => void | Promise<void>): Promise<void> {
  try {
    await body();
    passed++;
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    const reason = error instanceof Mismatch ? error.message : ((error as Error).stack ?? String(error));
    console.log(`FAIL ${name}\n${indent(reason)}`);
  }
}

/** Prints the last line, `N passed, N failed`. Returns the exit code. */
export function conclude(): number {
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** Fails with `message` unless `condition` holds. */
export function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Mismatch(message);
}

/** Fails with a unified diff unless both texts are the same. */
export function expectSame(actual: string, expected: string, what: string): void {
  if (actual !== expected) throw new Mismatch(`${what}\n${unified(what, expected, actual)}`);
}

/** Unified diff with three lines of context. */
export function unified(name: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(`expected/${name}`, `actual/${name}`, before, after, undefined, undefined, {
    context: 3,
  });
  return cut(patch.replace(/^=+\n/, "").replaceAll("\r", "␍"));
}

/** Enough to see what is wrong, not so much that it hides the next case. */
const MOST_LINES = 80;

function cut(text: string): string {
  const lines = text.split("\n");
  if (lines.length <= MOST_LINES) return text;
  return [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more lines`].join("\n");
}

const indent = (text: string): string => text.trimEnd().replace(/^/gm, "     ");
