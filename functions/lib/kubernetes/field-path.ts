import type { Tree } from "./tree.ts";

/** Every item of a list. */
const ITEMS: unique symbol = Symbol("[]");

/** Every value of a map. */
const VALUES: unique symbol = Symbol("*");

type Step = string | typeof ITEMS | typeof VALUES;

/** One step: a key, a quoted key, every item, every value. */
const STEP = /(?:^|(?<=.)\.)(?:(\*)|([^.[\]"*]+))|\["([^"]+)"\]|(\[\])/gy;

const parsed = new Map<string, readonly Step[]>();

const isPlainKey = (key: string): boolean =>
  key !== "" && !key.includes("[") && !key.includes("]") && !key.includes('"') && !key.includes("*");

function parse(path: string): readonly Step[] | undefined {
  const keys = path.split(".");
  // Most paths are keys alone, and the expression is long in the making.
  if (keys.every(isPlainKey)) return keys;
  const steps: Step[] = [];
  let end = 0;
  for (const [text, values, key, quoted] of path.matchAll(STEP)) {
    end += text.length;
    steps.push(values === undefined ? (key ?? quoted ?? ITEMS) : VALUES);
  }
  return end === path.length ? steps : undefined;
}

/** @throws when the path is malformed: those of the catalogue are tested, those of a user checked by {@link fieldPathProblem} */
function stepsOf(path: string): readonly Step[] {
  let found = parsed.get(path);
  if (found === undefined) {
    found = parse(path);
    if (found === undefined) throw new Error(`Field path must be like spec.containers[].image, not "${path}"`);
    parsed.set(path, found);
  }
  return found;
}

/** Why a text is no field path (`spec.tasks[].image`, `spec.roles.*.image`, `spec["a.b/c"].image`); undefined when it is one. */
export function fieldPathProblem(path: string): string | undefined {
  const found = parse(path);
  if (found === undefined)
    return `must be keys with dots between them, "[]" for every item and "*" for every value, not "${path}"`;
  return typeof found[0] === "string" ? undefined : `must start with a key, not "${path}"`;
}

/** Whether a path goes through no list and no unknown key. */
export function isPlainPath(path: string): boolean {
  return stepsOf(path).every((step) => typeof step === "string");
}

/** The keys of a path that goes through no list and no unknown key. */
export function plainKeys(path: string): readonly string[] {
  return stepsOf(path) as readonly string[];
}

/** A found node and the collection that holds it; no collection when the path is empty. */
type Visit<N extends Tree> = (found: N, parent: N | undefined) => void;

/** Calls `visit` with every node at a path below `node`. Shapes that do not fit are passed over; a path ends early at an alias. */
export function visitPath<N extends Tree>(node: N, path: string, visit: Visit<N>): void {
  descend(node, undefined, stepsOf(path), 0, visit);
}

function descend<N extends Tree>(
  node: N,
  parent: N | undefined,
  path: readonly Step[],
  at: number,
  visit: Visit<N>,
): void {
  const step = path[at];
  if (step === undefined || node.kind === "alias") return visit(node, parent);
  if (typeof step === "string") {
    const next = node.get(step) as N | undefined;
    if (next !== undefined) descend(next, node, path, at + 1, visit);
    return;
  }
  if (node.kind !== (step === ITEMS ? "sequence" : "map")) return;
  for (const child of node.children()) descend(child as N, node, path, at + 1, visit);
}

/** The node at a path without lists. */
export function nodeAt<N extends Tree>(node: N, path: string): N | undefined {
  let found: N | undefined = node;
  for (const key of plainKeys(path)) {
    if (found === undefined) return undefined;
    found = found.get(key) as N | undefined;
  }
  return found;
}
