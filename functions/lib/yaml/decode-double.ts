const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  "\t": "\t",
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** One piece of a double-quoted scalar: an escape, an escaped or a bare line break (spaces around it included), or text. */
const PIECE =
  /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|[^])|[ \t]*(?:\r?\n[ \t]*)+|[^\\\r\n \t]+|[^]/g;

/** The string between double quotes; `source` must be valid there. */
export function decodeDouble(source: string): string {
  if (!source.includes("\\") && !source.includes("\n")) return source;
  return source.replace(PIECE, (piece) => {
    if (piece[0] === "\\") return escape(piece);
    if (!piece.includes("\n")) return piece;
    const breaks = piece.split("\n").length - 1;
    return breaks === 1 ? " " : "\n".repeat(breaks - 1);
  });
}

function escape(piece: string): string {
  const name = piece[1]!;
  if (name === "\n" || name === "\r") return "";
  return HEX_DIGITS[name] === undefined
    ? (ESCAPES[name] ?? piece)
    : String.fromCodePoint(Number.parseInt(piece.slice(2), 16));
}
