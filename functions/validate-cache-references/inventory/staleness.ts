import { counted } from "../found.ts";
import type { InventorySource } from "../model.ts";

const HOUR = 60 * 60 * 1000;

/** How long ago an inventory may have been read, and the present in milliseconds since 1970. */
export interface Freshness {
  readonly now: number | undefined;
  readonly staleHours: number;
}

/**
 * What is wrong with the age of an inventory; undefined while it is young enough, where it does not say when it was read,
 * and where nobody says what time it is. The objects of a package are no reading of the cloud.
 */
export function stalenessOf(
  { asOf, title, form }: InventorySource,
  { now, staleHours }: Freshness,
): string | undefined {
  const read = asOf === undefined || form === "object" ? Number.NaN : Date.parse(asOf);
  if (now === undefined || !(now - read > staleHours * HOUR)) return undefined;
  const age = Math.floor((now - read) / HOUR);
  return `${title} must be at most ${counted(staleHours, "hour")} old, and was read more than ${counted(age, "hour")} ago: read it again`;
}
