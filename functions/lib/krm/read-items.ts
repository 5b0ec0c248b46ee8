import { isRefusal, type Node, type Path, type Refusal } from "../yaml/mod.ts";
import { annotatedFile, searchedFile } from "./file-annotations.ts";
import { type Item, type ItemOrigin, ResourceItem } from "./item.ts";
import { about, leftAsItIs } from "./refusal-text.ts";
import type { ResultList } from "./results.ts";
import type { Unit } from "./unit.ts";

/** Where a text came from. */
export interface Origin {
  /** Relative path of the file, when the text is one. */
  readonly path?: string | undefined;
  /** Position among the texts that were given. */
  readonly source: number;
  /** Kinds that must be readable. */
  readonly needs?: readonly string[] | undefined;
  /** The text is a file of a tree, which may hold other YAML than resources: that is nobody's business. */
  readonly anyYaml?: boolean | undefined;
  /** Which documents of a tree are items although they are no resource. */
  readonly others?: ((path: string, root: Node) => boolean) | undefined;
}

/** Type of a kustomization file without `apiVersion` and `kind`: kustomize fills them in the same way. */
const KUSTOMIZATION = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" };

/**
 * The resources of a unit: one, or the elements of a list one by one. What cannot be read, or is no resource, is left
 * alone and reported.
 */
export function readUnit(unit: Unit, wrapped: boolean, origin: Origin, results: ResultList): ResourceItem[] {
  const read = unit.read();
  const file = origin.path === undefined ? undefined : { path: origin.path, index: unit.index };
  if (isRefusal(read)) {
    reportRefusal(read, unit, file, origin.needs ?? [], results);
    return [];
  }
  return read.root === undefined ? [] : resources(unit, read.root, [], { origin, file, wrapped }, undefined, results);
}

interface Place {
  readonly origin: Origin;
  readonly file: Item["file"];
  readonly wrapped: boolean;
}

function resources(
  unit: Unit,
  node: Node,
  prefix: Path,
  place: Place,
  implied: ItemOrigin["implied"],
  results: ResultList,
): ResourceItem[] {
  const kind = node.get("kind");
  const metadata = node.get("metadata");
  const annotated = annotatedFile(metadata);
  // In a ResourceList the annotations know the file; a file of the user's may carry stale ones.
  const file = place.wrapped ? (annotated ?? place.file) : (place.file ?? annotated);
  const list = listElements(node, kind);
  if (list !== undefined) {
    const inner = { ...place, file };
    return list.elements.flatMap((element, index) =>
      resources(unit, element, [...prefix, "items", index], inner, list.implied, results),
    );
  }
  const type = implied ?? (isKustomizationFile(file?.path) ? KUSTOMIZATION : undefined);
  const lines = file !== undefined && file === place.file;
  const item = new ResourceItem(unit, prefix, { file, lines, source: place.origin.source, implied: type }, results);
  if (item.kind !== "") return [item];
  if (place.origin.anyYaml === true && place.origin.others?.(file?.path ?? "", node) === true) return [item];
  if (place.origin.anyYaml === true && !(node.get("apiVersion") && node.get("metadata"))) return [];
  const what =
    node.kind === "map" ? "a resource must have `kind`" : "a resource must be a map with `apiVersion` and `kind`";
  const message = file === undefined ? about(`line ${unit.line + node.line - 1} of the input`, what) : what;
  results.add("error", "resource", message, { item, path: node.kind === "map" ? ["kind"] : [] });
  return [];
}

/** The elements of a `List`, or of a typed list such as `DeploymentList`, whose elements may leave out their type. */
export function listElements(
  node: Node,
  written: Node | undefined = node.get("kind"),
): { elements: Node[]; implied: ItemOrigin["implied"] } | undefined {
  const kind = written?.string;
  const items = kind?.endsWith("List") ? node.get("items") : undefined;
  if (kind === undefined || items?.kind !== "sequence") return undefined;
  const elements = items.children();
  const apiVersion = node.get("apiVersion")?.string ?? "";
  if (kind === "List" && apiVersion === "v1") return { elements, implied: undefined };
  // Some custom resources are called SomethingList and hold anything in `items`.
  const typed = elements.every((element) => element.get("kind") !== undefined || element.get("metadata") !== undefined);
  return typed ? { elements, implied: { apiVersion, kind: kind.slice(0, -"List".length) } } : undefined;
}

const KUSTOMIZATION_FILES: ReadonlySet<string> = new Set(["kustomization.yaml", "kustomization.yml", "Kustomization"]);

const isKustomizationFile = (path: string | undefined): boolean =>
  path !== undefined && KUSTOMIZATION_FILES.has(path.slice(path.lastIndexOf("/") + 1));

function reportRefusal(
  { line, message }: Refusal,
  unit: Unit,
  place: Item["file"],
  needs: readonly string[],
  results: ResultList,
): void {
  const at = unit.line + line - 1;
  const file = place ?? searchedFile(unit.text);
  results.report({
    message: leftAsItIs(file === undefined ? about(`line ${at} of the input`, message) : message),
    severity: isNeeded(unit.text, needs) ? "error" : "warning",
    ...(file === undefined ? {} : { file }),
    tags: { rule: "refused" },
    ...(place === undefined ? {} : { line: at }),
  });
}

/** Whether a text that has no outline looks like a document of one of these kinds. */
function isNeeded(text: string, kinds: readonly string[]): boolean {
  return kinds.length > 0 && kinds.includes(searchedKind(text) ?? "");
}

/** The kind that a text without an outline seems to have. */
export function searchedKind(text: string): string | undefined {
  return /^[ \t-]*["']?kind["']?:\s*["']?(\w+)/m.exec(text)?.[1];
}
