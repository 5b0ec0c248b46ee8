import { type ProviderName, providers } from "../../lib/cache/mod.ts";
import type { Node, Path } from "../../lib/yaml/mod.ts";
import { intern } from "./intern.ts";
import { classifyKey, type KeyClass } from "./key-class.ts";
import type { Entry } from "../model.ts";

/** Plain words that YAML 1.1 readers, which Kubernetes tools use, take for booleans. */
const OLD_BOOLEAN = /^(y|n|yes|no|on|off)$/i;

/** Entries of one map of annotations or labels. */
export interface Entries {
  /** Of the policy's provider, or of all when it names none. */
  readonly own: readonly Entry[];
  /** Of the other providers. */
  readonly foreign: readonly Entry[];
}

const NONE: Entries = { own: [], foreign: [] };

/** The annotations or labels below `node` (at `path`) that are a provider's, or look like it. */
export function readEntries(
  node: Node | undefined,
  path: Path,
  on: Entry["on"],
  provider: ProviderName | undefined,
): Entries {
  let own: Entry[] | undefined;
  let foreign: Entry[] | undefined;
  forEntries(node, (key, value) => {
    const known = classifyKey(key);
    if (known === undefined) return;
    const entry = entryOf(value, known, path, on);
    const owner = known.info?.provider ?? known.misspelt?.provider;
    if (provider === undefined || owner === provider) (own ??= []).push(entry);
    else (foreign ??= []).push(entry);
  });
  return own === undefined && foreign === undefined ? NONE : { own: own ?? [], foreign: foreign ?? [] };
}

function entryOf(node: Node, { key, info, misspelt }: KeyClass, path: Path, on: Entry["on"]): Entry {
  return { key, on, path: [...path, key], text: intern(textOf(node)), isString: isString(node), info, misspelt };
}

/** Labels by which pods are routed to some provider: the only ones that rules ask for by name. */
const ROUTING: ReadonlySet<string> = new Set(
  providers().flatMap(({ routing }) => routing.signs.filter(({ on }) => on.endsWith("-label")).map(({ key }) => key)),
);

const NO_LABELS: Readonly<Record<string, string>> = {};

/** The labels of a map that may route pods. */
export function readRoutingLabels(node: Node | undefined): Readonly<Record<string, string>> {
  let found: Record<string, string> | undefined;
  forEntries(node, (key, value) => {
    // A value that lacks its quotes is wrong for itself; that the pod was meant to be routed can be told all the same.
    if (ROUTING.has(key) && value.kind === "scalar") (found ??= {})[intern(key)] = intern(textOf(value));
  });
  return found ?? NO_LABELS;
}

/** All labels of a map that are texts. */
export function readLabels(node: Node | undefined): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  forEntries(node, (key, { string }) => {
    if (string !== undefined) found[intern(key)] = intern(string);
  });
  return found;
}

/** Calls back for every entry of a map. */
function forEntries(node: Node | undefined, take: (key: string, value: Node) => void): void {
  if (node?.kind === "map") for (const child of node.children()) take(String(child.key), child);
}

function textOf(node: Node): string {
  if (node.kind !== "scalar") return "";
  return node.string ?? (node.scalar === null ? "" : node.raw);
}

function isString(node: Node): boolean {
  const text = node.string;
  return text !== undefined && !(node.style === "plain" && OLD_BOOLEAN.test(text));
}
