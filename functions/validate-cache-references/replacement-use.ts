import type { Provider } from "../lib/cache/mod.ts";
import type { CacheUse } from "./cache-use.ts";
import { atEntry } from "./found.ts";
import type { Entry, Found, VendorReplacement } from "./model.ts";
import { type ReadReplacements, readReplacements } from "./vendor-replacement.ts";

/** Whether the bursting add-on of a provider replaces images by an annotation. */
export function hasReplacement({ keys }: Provider): boolean {
  return keys.imageReplacement !== null;
}

/** The replacement annotation of a pod, read; undefined when it has none. */
export function replacementOf(use: CacheUse): ({ readonly entry: Entry } & ReadReplacements) | undefined {
  const entry = use.replacement;
  return entry === undefined ? undefined : { entry, ...readReplacements(entry.text) };
}

type Judge = (replacement: VendorReplacement, index: number, all: readonly VendorReplacement[]) => readonly string[];

/** One finding per message that `judge` has about an entry of the annotation; `repair`: what puts the whole right. */
export function judgeReplacements(
  use: CacheUse,
  judge: Judge,
  repair?: (entry: Entry) => Pick<Found, "proposed" | "fix">,
): readonly Found[] {
  const read = replacementOf(use);
  if (read === undefined) return [];
  const { entry, entries } = read;
  return entries
    .flatMap(judge)
    .map((message) => atEntry(use.pod.resource, entry, `\`${entry.key}\`: ${message}`, repair?.(entry)));
}
