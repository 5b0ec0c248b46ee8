import type { ImageKey } from "../../lib/cache/mod.ts";
import { classifyImage, normalize, normalizeName, parseReference } from "../../lib/image/mod.ts";
import { detached } from "../../lib/yaml/mod.ts";

/**
 * Reads image references, each text once: a package repeats few of them many times. Null: text that is no reference.
 * The memory is bounded, so that a long-lived program does not grow.
 */
const known = new Map<string, ImageKey | null>();
const MOST = 50_000;

/** An image reference as matching compares it; undefined for placeholders, templates and text that is no reference. */
export function readImage(text: string): ImageKey | undefined {
  let key = known.get(text);
  if (key === undefined) {
    const own = detached(text);
    key = read(own) ?? null;
    if (known.size >= MOST) known.clear();
    known.set(own, key);
  }
  return key ?? undefined;
}

function read(text: string): ImageKey | undefined {
  if (classifyImage(text) !== "reference") return undefined;
  const reference = parseReference(text);
  if (reference === undefined) return undefined;
  const { name, tag, digest } = reference;
  return {
    ref: text,
    key: normalize(reference),
    name: normalizeName(name),
    tag: tag ?? (digest === undefined ? "latest" : undefined),
    digest,
  };
}
