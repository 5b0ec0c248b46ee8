import type { Work } from "./work.ts";

/** A name before images, and what the policy makes of it, or why it cannot be said for all images below it. */
export type RenamedBase = { readonly name: string; readonly rule: number } | { readonly why: string };

/**
 * What the policy makes of the host and path before images: undefined when it means none of them. `below` are the ways in
 * which images go on behind it, each of which must be renamed alike.
 */
export function renameBase(
  base: string,
  below: readonly string[],
  { probe, inspect, spec }: Work,
): RenamedBase | undefined {
  const results = below.map((rest) => {
    const inspected = probe(`${base}/${rest}`);
    if (inspected.is !== "reference" || !("image" in inspected.outcome) || inspected.broken !== undefined) return "";
    const { image, rule } = inspected.outcome;
    return image.endsWith(`/${rest}`) ? { name: image.slice(0, image.length - rest.length - 1), rule } : undefined;
  });
  const deeper = spec.replacements.findIndex(({ repositoryPrefix }) => repositoryPrefix.startsWith(`${base}/`));
  const [first] = results;
  const alike = results.every((each) => typeof each === "object" && each.name === (first as { name?: string }).name);
  if (alike && deeper < 0 && typeof first === "object") {
    inspect(`${base}/${below[0]}`);
    return first;
  }
  if (deeper >= 0) return { why: `\`spec.replacements[${deeper}]\` means a part of them` };
  if (results.every((each) => each === "")) return undefined;
  return { why: "the policy does not rename all of them alike" };
}
