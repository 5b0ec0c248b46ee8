import type { Inspected } from "../inspect.ts";
import type { Work } from "./work.ts";

/** A name before images, and what the policy makes of it, or why it cannot be said for all images below it. */
export type RenamedBase = { readonly name: string; readonly rule: number } | { readonly why: string };

/**
 * What the policy makes of the host and path before images: undefined when it means none of them. `below` are the ways in
 * which images go on behind it, each of which must be renamed alike.
 */
export function renameBase(
  base: string,
  below: readonly [string, ...string[]],
  { probe, inspect, spec }: Work,
): RenamedBase | undefined {
  const deeper = spec.replacements.findIndex(({ repositoryPrefix }) => repositoryPrefix.startsWith(`${base}/`));
  if (deeper >= 0) return { why: `\`spec.replacements[${deeper}]\` means a part of them` };
  const images = below.map((rest) => ({ rest, inspected: probe(`${base}/${rest}`) }));
  if (!images.some(({ inspected }) => isMeant(inspected))) return undefined;
  const [first, ...others] = images.map(({ rest, inspected }) => baseOf(inspected, rest));
  if (first === undefined || others.some((other) => other?.name !== first.name)) {
    return { why: "the policy does not rename all of them alike" };
  }
  inspect(`${base}/${below[0]}`);
  return first;
}

function isMeant(inspected: Inspected): boolean {
  return inspected.is === "reference" && "image" in inspected.outcome;
}

/** What stands before `rest` when an image is replaced. */
function baseOf(inspected: Inspected, rest: string): { name: string; rule: number } | undefined {
  if (inspected.is !== "reference" || !("image" in inspected.outcome) || inspected.broken !== undefined)
    return undefined;
  const { image, rule } = inspected.outcome;
  return image.endsWith(`/${rest}`) ? { name: image.slice(0, image.length - rest.length - 1), rule } : undefined;
}
