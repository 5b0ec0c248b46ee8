import { parseReference } from "../../lib/image/mod.ts";
import { type Matching, prefixNames, type Replacement } from "../replace.ts";

/** Replacements and how they are compared. */
export interface Rules {
  readonly replacements: readonly Replacement[];
  readonly matching: Matching;
}

/** Images that stand for all images, as far as a policy can tell them apart in two runs: see `testImagesOf`. */
export function testImages(replacements: readonly Replacement[], matching: Matching): readonly string[] {
  const rules = { replacements, matching };
  return testImagesOf([rules, rules]);
}

/**
 * Images that stand for all images, as far as policies that are carried out one after the other can tell them apart.
 *
 * Prefixes are compared in whole segments, so they form a tree of segments. Which rule applies depends only on the node
 * at which a name leaves that tree and on how many segments follow. A step exchanges the beginning of a name and keeps
 * its rest, so the next step is decided by the tree as well, seen through the exchange: where `t/d` is a node and `p`
 * becomes `t`, `p/d` must be one. For every node three names are enough: the node itself, one and two unknown segments
 * below it (a name without `/` and an official image are treated in their own way). Ordered by size, so that the first
 * one that shows something is the smallest.
 */
export function testImagesOf(steps: readonly Rules[]): readonly string[] {
  const normalize = steps.some(({ matching }) => matching.normalize);
  const nodes = closed([...new Set(steps)].flatMap((step) => wordsOf(step, normalize)));
  for (const step of steps.slice(0, -1).toReversed()) {
    for (const word of mirrored(step, nodes))
      for (const name of normalize ? spellings(word) : [word]) addNode(nodes, name);
  }
  const unknown = unknownSegment(nodes);
  const names = new Set<string>();
  for (const node of nodes) {
    if (node !== "") names.add(node);
    names.add(join(node, unknown));
    names.add(join(node, `${unknown}/${unknown}`));
  }
  const images = new Set<string>();
  for (const name of names) {
    for (const spelling of spelled(name, normalize)) {
      const image = imageOf(spelling);
      if (image !== undefined) images.add(image);
    }
  }
  return bySize(images);
}

/** All beginnings of all words, cut at slashes; `""` is the root. */
function closed(words: Iterable<string>): Set<string> {
  const nodes = new Set([""]);
  for (const word of words) addNode(nodes, word);
  return nodes;
}

function addNode(nodes: Set<string>, word: string): void {
  for (let end = word.length; end > 0; end = word.lastIndexOf("/", end - 1)) {
    const node = word.slice(0, end);
    if (nodes.has(node)) return;
    nodes.add(node);
  }
}

/** Everything that names are compared with; `full`: somewhere full names are. */
function wordsOf({ replacements, matching: { normalize } }: Rules, full: boolean): string[] {
  const words = replacements.flatMap(({ repositoryPrefix, replaceWith }) => [
    ...prefixNames(repositoryPrefix, normalize),
    replaceWith,
    ...(normalize && replaceWith !== "" ? prefixNames(replaceWith, true) : []),
  ]);
  return full ? [...words, "docker.io/library"].flatMap(spellings) : words;
}

/** The ways in which the beginning of a full name can be written: Docker Hub and its official images may be left out. */
function spellings(word: string): string[] {
  if (word !== "docker.io" && !word.startsWith("docker.io/")) return [word];
  const path = word.slice("docker.io/".length);
  const short = path.startsWith("library/") ? [path.slice("library/".length)] : [];
  return [path, ...short].flatMap((each) => [each, join("docker.io", each), join("index.docker.io", each)]);
}

/** A full name, and the shortest way to write it: where full names are compared, that is the smaller image. */
function spelled(name: string, normalize: boolean): string[] {
  const short = normalize ? name.replace(/^(?:index\.)?docker\.io\/(?:library\/(?=[^/]+$))?/, "") : name;
  return short === name ? [name] : [name, short];
}

/** The nodes that a step leads to, seen from before it. */
function mirrored({ replacements, matching: { normalize } }: Rules, nodes: ReadonlySet<string>): string[] {
  const below = new Map<string, string[]>(replacements.map(({ replaceWith }) => [replaceWith, []]));
  for (const node of nodes) {
    below.get("")?.push(node);
    for (let end = node.indexOf("/"); end >= 0; end = node.indexOf("/", end + 1)) {
      below.get(node.slice(0, end))?.push(node.slice(end + 1));
    }
  }
  return replacements.flatMap(({ repositoryPrefix, replaceWith }) =>
    prefixNames(repositoryPrefix, normalize).flatMap((prefix) =>
      (below.get(replaceWith) ?? []).map((rest) => join(prefix, rest)),
    ),
  );
}

const join = (start: string, rest: string): string => (start === "" || rest === "" ? start + rest : `${start}/${rest}`);

const WORDS = ["image", "app", "web", "team"];

/** A segment that the policy does not know; a short one where names get long. */
function unknownSegment(nodes: ReadonlySet<string>): string {
  const known = new Set<string>();
  let longest = 0;
  for (const node of nodes) {
    known.add(node.slice(node.lastIndexOf("/") + 1));
    longest = Math.max(longest, node.length);
  }
  const candidates = longest > 200 ? [] : WORDS;
  for (let number = 0; ; number++) {
    const word = candidates[number] ?? number.toString(36);
    if (!known.has(word)) return word;
  }
}

/** A name as an image; one of 64 hexadecimal digits is an image id unless it has a tag. */
function imageOf(name: string): string | undefined {
  if (parseReference(name) !== undefined) return name;
  const tagged = `${name}:1`;
  return parseReference(tagged) === undefined ? undefined : tagged;
}

/** Fewest segments first, then the shortest; what looks like a host without an image comes last. */
function bySize(images: Iterable<string>): string[] {
  const ranked = Array.from(images, (image) => ({ image, size: sizeOf(image) }));
  ranked.sort((a, b) => a.size - b.size || (a.image < b.image ? -1 : 1));
  return ranked.map(({ image }) => image);
}

/** Longer than any image. */
const LONG = 10_000;

function sizeOf(image: string): number {
  let slashes = 0;
  for (let at = image.indexOf("/"); at >= 0; at = image.indexOf("/", at + 1)) slashes++;
  const bareHost = slashes === 0 && image.includes(".");
  return (bareHost ? LONG * LONG : slashes * LONG) + image.length;
}
