/**
 * What moves the cursor, changes colours or the direction of text: a terminal would carry it out. It is Cc of Unicode but
 * for the tab, and Bidi_Control, spelt out: every call loads this, and with classes of Unicode it takes twice as long.
 */
// oxlint-disable-next-line eslint/no-control-regex -- they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A line as a terminal may be given it: what it would obey is escaped. */
export function visible(line: string): string {
  return line.replace(UNSEEN, escaped);
}

/** A message of several lines as a terminal may be given it. */
export function visibleLines(message: string): string {
  return message.split("\n").map(visible).join("\n");
}

/**
 * Text on one line, as a person may see it in a terminal: what manifests hold is somebody else's, and must not be able to
 * hide a finding, or to look like one. Whitespace becomes one space, and characters that a terminal obeys are escaped.
 */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, " ").trim());
}

/** Every string inside of plain data as {@link oneLine} shows it. */
export function inOneLine<T>(value: T): T {
  if (typeof value === "string") return oneLine(value) as T;
  if (Array.isArray(value)) return value.map(inOneLine) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inOneLine(each)])) as T;
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
