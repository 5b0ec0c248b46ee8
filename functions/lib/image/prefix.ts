import { isRegistry } from "./grammar.ts";

/**
 * The full names that a prefix of image names stands for. `""` is the official images, `index.docker.io` is `docker.io`,
 * `acme` is `docker.io/acme`, and a single word may be a namespace or the official image of that name, so it has two,
 * but `library` is always the namespace.
 * The prefix must be a valid name, or empty.
 */
export function fullPrefixes(prefix: string): readonly string[] {
  if (prefix === "") return ["docker.io/library"];
  const full = fullPrefix(prefix);
  const [, word] = /^docker\.io\/([^/]+)$/.exec(full) ?? [];
  return word === undefined || word === "library" ? [full] : [full, `docker.io/library/${word}`];
}

/** A prefix of image names with its registry: `acme` is `docker.io/acme`, `index.docker.io` is `docker.io`. */
export function fullPrefix(prefix: string): string {
  const [first = "", ...rest] = prefix.split("/");
  if (first === "index.docker.io") return ["docker.io", ...rest].join("/");
  return isRegistry(first) ? prefix : `docker.io/${prefix}`;
}
