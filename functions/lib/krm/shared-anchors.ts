const ALIAS = /(?:^|[\s[{,])\*([^\s[\]{},]+)/g;

/**
 * Whether an alias in one of these pieces of a document stands for an anchor in another: then none of them can be read
 * and edited alone. What only looks like a pair, in quotes or in a block of text, costs time and nothing else.
 */
export function shareAnchors(document: string, pieces: readonly string[]): boolean {
  if (!document.includes("&") || !document.includes("*")) return false;
  return pieces.some((piece) =>
    Array.from(piece.matchAll(ALIAS), ([, name]) => `&${name}`).some(
      (anchor) => !piece.includes(anchor) && document.includes(anchor),
    ),
  );
}
