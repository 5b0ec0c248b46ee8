import { type Cache, coverImage, isPlaceholder, judgePin, type Names } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import type { ExplainContext } from "./explain-image.ts";
import { cacheTitle, counted, quoted } from "../found.ts";

/** What becomes of a pod that names its cache. */
export interface PinState {
  /** The cache that the pod starts from; undefined: none, or nothing is known about it. */
  readonly cache: Cache | undefined;
  /** Whether it can be told what the pod pulls: not without an inventory, nor when it is not created. */
  readonly known: boolean;
  readonly sentence: string;
}

/** Follows the name of a cache: why it cannot be used, and whether a page states what then happens. */
interface Trouble {
  readonly why: string;
  /** Whether the cloud's answer is documented for this trouble. */
  readonly documented: boolean;
}

/** What a cloud does with the cache that a pod names. */
export function explainPin(use: CacheUse, { matching, present }: ExplainContext): PinState {
  const { row, pinned, inventory } = use;
  const value = use.text("pin") ?? "";
  const title = cacheTitle(row, value);
  const problem = judgePin(row, value);
  if (isPlaceholder(value) || problem?.severity === "error") {
    const sentence = `pod names ${quoted(value)}, which ${problem?.message ?? "is a placeholder"}: ${consequence(use, false)}`;
    return { cache: undefined, known: starts(use), sentence };
  }
  if (!inventory.declared) {
    const sentence = `pod names ${title}; what that holds cannot be told: no inventory of ${row.title} is declared`;
    return { cache: undefined, known: false, sentence };
  }
  const trouble = pinned === undefined ? undefined : troubleOf(use, pinned, present);
  if (pinned === undefined || trouble !== undefined) {
    const why = trouble?.why ?? "is not in the declared inventory";
    const sentence = `pod names ${title}, which ${why}: ${consequence(use, trouble?.documented ?? false)}`;
    return { cache: undefined, known: starts(use), sentence };
  }
  return {
    cache: pinned,
    known: true,
    sentence: `pod would start from ${title}, which it names: ${coveredOf(use, pinned, matching.names)}`,
  };
}

function troubleOf(
  { row }: CacheUse,
  cache: Cache,
  present: (cache: Cache) => number | undefined,
): Trouble | undefined {
  const { phase, expiresAt } = cache.entry;
  if (phase !== undefined && !row.usablePhases.includes(phase)) {
    return {
      why: `the inventory calls ${quoted(phase)} and not ${row.usablePhases.map(quoted).join(" or ")}`,
      documented: true,
    };
  }
  const now = present(cache);
  if (now === undefined || expiresAt === undefined || !(Date.parse(expiresAt) <= now)) return undefined;
  return { why: `expired at ${expiresAt}`, documented: false };
}

/** Whether a pod whose cache cannot be used starts all the same. */
function starts(use: CacheUse): boolean {
  const failure = use.row.pinFailure;
  if (failure === null || failure.outcome === "pod-fails") return false;
  return failure.strictKey === null || use.text(failure.strictKey) !== "true";
}

/** What the cloud does with a pod whose cache cannot be used. */
function consequence(use: CacheUse, documented: boolean): string {
  const failure = use.row.pinFailure;
  if (failure === null) return "what the cloud then does is not documented";
  const strict = failure.strictKey === null ? undefined : use.entry(failure.strictKey);
  if (strict?.text === "true") return `the pod is refused, because \`${strict.key}\` is "true"`;
  if (documented || failure.outcome === "pulls") return failure.about;
  return `expect that ${failure.about}, which is documented for a cache in another state and not for this`;
}

function coveredOf(use: CacheUse, cache: Cache, names: Names): string {
  const images = new Map(use.matchedImages.flatMap(({ image }) => (image === undefined ? [] : [[image.key, image]])));
  const held = [...images.values()].filter((image) => coverImage(image, cache, names).level === "exact").length;
  const missing = images.size - held;
  const rest = missing === 0 ? "" : `, and ${missing === 1 ? "the other one is" : `the other ${missing} are`} pulled`;
  return `it holds ${held} of ${counted(images.size, "image")}${held === 0 ? ", so every one is pulled" : rest}`;
}
