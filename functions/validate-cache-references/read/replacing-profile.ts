import type { Item } from "../../lib/krm/mod.ts";
import { readStrings } from "../../lib/kubernetes/mod.ts";
import type { Node, Path } from "../../lib/yaml/mod.ts";
import type { Found, LabelExpression, ProfileReplacement, Resource, VendorReplacement } from "../model.ts";
import { readExpressions } from "./read-placement.ts";

/** Where a profile lists replacements. https://support.huaweicloud.com/intl/pt-br/usermanual-cci2/cci_01_0030.html */
const LIST = ["spec", "actions", "imageReplacement"];

/** An object with which the bursting add-on replaces images of all pods of a namespace or cluster. */
export interface ReplacingProfile {
  readonly resource: Resource;
  readonly path: Path;
  /** Whether something else than a list stands there. */
  readonly isNoList: boolean;
  /** Entries that have both fields, with their positions. */
  readonly entries: readonly VendorReplacement[];
  readonly positions: readonly number[];
  /** Positions of entries that do not. */
  readonly broken: readonly number[];
}

/** Kinds of such objects. */
export const PROFILES: ReadonlySet<string> = new Set([
  "bursting.cci.io/ExtensionProfile",
  "bursting.cci.io/ClusterExtensionProfile",
]);

/** Reads a profile; undefined when it replaces no images. */
export function readProfile(item: Item, resource: Resource): ReplacingProfile | undefined {
  const list = item.expanded.find(LIST);
  if (list === undefined || list.kind === "null") return undefined;
  if (list.kind === "sequence" && list.size === 0) return undefined;
  if (list.kind !== "sequence") return { resource, path: LIST, isNoList: true, entries: [], positions: [], broken: [] };
  const read = list.children().map(readEntry);
  const positions = [...read.keys()].filter((index) => read[index] !== undefined);
  const broken = [...read.keys()].filter((index) => read[index] === undefined);
  return { resource, path: LIST, isNoList: false, entries: read.flatMap((entry) => entry ?? []), positions, broken };
}

/** What a profile does to the pods around it; undefined when it replaces no images. */
export function readReplacement(item: Item): ProfileReplacement | undefined {
  const { group, kind, namespace } = item;
  const list = PROFILES.has(`${group}/${kind}`) ? item.expanded.find(LIST) : undefined;
  const entries = list?.kind === "sequence" ? list.children().flatMap((entry) => readEntry(entry) ?? []) : [];
  if (entries.length === 0) return undefined;
  return {
    namespace: kind === "ExtensionProfile" ? namespace : undefined,
    namespaces: readSelector(item.expanded.find(["spec", "namespaceLabels"])),
    pods: readSelector(item.expanded.find(["spec", "objectLabels"])),
    // The other value, `addOnly`, is the default.
    overrides: item.expanded.find(["spec", "policy"])?.string === "override",
    entries,
  };
}

/** A label selector as conditions. */
function readSelector(selector: Node | undefined): readonly LabelExpression[] {
  const labels = Object.entries(readStrings(selector?.get("matchLabels")));
  const expressions = readExpressions(selector?.get("matchExpressions"));
  return [...labels.map(([key, value]) => ({ key, operator: "In", values: [value] })), ...expressions];
}

function readEntry(node: Node): VendorReplacement | undefined {
  const [repositoryPrefix, replaceWith] = [node.get("repositoryPrefix")?.string, node.get("replaceWith")?.string];
  return repositoryPrefix === undefined || replaceWith === undefined ? undefined : { repositoryPrefix, replaceWith };
}

type Judge = (replacement: VendorReplacement, index: number, all: readonly VendorReplacement[]) => readonly string[];

/** One finding per message that `judge` has about an entry of a profile. */
export function judgeProfile({ resource, path, entries, positions }: ReplacingProfile, judge: Judge): readonly Found[] {
  return entries.flatMap((entry, index) =>
    judge(entry, index, entries).map((message) => ({ at: resource, path: [...path, positions[index] ?? 0], message })),
  );
}
