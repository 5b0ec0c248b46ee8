/**
 * A name as a regular expression of Go (RE2). Characters that mean something there stand in brackets, because a backslash
 * would have to be written again and again in text inside of text.
 */
export function quoted(text: string): string {
  return text.replace(/[.+*?$()[\]{}|]/g, "[$&]");
}

/** A pattern for images whose name is `prefix`, or lies below it. */
export function prefixPattern(prefix: string): string {
  return `^${quoted(prefix)}(?:[/:@]|$)`;
}

/** What may follow a prefix in a pattern: what is below, or the end of the name. */
const TAILS = ["(?:[/:@]|$)", "([/:@]|$)", "/(.*)$", "/(.*)", "/(.+)$", "/", "/.*$", "/.*"];

/** The prefix that a pattern means; undefined when the pattern means more. `exact`: only what lies directly below it. */
export function literalPrefix(pattern: string): { readonly prefix: string; readonly exact: boolean } | undefined {
  if (pattern === "^[^/]+$") return { prefix: "", exact: false };
  if (!pattern.startsWith("^")) return undefined;
  const body = pattern.slice(1);
  const direct = body.endsWith("/[^/]+$") ? body.slice(0, -"/[^/]+$".length) : undefined;
  const tail = TAILS.find((each) => body.endsWith(each));
  const start = direct ?? (tail === undefined ? body : body.slice(0, -tail.length));
  const character = /\[(\]|[^\]^\\])\]|\\+([.+*?$/-])/g;
  const literal = start.replace(character, (_, bracketed?: string, escaped?: string) => bracketed ?? escaped ?? "");
  return /[[\](){}|\\^$*+?.]/.test(start.replace(character, ""))
    ? undefined
    : { prefix: literal, exact: direct !== undefined };
}
