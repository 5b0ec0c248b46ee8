import {
  cutList,
  isRefusal,
  Lines,
  type ListCut,
  outline,
  type Refusal,
  type Span,
  splitDocuments,
} from "../yaml/mod.ts";
import { withCommentsAbove } from "./comments-above.ts";
import { InputError } from "./input-error.ts";
import { about } from "./refusal-text.ts";
import { shareAnchors } from "./shared-anchors.ts";
import { Unit } from "./unit.ts";

/** A text with the name that results give it. */
export interface TextFile {
  /** As results name it, with `/`; a file's name and folder also say what may be in it. */
  readonly path: string;
  readonly text: string;
}

/** What surrounds the items of a ResourceList. Offsets are those of the source text. */
export interface Frame {
  /** One line of JSON or a flow map; else block style. */
  readonly flow: boolean;
  /** Column of the top-level keys, as spaces. */
  readonly indent: string;
  /** Where the last top-level entry ends. */
  readonly lastEntry: number;
  /** Where the document ends. */
  readonly end: number;
  readonly items: Span;
  readonly results: Span | undefined;
  /** The `functionConfig` entry, as a map with this one key. */
  readonly functionConfig: Unit | undefined;
}

/** An input text, cut into the pieces that are read and edited one by one. */
export interface Source {
  readonly text: string;
  readonly units: readonly Unit[];
  /** Present when the text is a ResourceList: then it gets results. A stream of documents, or a `List`, has none. */
  readonly frame: Frame | undefined;
}

const WRAPPER_VERSIONS = ["v1", "v1beta1", "v1alpha1"].map((version) => `config.kubernetes.io/${version}`);

/**
 * Cuts a text: the items of a ResourceList, the elements of a `List`, or the documents of a stream.
 * @throws {InputError} when it is not text in YAML, or a ResourceList that is not whole
 */
export function readSource(text: string): Source {
  const spans = splitDocuments(text);
  if (isRefusal(spans)) throw unreadable("input", spans);
  const documents = spans.filter(({ empty }) => !empty);
  const units: Unit[] = [];
  const lines = new Lines(text);
  for (const { start, end, index } of documents) {
    const document = new Unit(text.slice(start, end), { start, end }, lines, index);
    const list = readList(document, lines);
    if (list === undefined) {
      units.push(document);
      continue;
    }
    units.push(...list.units);
    if (list.kind === "ResourceList" && documents.length === 1) {
      return { text, units, frame: readFrame(document, list.cut, lines) };
    }
  }
  return { text, units, frame: undefined };
}

function unreadable(what: string, { line, message }: Refusal): InputError {
  return new InputError(`${about(what, message)} (line ${line})`);
}

interface List {
  readonly kind: string;
  readonly cut: ListCut;
  readonly units: Unit[];
}

/** The elements of a ResourceList or `List`, each a unit; undefined for any other document. */
function readList(document: Unit, lines: Lines): List | undefined {
  const { text } = document;
  // Most documents are no lists: a substring search is far cheaper than looking for their top-level keys.
  if (!text.includes("List")) return undefined;
  const cut = cutList(text, "items");
  if (cut === undefined) return undefined;
  if (isRefusal(cut)) {
    if (/\bkind["']?:\s*["']?ResourceList\b/.test(text)) throw unreadable("ResourceList", cut);
    return undefined;
  }
  const kind = entryText(text, cut, "kind") ?? "";
  if (kind !== "ResourceList" && !(kind === "List" && entryText(text, cut, "apiVersion") === "v1")) return undefined;
  if (kind === "ResourceList") checkWrapper(text, cut);
  const { span, index } = document;
  const items = withCommentsAbove(text, cut.items);
  const pieces = items.map(({ start, end }) => text.slice(start, end));
  if (kind === "List" && shareAnchors(text, pieces)) return undefined;
  const units = items.map((item, i) => new Unit(pieces[i] ?? "", shift(item, span.start), lines, index, "item"));
  return { kind, cut, units };
}

function entryText(text: string, cut: ListCut, key: string): string | undefined {
  const span = cut.entries.get(key);
  if (span === undefined) return undefined;
  const read = outline(text.slice(span.start, span.end));
  return isRefusal(read) ? undefined : read.root?.get(key)?.string;
}

function checkWrapper(text: string, cut: ListCut): void {
  const version = entryText(text, cut, "apiVersion") ?? "";
  if (!WRAPPER_VERSIONS.includes(version)) {
    throw new InputError(`ResourceList must have \`apiVersion\` ${WRAPPER_VERSIONS.join(" or ")}, not "${version}"`);
  }
  const items = cut.entries.get("items");
  if (items === undefined) throw new InputError("ResourceList must have `items`: a list of resources, or []");
  if (cut.items.length > 0) return;
  const read = outline(text.slice(items.start, items.end));
  const value = isRefusal(read) ? undefined : read.root?.get("items");
  const empty = value?.kind === "null" || value?.scalar === null || (value?.kind === "sequence" && value.size === 0);
  if (!empty) throw new InputError("ResourceList must have a list of resources in `items`");
}

function readFrame(document: Unit, cut: ListCut, lines: Lines): Frame {
  const { text, span, index } = document;
  const entries = [...cut.entries.values()];
  const first = Math.min(...entries.map(({ start }) => start));
  const column = first - (text.lastIndexOf("\n", first - 1) + 1);
  const before = text.slice(first - column, first);
  // Nothing but comments and document markers can stand in front of the first key of a block map.
  const head = text.slice(0, first);
  const flow = head.includes("{") && head.replace(/#.*/g, "").includes("{");
  const config = cut.entries.get("functionConfig");
  const entry = (key: string): Span | undefined => {
    const found = cut.entries.get(key);
    return found && shift(found, span.start);
  };
  return {
    flow,
    indent: flow ? "" : before,
    lastEntry: span.start + Math.max(...entries.map(({ end }) => end)),
    end: span.end,
    items: entry("items") as Span,
    results: entry("results"),
    functionConfig: config && new Unit(entryMap(text, config, flow), shift(config, span.start), lines, index),
  };
}

/** An entry as a map of its own. One of a flow map needs its brackets: without them its lines would have to be indented. */
function entryMap(text: string, { start, end }: Span, flow: boolean): string {
  const entry = text.slice(start, end);
  return flow ? `{${entry}\n}` : entry;
}

const shift = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
