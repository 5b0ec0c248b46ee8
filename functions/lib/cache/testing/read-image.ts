import type { ImageKey } from "../inventory.ts";

/** A reader for tests of this folder, which imports nothing: references are taken to be in their normal form. */
export function readImage(ref: string): ImageKey | undefined {
  const match = /^(?<name>[^@]*?)(?::(?<tag>[^:@/]+))?(?:@(?<digest>.+))?$/.exec(ref);
  const { name = "", tag, digest } = match?.groups ?? {};
  if (name === "") return undefined;
  const version = digest === undefined ? `:${tag ?? "latest"}` : `@${digest}`;
  return { ref, key: name + version, name, tag: tag ?? (digest === undefined ? "latest" : undefined), digest };
}

/** The keys of several references. */
export function readImages(...refs: readonly string[]): ImageKey[] {
  return refs.flatMap((ref) => readImage(ref) ?? []);
}
