import type { Node } from "../../lib/yaml/mod.ts";

/** An image that Helm values hold in parts, in the layouts of https://helm.sh/docs/chart_template_guide/values_files/ charts. */
export interface SplitImage {
  readonly is: "split";
  readonly map: Node;
  /** Host, perhaps with a path; undefined: the map has no such key. */
  readonly registry: Node | undefined;
  /** The rest of the name, or all of it. */
  readonly repository: Node;
  /** Tag and digest as they are written behind a name, `:1.2@sha256:…`; they are never changed. */
  readonly suffix: string;
}

/** A place of Helm values that says where an image is pulled from. */
export type ValuesPlace =
  | SplitImage
  /** A whole reference, or a name whose tag stands elsewhere. */
  | { readonly is: "whole"; readonly node: Node }
  /** Host and path that the chart puts before the names of its images: `global.imageRegistry`, Istio's `hub`. */
  | { readonly is: "base"; readonly node: Node };

/** Keys of whole references: `image`, `sidecarImage`, `images`, `imageName`, `image_repository`. */
const IMAGE = /images?$|image_?(?:name|ref|reference|url|uri|repo|repository)$/i;

/** Keys of maps that are an image in parts. */
const IMAGE_MAP = /images?$/i;

/** Keys that only an image has beside its repository. */
const IMAGE_KEYS: readonly string[] = ["tag", "digest", "pullPolicy", "imagePullPolicy"];

/** Dotted names of what is put before the names of all images. */
const GLOBALS: ReadonlySet<string> = new Set(["global.hub", "global.image.registry"]);

/** Every place of Helm values below `root` that names an image, in the order of the text. */
export function findValues(root: Node): ValuesPlace[] {
  const found: ValuesPlace[] = [];
  walk(root, "", found);
  return found;
}

/** The same for a list of `{name, value}` with names like `controller.image.repository`. */
export function findParameters(list: Node): ValuesPlace[] {
  const values = parametersOf(list);
  return [...values].flatMap(([name, value]): ValuesPlace[] => {
    const dot = name.lastIndexOf(".");
    const key = name.slice(dot + 1);
    const base = name.slice(0, Math.max(0, dot));
    const registry = values.get(`${base}.registry`);
    const repository = key === "repository" || (key === "image" && registry !== undefined);
    if (repository && value.parent !== undefined) {
      const suffix = suffixOf((each) => values.get(`${base}.${each}`));
      return [{ is: "split", map: value.parent, registry, repository: value, suffix }];
    }
    if (key === "imageRegistry" || GLOBALS.has(name)) return [{ is: "base", node: value }];
    return IMAGE.test(key) ? [{ is: "whole", node: value }] : [];
  });
}

/** Names and values of a list of parameters. */
export function parametersOf(list: Node): Map<string, Node> {
  const entries = list.children().flatMap((entry): [string, Node][] => {
    const value = entry.get("value");
    const name = entry.get("name")?.string;
    return name === undefined || textOf(value) === undefined ? [] : [[name, value as Node]];
  });
  return new Map(entries);
}

/** The string of a scalar, also behind an alias; undefined when it is none. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === "alias" ? node.target?.string : node?.string;
}

/** `key` is that of the map, or of the list that holds it. */
function walk(node: Node, key: string, found: ValuesPlace[]): void {
  const split = node.kind === "map" ? splitImage(node, key) : undefined;
  if (split !== undefined) found.push(split);
  for (const child of node.children()) {
    const name = typeof child.key === "string" ? child.key : key;
    if (child.kind === "map" || child.kind === "sequence") walk(child, name, found);
    else if (child.id !== split?.repository.id && child.id !== split?.registry?.id && textOf(child) !== undefined) {
      if (isBase(child, name, node)) found.push({ is: "base", node: child });
      else if (IMAGE.test(name) || isPatchedImage(child, node)) found.push({ is: "whole", node: child });
    }
  }
}

function splitImage(map: Node, key: string): SplitImage | undefined {
  const registry = map.get("registry");
  const repository = repositoryOf(map, key, registry);
  const name = textOf(repository);
  if (repository === undefined || name === undefined || name === "") return undefined;
  if (registry !== undefined && registry.scalar !== null && textOf(registry) === undefined) return undefined;
  return { is: "split", map, registry, repository, suffix: suffixOf((each) => map.get(each)) };
}

function repositoryOf(map: Node, key: string, registry: Node | undefined): Node | undefined {
  const isImage = IMAGE_MAP.test(key);
  const repository = map.get("repository");
  if (repository !== undefined) {
    const isSplit = isImage || registry !== undefined || IMAGE_KEYS.some((each) => map.get(each) !== undefined);
    return isSplit ? repository : undefined;
  }
  // ingress-nginx writes `registry` and `image`, Linkerd `name` and `version`.
  if (registry !== undefined && map.get("image") !== undefined) return map.get("image");
  const tagged = map.get("tag") ?? map.get("version") ?? map.get("digest");
  return isImage && tagged !== undefined ? map.get("name") : undefined;
}

function suffixOf(get: (key: string) => Node | undefined): string {
  const written = (key: string): string => {
    const node = get(key);
    return node?.kind === "scalar" && node.scalar !== null ? (node.string ?? node.raw) : "";
  };
  const tag = written("tag");
  const digest = written("digest");
  return `${tag === "" ? "" : `:${tag}`}${digest === "" ? "" : `@${digest}`}`;
}

function isBase(node: Node, key: string, parent: Node): boolean {
  if (key === "imageRegistry") return true;
  const isGlobal = parent.key === "image" && parent.parent?.key === "global";
  if (node.key === "registry") return isGlobal && parent.get("repository") === undefined;
  return node.key === "hub" && (parent.key === "global" || parent.get("tag") !== undefined);
}

/** The `value` of a JSON patch whose `path` is that of an image. */
function isPatchedImage(node: Node, parent: Node): boolean {
  return (
    node.key === "value" && parent.get("op") !== undefined && parent.get("path")?.string?.endsWith("/image") === true
  );
}
