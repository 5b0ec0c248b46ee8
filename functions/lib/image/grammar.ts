/**
 * The pieces of an image reference as the distribution project defines them.
 *
 * Source: github.com/distribution/reference, regexp.go and normalize.go. Every expression is anchored and free of
 * ambiguous repetition, so that matching stays linear in the length of the text.
 */

const LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";

/** Host name, IPv4 address or bracketed IPv6 address, with an optional port. No underscore, case does not matter. */
export const REGISTRY: RegExp = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);

/** One segment of a repository: lower-case words between `.`, `_`, `__` or any number of `-`. */
export const COMPONENT: RegExp = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;

/** One or more components between slashes. */
export const REPOSITORY: RegExp = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;

/** What follows the last `:`. */
export const TAG: RegExp = /^\w[\w.-]{0,127}$/;

/** What follows the `@`: an algorithm, possibly of several parts, and at least 32 hexadecimal digits. */
export const DIGEST: RegExp = /^([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*):([0-9a-fA-F]{32,})$/;

/** Hexadecimal digits of the registered algorithms; they must be lower-case. Others are taken as they are. */
export const DIGEST_LENGTH: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

/** A bare image id, which no registry serves under that name. */
export const IMAGE_ID: RegExp = /^[a-f0-9]{64}$/;

/** Longest repository, in characters, without the registry. */
export const LONGEST_REPOSITORY = 255;

/**
 * Whether the text before the first `/` names a registry rather than a namespace of Docker Hub: it has a dot, a port or
 * an upper-case letter, or it is `localhost`.
 */
export function isRegistry(segment: string): boolean {
  return segment === "localhost" || segment.includes(".") || segment.includes(":") || segment !== segment.toLowerCase();
}
