/** Character codes that the scanner compares with. */
export const TAB = 9;
export const NEWLINE = 10;
export const RETURN = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const SINGLE_QUOTE = 39;
export const ASTERISK = 42;
export const PLUS = 43;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const COLON = 58;
export const LESS = 60;
export const GREATER = 62;
export const BANG = 33;
export const QUESTION = 63;
export const OPEN_BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
export const BAR = 124;
export const CLOSE_BRACE = 125;
export const BYTE_ORDER_MARK = 0xfeff;

/** 1 for the ASCII characters that cannot begin a plain scalar, or only with more care than the scanner takes. */
export const INDICATOR: Uint8Array = new Uint8Array(128);
for (const character of ",[]{}&*!|>%@`\"'#?") INDICATOR[character.charCodeAt(0)] = 1;

/** Whether a code ends a word for the indicators `-`, `:` and `?`: space, line break or the end of the text (NaN). */
export function isBreak(code: number): boolean {
  return code === SPACE || code === NEWLINE || code === RETURN || code !== code;
}
