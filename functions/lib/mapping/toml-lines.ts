const HEADER = /^\s*(\[\[?)\s*((?:"[^"]*"|'[^']*'|[^\]"'#])+?)\s*\]/;
const KEY = /^\s*("[^"]*"|'[^']*'|[\w-]+)\s*[.=]/;

/**
 * The 1-based lines on which the tables and keys of a valid TOML text begin, by paths such as `registry[0].mirror[1].location`.
 * What stands inside of brackets or braces has no line of its own.
 */
export function tomlLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const last = new Map<string, number>();
  let table = "";
  let open: string | undefined;
  let depth = 0;
  for (const [index, line] of text.split("\n").entries()) {
    // What stands in a text or list of several lines is no key.
    const within = open !== undefined || depth > 0;
    for (const [quotes] of line.matchAll(/"""|'''/g)) {
      if (open === undefined) open = quotes;
      else if (open === quotes) open = undefined;
    }
    if (open === undefined && (within || KEY.test(line))) depth = Math.max(0, depth + opened(line));
    if (within) continue;
    const [, brackets, name = ""] = HEADER.exec(line) ?? [];
    if (brackets !== undefined) {
      table = enter(name, brackets === "[[", last);
      lines.set(table, index + 1);
      continue;
    }
    const [, key] = KEY.exec(line) ?? [];
    const path = key === undefined ? undefined : join(table, bare(key));
    if (path !== undefined && !lines.has(path)) lines.set(path, index + 1);
  }
  return lines;
}

/** How many more brackets a line opens than it closes. */
function opened(line: string): number {
  const plain = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|#.*/g, "");
  return plain.split("[").length - plain.split("]").length;
}

/** The path of a table; `last` knows how many there are in each array of tables. */
function enter(name: string, isArray: boolean, last: Map<string, number>): string {
  const keys = name.match(/"[^"]*"|'[^']*'|[^.\s]+/g) ?? [];
  return keys.reduce((above, key, index) => {
    const path = join(above, bare(key));
    if (isArray && index === keys.length - 1) last.set(path, (last.get(path) ?? -1) + 1);
    const at = last.get(path);
    return at === undefined ? path : `${path}[${at}]`;
  }, "");
}

const join = (above: string, key: string): string => (above === "" ? key : `${above}.${key}`);

const bare = (key: string): string => key.replace(/^["']|["']$/g, "");
