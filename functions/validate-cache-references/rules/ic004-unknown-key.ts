import { type KeyInfo, keyInfo, knownKeys, meaningOf, provider as rowOf } from "../../lib/cache/mod.ts";
import { quotedList, renameTo } from "../found.ts";
import { isOlderInUse } from "../generation.ts";
import type { Entry, Found, Misspelt, Resource, RuleContext } from "../model.ts";
import { type Side, sideOf } from "../read/side.ts";
import { isBeside } from "../read/shared-metadata.ts";
import { defineRule } from "../rule.ts";
import { namesUsableCache } from "../usable-cache.ts";
import { podWith } from "./examples.ts";

export default defineRule({
  id: "IC004",
  name: "unknown-key",
  severity: "warning",
  otherwise: [{ severity: "info", when: "the cloud may have keys that are not documented" }],
  since: "0.1.0",
  sources: [
    "https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0114.html",
  ],
  documentation: () => ({
    what: "A key that looks like a cache or image-replacement key of a provider and is none: it is within two edits of a known key, or carries a word of that family under the provider's domain.",
    why: "A misspelt key is silently ignored: the pod starts without a cache. Other keys of a vendor are never reported.",
    example: podWith({ annotations: 'cci.io/image-snapshot-automatch: "true"' }),
    instead: podWith({ annotations: 'cci.io/image-snapshot-auto-match: "true"' }),
    ignore: "The cloud has a new key that this version does not know yet.",
    fix: "Renames the key to the known one, where only one is that close and not there already, and the cache that it then names can be used.",
  }),
  checkPod: ({ resource, entries }, context) => unknown(resource, entries, "pod-annotation", context),
  checkMetadata: ({ resource, entries, on }, context) => unknown(resource, entries, sideOf(on), context),
});

function unknown(resource: Resource, entries: readonly Entry[], side: Side, context: RuleContext): readonly Found[] {
  return entries.flatMap((entry) => {
    const { misspelt, text } = entry;
    if (misspelt === undefined) return [];
    const twin = twinOf(entry, entries);
    if (twin !== undefined) return [beside(resource, entry, misspelt, twin)];
    const found = describe(resource, entry, misspelt, side, context);
    if (found.fix === undefined || !doesHarm(misspelt.meant, text, context)) return [found];
    const { fix: _, ...rest } = found;
    return [rest];
  });
}

/** What is meant and stands there already, its other spelling, or a misspelling of it: spelt well, both would stand there. */
function twinOf(entry: Entry, entries: readonly Entry[]): Entry | undefined {
  const row = meantRow(entry);
  if (row === undefined) return undefined;
  return entries.find((other) => other !== entry && meantRow(other) === row && isBeside(entry, other));
}

function meantRow({ info, misspelt }: Entry): KeyInfo["row"] | undefined {
  return (info ?? (misspelt?.meant === undefined ? undefined : keyInfo(misspelt.meant)))?.row;
}

function beside(resource: Resource, { key, path }: Entry, { meant }: Misspelt, twin: Entry): Found {
  const well = meant === twin.key ? "which is there already" : `and \`${twin.key}\` is there already`;
  const there = twin.misspelt === undefined ? well : `and so does \`${twin.key}\``;
  const message = `\`${key}\` must be a known key: it looks like \`${meant}\`, ${there}; remove one of them`;
  return { at: resource, path, message, current: key };
}

/** A misspelt key has no effect: spelt well it may name a cache that cannot be used, and keep the pod from starting. */
function doesHarm(meant: string | undefined, text: string, { inventory }: RuleContext): boolean {
  const info = meant === undefined ? undefined : keyInfo(meant);
  if (info === undefined || meaningOf(info, text) !== "pin") return false;
  const row = rowOf(info.provider);
  return !namesUsableCache(row, text, inventory(row));
}

/** What to write for a key: an older spelling would be the next finding. Which key routes pods depends on the add-on. */
function spelling(meant: string, { generation }: RuleContext): string {
  const info = keyInfo(meant);
  const isFine = info === undefined || info.row.family === "routing" || isOlderInUse(info, generation);
  return isFine ? meant : info.row.current;
}

/** The key is what is wrong, so the key is the current value. */
function describe(
  resource: Resource,
  { key, path }: Entry,
  { provider, meant, sure }: Misspelt,
  side: Side,
  context: RuleContext,
): Found {
  if (meant !== undefined) {
    const advised = spelling(meant, context);
    const newer = advised === meant ? "" : `, which is \`${advised}\` now`;
    const message = `\`${key}\` must be a known key: did you mean \`${meant}\`${newer}?`;
    return { at: resource, path, message, current: key, proposed: advised, ...(sure && renameTo(path, advised)) };
  }
  const steering = knownKeys(provider).filter((each) => {
    const info = keyInfo(each);
    // Older spellings are a finding of their own.
    if (info === undefined || info.generation !== "current") return false;
    const { by, carriers, family } = info.row;
    return by === "user" && carriers.includes(side) && family === "cache";
  });
  const known =
    steering.length === 0
      ? `${provider} has no annotations for ${resource.kind} objects; remove it`
      : `the cache keys of ${provider} are ${quotedList(steering)}`;
  // Of clouds where no key is known that names a cache, there may be one that no page told.
  if (rowOf(provider).keys.pin === null) {
    const message = `\`${key}\` must be a known key: ${known}, and whether there are more is not documented`;
    return { at: resource, path, message, current: key, severity: "info" };
  }
  const message = `\`${key}\` must be a known key: ${known}`;
  return { at: resource, path, message, current: key };
}
