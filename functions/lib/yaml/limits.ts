/** Deepest nesting of collections that is read. */
export const MAX_DEPTH = 200;

/** Longest single scalar, in characters. */
export const MAX_SCALAR = 10 * 1024 * 1024;

/** Most nodes that a document may have once its aliases are expanded, beyond what is written. */
export const MAX_EXPANSION = 100_000;
