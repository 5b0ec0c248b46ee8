import { detached } from "./detached.ts";
import type { ScalarStyle } from "./types.ts";

/** How a string is to be written. */
export interface WriteOptions {
  /** The style to keep when the string allows it; block styles become plain or quoted. */
  readonly style?: ScalarStyle | undefined;
  /** Inside brackets, where `,[]{}` mean something. */
  readonly flow?: boolean | undefined;
  /** As JSON: double quotes always. */
  readonly json?: boolean | undefined;
}

/**
 * Text of a string as a one-line YAML scalar: plain when readers of YAML 1.1 and 1.2 both take it as this string, else single
 * quotes when it holds `"` and nothing that needs an escape, else double quotes. A quoted `style` is kept.
 */
export function writeScalar(value: string, options?: WriteOptions): string {
  if (options !== undefined) return write(value, options);
  if (value.length >= LONG && isEvident(value)) return value;
  let written = texts.get(value);
  if (written === undefined) {
    const own = detached(value);
    written = write(own, {});
    if (texts.size >= MOST_TEXTS) texts.clear();
    texts.set(own, written);
  }
  return written;
}

/** Texts without options, as they are written: what results and new keys say repeats from resource to resource. */
const texts = new Map<string, string>();
const MOST_TEXTS = 4096;

function write(value: string, { style, flow = false, json = false }: WriteOptions): string {
  if (json || style === "double") return doubleQuoted(value);
  if (style !== "single" && isPlainSafe(value, flow)) return value;
  if (isPrintable(value) && (style === "single" || value.includes('"'))) return `'${value.replaceAll("'", "''")}'`;
  return doubleQuoted(value);
}

/** What only double quotes can hold on one line: controls, line breaks of any kind, byte order marks, half surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;

/** Whether a text can stand in single quotes. Expressions about all of Unicode take long to compile, and few texts need one. */
function isPrintable(value: string): boolean {
  return isTyped(value) || !UNPRINTABLE.test(value);
}

/** Whether a text has only characters that every keyboard has. */
function isTyped(value: string): boolean {
  return isWithin(value, 0x20, 0x7e);
}

function isDigits(value: string): boolean {
  return isWithin(value, 0x30, 0x39);
}

/** Whether all characters of a text lie between two others. */
function isWithin(value: string, first: number, last: number): boolean {
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) < first || value.charCodeAt(i) > last) return false;
  return true;
}

function doubleQuoted(value: string): string {
  if (isTyped(value)) return JSON.stringify(value);
  return JSON.stringify(value).replace(
    /[\x7f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Most text: a letter, then anything that can be typed but `#`, and longer than any special word. One class of characters
 * is matched in a single sweep, and messages of results are long.
 */
const EVIDENT = /^(?![eE][-+]?\d+$)[A-Za-z][ -"$-~]{5,}$/;

function isEvident(value: string): boolean {
  return EVIDENT.test(value) && !value.includes(": ") && !value.endsWith(" ") && !value.endsWith(":");
}

/** From this length on the regular expression is faster than looking at every character. */
const LONG = 24;

/** What YAML 1.1 reads as booleans and null, in lower case. */
const SPECIAL_WORDS: ReadonlySet<string> = new Set(["null", "true", "false", "y", "yes", "n", "no", "on", "off"]);

/**
 * Names, versions and paths: ASCII letters, digits and `_./-` behind a letter. Decided without a regular expression,
 * because the first use of each one costs more than all of this.
 */
function isIdentifier(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
    // `-` to `9` are the hyphen, the dot, the slash and the digits.
    if (!letter && (i === 0 || !((code >= 0x2d && code <= 0x39) || code === 0x5f))) return false;
  }
  if (value === "" || SPECIAL_WORDS.has(value.toLowerCase())) return false;
  // `e5` and `E-5` are left to the patterns below.
  return (value.charCodeAt(0) | 0x20) !== 0x65 || !/^[-\d]/.test(value.charAt(1));
}

function isPlainSafe(value: string, flow: boolean): boolean {
  if ((value.length < LONG && isIdentifier(value)) || (!flow && isEvident(value))) return true;
  if (value.includes(": ")) return false;
  return (
    value !== "" &&
    value === value.trim() &&
    !isDigits(value) &&
    isPrintable(value) &&
    !/^(?:[-?:](?: |$)|[,[\]{}#&*!|>'"%@`]|---|\.\.\.)/.test(value) &&
    !/: |:$| #/.test(value) &&
    !(flow && /[,[\]{}]|^(?:-(?!-)|[?:])/.test(value)) &&
    isStringEverywhere(value)
  );
}

/** Booleans, nulls and special keys of YAML 1.1 (https://yaml.org/type/) and 1.2. */
const WORD =
  /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|=|<<)$/;
/** Binary, octal, decimal and hexadecimal integers with YAML 1.1's underscores. */
const INTEGER = /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-f_]+|\d[\d_]*)$/i;
/** Base 60 of YAML 1.1: `190:20:30`. */
const SEXAGESIMAL = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;
/** Some readers of YAML 1.1 take an exponent alone (`E5`) for a number. */
const FLOAT = /^[-+]?(?:(?:\d[\d_]*(?:\.[\d_]*)?|\.[\d_]*)(?:e[-+]?\d+)?|e[-+]?\d+)$/i;
const SPECIAL_FLOAT = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const TIMESTAMP = /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/;

/** Whether the plain text is a string for readers of YAML 1.1 (Kubernetes) as well as of 1.2. */
export function isStringEverywhere(value: string): boolean {
  return ![WORD, INTEGER, SEXAGESIMAL, FLOAT, SPECIAL_FLOAT, TIMESTAMP].some((pattern) => pattern.test(value));
}
