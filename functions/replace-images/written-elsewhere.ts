import type { Node } from "../lib/yaml/mod.ts";

/** What a comment behind a field says: another tool writes it, too. */
export interface Marker {
  /** Who writes the field, and from what; reads well behind "is written by". */
  readonly writer: string;
  /** What must follow the replacement; reads well before "must name". */
  readonly origin: string;
}

/** Flux writes a whole image or, with `:name`, its name; with `:tag` or `:digest` nothing that a policy replaces. */
const FLUX = /^#\s*\{\s*"\$imagepolicy"\s*:\s*"([^":]+:[^":]+)(?::name)?"\s*\}/;

/** kpt's setters, as they are written today and as they were before. */
const SETTERS = /^#\s*(?:kpt-set:\s*(.*\$\{.*)|\{\s*"\$(?:kpt-set|openapi)"\s*:\s*"([^"]+)"\s*\})/;

/**
 * Whether another tool writes a field from elsewhere, by the comment behind its value:
 * https://fluxcd.io/flux/guides/image-update/#configure-image-updates and
 * https://catalog.kpt.dev/function-catalog/apply-setters/.
 */
export function markerOf({ outline: { text }, span }: Node): Marker | undefined {
  let start = span.end;
  while (text[start] === " " || text[start] === "\t") start++;
  if (text[start] !== "#") return undefined;
  const end = text.indexOf("\n", start);
  const comment = text.slice(start, end < 0 ? text.length : end).trim();
  const policy = FLUX.exec(comment)?.[1];
  if (policy !== undefined)
    return { writer: `Flux, too, from the image policy "${policy}"`, origin: "its ImageRepository" };
  const setters = SETTERS.exec(comment);
  const pattern = setters?.[1] ?? setters?.[2];
  return pattern === undefined
    ? undefined
    : { writer: `kpt, too, as "${pattern}"`, origin: "that text and its setters" };
}
