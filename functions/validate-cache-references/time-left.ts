import type { Cache } from "../lib/cache/mod.ts";
import type { RuleContext } from "./model.ts";

/** A day in milliseconds. */
export const DAY: number = 24 * 60 * 60 * 1000;

/** Milliseconds until the cloud deletes a cache, negative when it did; undefined: it stays, or the present is not known. */
export function timeLeft(cache: Cache, { presentFor }: Pick<RuleContext, "presentFor">): number | undefined {
  const now = presentFor(cache);
  const end = cache.entry.expiresAt;
  if (now === undefined || end === undefined) return undefined;
  const left = Date.parse(end) - now;
  return Number.isNaN(left) ? undefined : left;
}

/** Whether the cloud deletes a cache soon, or did already. */
export function expiresSoon(cache: Cache, context: Pick<RuleContext, "presentFor" | "expiryDays">): boolean {
  const left = timeLeft(cache, context);
  return left !== undefined && left <= context.expiryDays * DAY;
}
