import { isTime } from "../validate-cache-references/inventory/time.ts";
import { UsageError } from "./usage-error.ts";

/**
 * A time of the command line as it is written; default: the real time. Only here is a clock asked.
 * @throws {UsageError} when it is no time in RFC 3339
 */
export function timeOption(option: string, text: string | undefined): string {
  if (text === undefined) return new Date().toISOString().replace(/\.\d+Z$/, "Z");
  if (!isTime(text)) throw new UsageError(`${option} must be a time such as "2026-11-20T08:00:00Z", not "${text}"`);
  return text;
}
