import type { Item } from "../lib/krm/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import { advise, type Look } from "./advise.ts";
import { leftTexts } from "./left-texts.ts";
import { textsOf } from "./sources/values-of.ts";
import type { Handled, Work } from "./sources/work.ts";

/**
 * Groups whose resources name images that nobody runs: definitions with examples, and policies with patterns. A leading
 * dot means every group below.
 */
const SILENT: readonly string[] = [
  "apiextensions.k8s.io",
  "admissionregistration.k8s.io",
  "kyverno.io",
  ".kyverno.io",
  ".gatekeeper.sh",
  "policy.sigstore.dev",
  "portieris.cloud.ibm.com",
  "warmstart.dev",
];

/**
 * Objects that list what a cache holds, which rewriting would falsify, and mirrors of OpenShift's nodes: what they compare
 * with images must stay as images are written.
 */
const LISTS_OF_NAMES: ReadonlySet<string> = new Set([
  "eci.alibabacloud.com/ImageCache",
  "eks.cloud.tencent.com/ImageCache",
  "cci/ImageSnapshot",
  "config.openshift.io/ImageDigestMirrorSet",
  "config.openshift.io/ImageTagMirrorSet",
  "operator.openshift.io/ImageContentSourcePolicy",
]);

/** Keys below which nothing is pulled: what a cluster reports, and Ceph's images. */
const IGNORED_KEYS: ReadonlySet<unknown> = new Set(["status", "rbd", "managedFields"]);

/** Annotations in which tools keep what they need for themselves, such as kubectl's copy of the whole object. */
const IGNORED_ANNOTATIONS =
  /^(?:kubectl\.kubernetes\.io\/last-applied-configuration|(?:internal\.)?config\.kubernetes\.io\/(?!function).*)$/;

/** Lists that hold containers, wherever they stand: `initContainers`, `init_containers`, `sidecars`. */
const LIST = /(?:containers|sidecars|steps)$/i;

/** Keys whose value is an image by their name: `image`, `dockerImage`, `init_image`, `imageName`, `imageUrl`. */
const NAME = /(?:^i|[a-z\d]I|_i)mage(?:Name|_name|Ur[il]|UR[IL]|Ref|Reference|Repository|PullSpec)?$/;

/** Keys below such a key whose value is the name of the image, whatever tag stands beside it. */
const NAME_IN_PARTS: ReadonlySet<unknown> = new Set(["repository", "name"]);

/** Keys beside it whose value may look like an image of one word with a tag, as `localhost:5000` and a digest do. */
const OTHER_PARTS: ReadonlySet<unknown> = new Set(["registry", "host", "tag", "version", "digest", "sha"]);

/**
 * Reports every text of an item that looks like an image which the policy would replace, and that nobody has dealt with.
 * Nothing is rewritten by guess. The price is one search of the item's text per prefix, as long as the prefixes occur in
 * `handled` nodes only.
 */
export function reportMissed(item: Item, handled: Handled, known: boolean, work: Work): void {
  const offsets = findUnhandled(item, handled, work.needles);
  const words = looksForWords(item, known, work);
  if (offsets.length === 0 && !words) return;
  const seen = new Set<number>(handled.map(({ id }) => id));
  const found: Node[] = [];
  findScalars(item.root, offsets, true, found);
  const isText = lazyTexts(item);
  for (const each of found) {
    const node = each.key === "repository" ? (registryBeside(each) ?? each) : each;
    if (seen.has(node.id) || reportText(item, node, { known, isText }, work)) seen.add(node.id).add(each.id);
  }
  if (words) reportWords(item, item.root, { inContainer: false, known, seen }, work);
}

type Surroundings = Pick<Look, "known" | "isText">;

/** Whether a node is one of the texts of an item that may be YAML or JSON; found when it is asked for. */
function lazyTexts(item: Item): (node: Node) => boolean {
  let ids: Set<number> | undefined;
  return ({ id }) => {
    ids ??= new Set(textsOf(item).map((node) => node.id));
    return ids.has(id);
  };
}

/** Whether a resource names images that stay as they are by intention. */
export function isSilent({ group, kind }: Item): boolean {
  if (LISTS_OF_NAMES.has(`${group}/${kind}`)) return true;
  return SILENT.some((silent) => group === silent || (silent.startsWith(".") && group.endsWith(silent)));
}

/**
 * Where prefixes of the policy occur in an item's text outside of the handled nodes: offsets of the outline's text in
 * rising order.
 */
function findUnhandled({ text, root }: Item, handled: Handled, needles: readonly string[]): number[] {
  const found: number[] = [];
  // An element of a list inside of a document is a part of the document's text.
  const base = root.parent === undefined ? 0 : root.span.start;
  let isHeld: ((offset: number) => boolean) | undefined;
  for (const needle of needles) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      isHeld ??= holderOf(handled);
      if (!isHeld(base + at)) found.push(base + at);
    }
  }
  return needles.length > 1 ? found.sort((a, b) => a - b) : found;
}

/** So many nodes are looked at one by one. */
const FEW = 32;

/** Tells whether one of the nodes holds an offset. */
function holderOf(nodes: Handled): (offset: number) => boolean {
  if (nodes.length <= FEW) {
    return (offset) => {
      for (const node of nodes) if (node.holds(offset)) return true;
      return false;
    };
  }
  const spans = nodes.map(({ span }) => span).sort((a, b) => a.start - b.start);
  let furthest = 0;
  const ends = spans.map(({ end }) => (furthest = Math.max(furthest, end)));
  return (offset) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((spans[middle] as { start: number }).start <= offset) low = middle + 1;
      else high = middle;
    }
    return low > 0 && offset < (ends[low - 1] as number);
  };
}

/** Finds the scalars that hold offsets, which rise; keys, comments and what is ignored hold none. */
function findScalars(node: Node, offsets: readonly number[], isRoot: boolean, found: Node[]): void {
  if (offsets.length === 0) return;
  if (node.kind === "scalar") {
    found.push(node);
    return;
  }
  let next = 0;
  for (const child of node.children()) {
    const { start, end } = child.span;
    while (next < offsets.length && (offsets[next] as number) < start) next++;
    const first = next;
    while (next < offsets.length && (offsets[next] as number) < end) next++;
    if (next > first && !isIgnored(child, node, isRoot)) findScalars(child, offsets.slice(first, next), false, found);
    if (next === offsets.length) return;
  }
}

function isIgnored(child: Node, parent: Node, isRoot: boolean): boolean {
  const { key } = child;
  if (IGNORED_KEYS.has(key)) return true;
  if (parent.key === "annotations" && IGNORED_ANNOTATIONS.test(String(key))) return true;
  return isRoot && (key === "apiVersion" || key === "kind");
}

/** Whether there is an image in the text; the name of its field may still say that it is one. */
function reportText(item: Item, node: Node, around: Surroundings, work: Work): boolean {
  const text = node.string;
  if (text === undefined) return false;
  const split = node.key === "registry" ? splitName(node, text) : undefined;
  if (split !== undefined) {
    reportSplit(item, node, split, work);
    return true;
  }
  const texts = leftTexts(text, work, isNamedImage(node));
  for (const { image, line, whole } of texts) {
    if (!work.targets.selects(item, image, node)) continue;
    const why = advise(item, node, { ...around, whole }, work);
    report(item, node, { image, below: node.style === "literal" ? line : 0, why }, work);
  }
  return texts.length > 0;
}

const SPLIT = "`registry` and `repository` are read as one name in values of charts only";

/** A host is no image, but it is half of a name beside the other half. */
function splitName(node: Node, registry: string): string | undefined {
  const repository = node.parent?.get("repository")?.string;
  return repository === undefined || repository === "" ? undefined : `${registry}/${repository}`;
}

/** The registry that comes before a `repository`: without it, the repository is not the name of the image. */
function registryBeside({ parent }: Node): Node | undefined {
  const node = parent?.get("registry");
  return node?.string === undefined || node.string === "" ? undefined : node;
}

function reportSplit(item: Item, node: Node, image: string, work: Work): void {
  const inspected = work.probe(image);
  if (inspected.is !== "reference" || !("image" in inspected.outcome)) return;
  if (!work.targets.selects(item, image, node)) return;
  report(item, node, { image, below: 0, why: SPLIT }, work);
}

/** Whether the name of a field or variable says that it is an image. */
function isNamedImage(node: Node): boolean {
  const key = typeof node.key === "string" ? node.key : node.parent?.key;
  const variable = node.key === "value" ? (node.parent?.get("name")?.string ?? "") : "";
  return /image/i.test(`${String(key)} ${variable}`);
}

interface Left {
  readonly image: string;
  /** Lines below the field's own. */
  readonly below: number;
  readonly why: string;
}

function report(item: Item, node: Node, { image, below, why }: Left, work: Work): void {
  work.inspect(image);
  const path = item.within(node);
  const options = { item, path, currentValue: image, below };
  work.report.add("IR019", `image "${image}" is left alone: ${why}`, options);
}

/**
 * Whether images that name no registry or path of the policy, which the empty prefix and `normalize` do not ask for, are
 * looked for by the names of their fields. Kubernetes' own kinds (their groups have no dot) have no other fields than the
 * catalogue's; custom resources have others from version to version.
 */
export function looksForWords({ group, kind, text }: Item, known: boolean, { words }: Work): boolean {
  return words && kind !== "" && (!known || group.includes(".")) && text.includes("mage");
}

interface Place {
  /** The fields are those of a container. */
  readonly inContainer: boolean;
  /** The resource's kind is in the catalogue. */
  readonly known: boolean;
  /** Ids of the nodes that have been dealt with. */
  readonly seen: ReadonlySet<number>;
}

function reportWords(item: Item, node: Node, place: Place, work: Work): void {
  for (const child of node.children()) {
    if (IGNORED_KEYS.has(child.key)) continue;
    if (child.kind === "scalar" && !place.seen.has(child.id)) reportWord(item, child, place, work);
    if (child.kind !== "map" && child.kind !== "sequence") continue;
    // Items of a list of containers are containers; what lies deeper in them is not.
    const inContainer = node.kind === "sequence" && typeof node.key === "string" && LIST.test(node.key);
    reportWords(item, child, { ...place, inContainer }, work);
  }
}

function reportWord(item: Item, node: Node, { inContainer, known }: Place, work: Work): void {
  const sure = inContainer && node.key === "image";
  const named = sure ? "field" : namedBy(node);
  if (named === undefined) return;
  const text = node.string;
  const inspected = text === undefined ? undefined : work.probe(text);
  if (text === undefined || inspected?.is !== "reference" || !("image" in inspected.outcome)) return;
  const { name, tag, digest } = inspected.reference;
  // Elsewhere one word may be the image of a virtual machine, or a picture.
  const exact = tag !== undefined || digest !== undefined;
  if (!sure && !exact && (named === "entry" || !name.includes("/"))) return;
  if (!work.targets.selects(item, text, node)) return;
  const why = advise(item, node, { whole: true, known, isText: () => false }, work);
  report(item, node, { image: text, below: 0, why }, work);
}

/**
 * How the names around a field say that it is an image: a `field` (`image`, `image.repository`), or an `entry` among others,
 * which only a tag or digest tells from a pull policy (`images[]`, `images.web`, `image.init`).
 */
function namedBy(node: Node): "field" | "entry" | undefined {
  const { key, parent } = node;
  if (typeof key === "string" && NAME.test(key)) return "field";
  const around = parent?.key;
  if (OTHER_PARTS.has(key)) return undefined;
  if (around === "images") return "entry";
  // A patch in the fields of a resource: overrides for one cluster of many.
  if (key === "value" && parent?.get("path")?.string?.endsWith("/image") === true) return "field";
  if (typeof key !== "string" || typeof around !== "string" || !NAME.test(around)) return undefined;
  if (!NAME_IN_PARTS.has(key)) return "entry";
  return registryBeside(node) === undefined ? "field" : undefined;
}
