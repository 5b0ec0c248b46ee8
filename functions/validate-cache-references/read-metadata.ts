import type { ProviderName } from "../lib/cache/mod.ts";
import type { Node, Path } from "../lib/yaml/mod.ts";
import { classifyKey } from "./key-class.ts";
import type { Entry } from "./model.ts";

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
  if (node === undefined || node.kind !== "map") return NONE;
  let found: { own: Entry[]; foreign: Entry[] } | undefined;
  for (const child of node.children()) {
    const key = String(child.key);
    const known = classifyKey(key);
    if (known === undefined) continue;
    const owner = known.info?.provider ?? known.misspelt?.provider;
    const entry: Entry = { key, on, path: [...path, key], text: textOf(child), isString: isString(child), ...known };
    found ??= { own: [], foreign: [] };
    (provider === undefined || owner === provider ? found.own : found.foreign).push(entry);
  }
  return found ?? NONE;
}

/** A map of strings as plain data; other values are left out. */
export function readStrings(node: Node | undefined): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  if (node === undefined || node.kind !== "map") return found;
  for (const child of node.children()) {
    const text = child.string;
    if (text !== undefined) found[String(child.key)] = text;
  }
  return found;
}

function textOf(node: Node): string {
  if (node.kind !== "scalar") return "";
  return node.string ?? (node.scalar === null ? "" : node.raw);
}

function isString(node: Node): boolean {
  const text = node.string;
  return text !== undefined && !(node.style === "plain" && OLD_BOOLEAN.test(text));
}
