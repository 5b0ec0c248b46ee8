// Where images stand in a text, found a second time with the yaml library's offsets.
import { type Document, isCollection, isMap, isPair, isScalar, parseDocument, Scalar, visit, type YAMLMap } from "yaml";

/** One image reference of a Kubernetes document: its text and where it stands, quotes included. */
interface FoundImage {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly quote: "" | '"' | "'";
}

/** What the yaml library sees in a text. */
export interface Survey {
  readonly images: readonly FoundImage[];
  readonly kubernetes: number;
  /** Documents that the library refuses: templates, duplicate keys, broken YAML. */
  readonly refused: number;
}

const LISTS = new Set(["containers", "initContainers", "ephemeralContainers"]);
const QUOTES: Readonly<Record<string, FoundImage["quote"]>> = { QUOTE_DOUBLE: '"', QUOTE_SINGLE: "'" };

/** Finds every `image` of a container list and every `volumes[].image.reference`. Documents are judged one by one. */
export function survey(text: string): Survey {
  const images: FoundImage[] = [];
  let kubernetes = 0;
  let refused = 0;
  for (const { start, body } of documentsOf(text)) {
    const document = parseDocument(body, { keepSourceTokens: true, logLevel: "silent" });
    const refuses = document.errors.length > 0 || hasCollectionKey(document);
    if (refuses) refused++;
    if (refuses || !isMap(document.contents)) continue;
    const contents = document.contents as unknown as YAMLMap;
    if (typeof contents.get("apiVersion") !== "string" || typeof contents.get("kind") !== "string") continue;
    kubernetes++;
    if (contents.get("kind") !== "CustomResourceDefinition") images.push(...imagesBelow(contents, start));
  }
  return { images, kubernetes, refused };
}

/** The documents of a stream, cut at the separator lines. */
export function documentsOf(text: string): { start: number; body: string }[] {
  const cuts = [...text.matchAll(/^---[^\n]*\n?/gm)].map(({ index, 0: line }) => [index, index + line.length] as const);
  const starts = [0, ...cuts.map(([, end]) => end)];
  const ends = [...cuts.map(([start]) => start), text.length];
  return starts.map((start, index) => ({ start, body: text.slice(start, ends[index]) }));
}

/** `name: {{ cell }}` is a map with a map as its key: valid YAML, but no reader of Kubernetes takes it. */
export function hasCollectionKey(document: Document): boolean {
  let found = false;
  visit(document, {
    Pair: (_, { key }) => {
      found ||= isCollection(key);
    },
  });
  return found;
}

function imagesBelow(root: YAMLMap, offset: number): FoundImage[] {
  const found: FoundImage[] = [];
  const take = (node: unknown): void => {
    if (!isScalar(node) || typeof node.value !== "string" || !node.range || node.type?.startsWith("BLOCK")) return;
    const [start, end] = node.range;
    const quote = QUOTES[node.type ?? Scalar.PLAIN] ?? "";
    found.push({ value: node.value, start: offset + start, end: offset + end, quote });
  };
  visit(root, {
    Seq: (_key, list, path) => {
      const pair = path.at(-1);
      const key = isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : "";
      for (const item of list.items) {
        if (!isMap(item)) continue;
        if (LISTS.has(key)) take(item.get("image", true));
        else if (key === "volumes" && isMap(item.get("image"))) take(item.getIn(["image", "reference"], true));
      }
    },
  });
  return found;
}
