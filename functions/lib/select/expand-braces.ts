/** More alternatives than anybody writes; groups behind one another multiply theirs. */
const MOST = 1000;

/**
 * The globs that one with braces stands for: `a-{b,c{1..2}}` is `a-b`, `a-c1` and `a-c2`. Braces without a comma or a
 * range are text. Undefined: too many.
 */
export function expandBraces(glob: string): readonly string[] | undefined {
  let done = [""];
  let at = 0;
  let behindGroup = false;
  while (at < glob.length) {
    const group = groupAt(glob, at);
    const next = group?.end ?? at + 1;
    const choices = group === undefined ? [glob.slice(at, next)] : choicesOf(group.parts);
    if (choices === undefined || choices.length * done.length > MOST) return undefined;
    const atBrace = behindGroup || group !== undefined;
    done = done.flatMap((before) => choices.map((choice) => (atBrace ? joined(before, choice) : before + choice)));
    behindGroup = group !== undefined;
    at = next;
  }
  return done;
}

/** A star inside of braces and one outside are two stars in a row, and not a double star. */
function joined(before: string, choice: string): string {
  const isOne = /(?:^|[^*])\*$/.test(before) && /^\*(?!\*)/.test(choice);
  return isOne ? before + choice.slice(1) : before + choice;
}

interface Group {
  readonly parts: readonly string[];
  /** Behind the closing brace. */
  readonly end: number;
}

/** The braces that open at an offset, where they are a choice. Braces and commas in brackets are characters like others. */
function groupAt(glob: string, start: number): Group | undefined {
  if (glob[start] !== "{") return undefined;
  const parts: string[] = [];
  let [depth, from] = [0, start + 1];
  for (let at = start; at < glob.length; at++) {
    const character = glob[at];
    if (character === "[") at = endOfClass(glob, at) - 1;
    else if (character === "{") depth++;
    else if (character === "," && depth === 1) {
      parts.push(glob.slice(from, at));
      from = at + 1;
    } else if (character === "}" && --depth === 0) {
      parts.push(glob.slice(from, at));
      return parts.length > 1 || rangeOf(parts[0] as string) !== undefined ? { parts, end: at + 1 } : undefined;
    }
  }
  return undefined;
}

/** `[a-z]`, `[!a]`, `[^a]`, `[]a]`. */
const CLASS = /\[[!^]?\]?[^\]]*\]/y;

/** Where the brackets end that open at an offset; behind the bracket alone where none closes them. */
function endOfClass(glob: string, start: number): number {
  CLASS.lastIndex = start;
  return CLASS.test(glob) ? CLASS.lastIndex : start + 1;
}

function choicesOf(parts: readonly string[]): readonly string[] | undefined {
  if (parts.length === 1) return rangeOf(parts[0] as string);
  const choices: string[] = [];
  for (const part of parts) {
    const expanded = expandBraces(part);
    if (expanded === undefined) return undefined;
    choices.push(...expanded);
  }
  return choices.length > MOST ? undefined : choices;
}

/** `1..12` and `a..e`, in either direction; numbers keep the zeros in front of the longer one. */
function rangeOf(text: string): readonly string[] | undefined {
  const [, from = "", to = ""] = /^(\d{1,6}|[a-zA-Z])\.\.(\d{1,6}|[a-zA-Z])$/.exec(text) ?? [];
  if (from === "" || /\d/.test(from) !== /\d/.test(to)) return undefined;
  const isNumber = /\d/.test(from);
  const [first, last] = isNumber ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const length = Math.min(MOST + 1, Math.abs(last - first) + 1);
  const width = [from, to].some((each) => each.length > 1 && each.startsWith("0"))
    ? Math.max(from.length, to.length)
    : 0;
  return Array.from({ length }, (_, index) => {
    const value = first < last ? first + index : first - index;
    return isNumber ? String(value).padStart(width, "0") : String.fromCharCode(value);
  });
}
