import { type Provider, spellings } from "../lib/cache/mod.ts";
import type { PodTemplate } from "../lib/kubernetes/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import type { Annotations } from "./conflicts.ts";
import { beforeAndAfter, changes } from "./describe.ts";
import type { Edit } from "./inject.ts";
import type { Injection } from "./rules.ts";
import type { Wanted } from "./wanted.ts";

type Path = readonly (string | number)[];

/** The annotations of a pod: its own, and those that it shares with other pods of the resource; its own beat them. */
export interface PodAnnotations {
  readonly own: Annotations | undefined;
  readonly shared: Annotations | undefined;
  readonly all: Annotations | undefined;
  /** Where the one stands that counts, or belongs. */
  place(key: string): Path;
  /** Where pods share it. */
  sharedPlace(key: string): Path;
}

/** Reads the annotations of a pod template that has a place for them. */
export function readAnnotations({ annotations, annotationsPath = [], inherited }: PodTemplate<Node>): PodAnnotations {
  const own = annotations === undefined ? undefined : plain(annotations);
  const levels = inherited.flatMap(({ path, metadata }) => {
    const node = metadata?.get("annotations");
    return node === undefined ? [] : [{ path, annotations: plain(node) }];
  });
  const shared: Annotations | undefined =
    levels.length === 0 ? undefined : Object.assign({}, ...levels.map((level) => level.annotations));
  const sharedPlace = (key: string): Path => {
    const level = levels.findLast((each) => Object.hasOwn(each.annotations, key));
    return [...(level?.path ?? []), "annotations", key];
  };
  const isOwn = (key: string): boolean => Object.hasOwn(own ?? {}, key) || !Object.hasOwn(shared ?? {}, key);
  return {
    own,
    shared,
    all: shared === undefined ? own : { ...shared, ...own },
    place: (key) => (isOwn(key) ? [...annotationsPath, key] : sharedPlace(key)),
    sharedPlace,
  };
}

/** The annotations as plain data; what is no map holds nothing, and an edit of it is refused later. */
function plain(node: Node): Annotations {
  const value = node.toJS();
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Annotations) : {};
}

/** What can be done for one pod alone. */
export interface Spared {
  readonly injection: Injection;
  /** Keys that would have to be taken from other pods as well. */
  readonly byHand: readonly string[];
  /** Whether one of them stands against the rule, so that nothing must be done. */
  readonly isBlocked: boolean;
}

/**
 * What pods share is not taken from all of them because of a rule about one. It is overridden where a word says what is
 * wanted: `"false"` for a switch. Without a pod's own annotation the shared one counts again. Options without effect may
 * stay. Results tell of a pod's own annotations.
 */
export function spareShared(
  { decision }: Injection,
  { own = {}, shared = {} }: PodAnnotations,
  row: Provider,
  { forbidden, dead }: Wanted,
): Spared {
  const words = new Map<string, string>();
  for (const [meaning, { unless }] of forbidden) {
    if (unless !== null) for (const key of spellings(row, meaning)) words.set(key, unless);
  }
  const edits: Edit[] = [];
  const byHand: string[] = [];
  for (const one of decision.edits) {
    const { op, key } = one;
    const word = op === "remove" ? words.get(key) : undefined;
    if (op === "set" || !Object.hasOwn(shared, key)) edits.push(one);
    else if (word !== undefined) edits.push({ op: "set", key, value: word });
    else byHand.push(key);
  }
  const harmless = new Set(dead.flatMap((meaning) => spellings(row, meaning)));
  return {
    injection: { decision: { ...decision, edits }, changed: changes(edits), ...beforeAndAfter(own, edits) },
    byHand,
    isBlocked: byHand.some((key) => !harmless.has(key)),
  };
}
