import { expand, type Node, parsePath, type Path, type Refusal } from "../yaml/mod.ts";
import type { ResourceRef } from "./result.ts";
import type { Results } from "./results.ts";
import { scalarText } from "./scalar-text.ts";
import type { Unit } from "./unit.ts";

/** One Kubernetes resource of the input: cheap lookups, and edits that keep every other byte. */
export interface Item {
  readonly apiVersion: string;
  /** `apps` of `apps/v1`; `""` for the core group. */
  readonly group: string;
  readonly kind: string;
  /** `metadata.name`; `""` when there is none. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly ref: ResourceRef;
  /** The file the resource came from, relative; absent under kustomize, which does not say. */
  readonly file: { readonly path: string; readonly index?: number } | undefined;
  /** Position of its source text among those that were given. */
  readonly source: number;
  /** The resource as of the last commit. */
  readonly root: Node;
  /**
   * The same with its aliases and merge keys (`<<`) expanded, as Kubernetes sees it, and with the same paths. An edit of
   * what stands there through one of them is refused.
   */
  readonly expanded: Node;
  /** Its source text as of the last commit, for cheap tests such as `text.includes("image:")`. */
  readonly text: string;
  /** A field; paths as text look like `spec.containers[0].image`. */
  get(path: Path | string): Node | undefined;
  /**
   * Path of one of its nodes inside the resource, as edits and results take it: `node.path` begins at the document, which
   * may be a list of resources.
   */
  within(node: Node): Path;
  /** Writes a string, with missing parents; a node saves looking for it. `false`: refused, and a warning result says why. */
  set(field: Path | Node, value: string): boolean;
  /** Removes a key; `true` also when it is absent. `false`: refused, and a warning result says why. */
  remove(path: Path): boolean;
  /** Renames a key. `false`: refused, and a warning result says why. */
  renameKey(path: Path, key: string): boolean;
  /** Makes edits that are right only together: when it answers `false`, or throws, those it made are taken back. */
  together(edits: () => boolean): boolean;
  /** Makes own edits visible to reads; happens by itself when `run` returns. */
  commit(): void;
}

/** What the surroundings of a resource say about it. */
export interface ItemOrigin {
  readonly file: Item["file"];
  readonly source: number;
  /** Whether results of this item carry a line: only where the source text is a file of the user's. */
  readonly lines: boolean;
  /** Type of a resource that does not write it down. */
  readonly implied?: ResourceType | undefined;
}

/** What kind of resource. */
export interface ResourceType {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What is asked of every resource again and again, valid for one version of its text. */
interface Header extends ResourceType {
  readonly version: number;
  readonly name: string;
  readonly namespace: string | undefined;
  ref?: ResourceRef;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** {@link Item} over a unit, or over an element of a list inside of one. */
export class ResourceItem implements Item {
  readonly unit: Unit;
  readonly prefix: Path;
  readonly source: number;
  readonly file: Item["file"];
  readonly #lines: boolean;
  readonly #implied: ResourceType | undefined;
  readonly #results: Results;
  #read: Header | undefined;
  #ref: ResourceRef | undefined;
  #expanded: { readonly of: Node; readonly root: Node } | undefined;

  constructor(unit: Unit, prefix: Path, origin: ItemOrigin, results: Results) {
    this.unit = unit;
    this.prefix = prefix;
    this.source = origin.source;
    this.file = origin.file;
    this.#lines = origin.lines;
    this.#implied = origin.implied;
    this.#results = results;
  }

  get root(): Node {
    return this.unit.node(this.prefix) as Node;
  }
  get expanded(): Node {
    const { root } = this;
    if (!root.hasAliases) return root;
    if (this.#expanded?.of.outline !== root.outline) this.#expanded = { of: root, root: expand(root) };
    return this.#expanded.root;
  }
  get text(): string {
    return this.prefix.length === 0 ? this.unit.text : this.root.raw;
  }
  get apiVersion(): string {
    return this.#header.apiVersion;
  }
  get kind(): string {
    return this.#header.kind;
  }
  get group(): string {
    const slash = this.apiVersion.indexOf("/");
    return slash < 0 ? "" : this.apiVersion.slice(0, slash);
  }
  get name(): string {
    return this.#header.name;
  }
  get namespace(): string | undefined {
    return this.#header.namespace;
  }
  get labels(): Readonly<Record<string, string>> {
    return (this.#header.labels ??= this.#strings("labels"));
  }
  get annotations(): Readonly<Record<string, string>> {
    return (this.#header.annotations ??= this.#strings("annotations"));
  }
  get ref(): ResourceRef {
    return (this.#header.ref ??= this.#createRef());
  }

  get(path: Path | string): Node | undefined {
    const keys = typeof path === "string" ? parsePath(path) : path;
    return keys.length === 0 ? this.root : this.root.find(keys);
  }
  set(field: Path | Node, value: string): boolean {
    // Nothing else says so to who writes a function without types.
    if (typeof value !== "string") throw new TypeError(`A field must be set to a string, not to ${String(value)}`);
    const place = isNode(field) && this.#isExpanded(field) ? field.path : field;
    const refusal = this.unit.edit().set(isNode(place) ? place : this.#edited(place), value);
    return refusal === undefined || this.#done(isNode(place) ? this.within(place) : place, refusal);
  }
  remove(path: Path): boolean {
    return this.#done(path, this.unit.edit().remove(this.#edited(path)));
  }
  renameKey(path: Path, key: string): boolean {
    return this.#done(path, this.unit.edit().renameKey(this.#edited(path), key));
  }
  together(edits: () => boolean): boolean {
    return this.unit.edit().together(edits);
  }
  commit(): void {
    this.unit.commit(() => this.#describe());
  }

  within(node: Node): Path {
    return this.#isExpanded(node) ? node.path : node.path.slice(this.prefix.length);
  }
  /** Whether a node is one of `expanded`, whose paths begin at the resource. */
  #isExpanded({ outline }: Node): boolean {
    return (
      this.#expanded !== undefined && outline !== this.#expanded.of.outline && outline === this.#expanded.root.outline
    );
  }
  /** 1-based line in the source file, where there is one. */
  lineOf(path: Path): number | undefined {
    return this.#lines ? this.unit.lineOf(this.#inUnit(path)) : undefined;
  }

  /** @throws when the path is empty, because a whole resource is never edited, or text, whose dots mean what nobody knows */
  #edited(path: Path): Path {
    if (!Array.isArray(path))
      throw new TypeError(
        `A field to edit must be a list of keys, such as ["metadata", "name"], not ${JSON.stringify(path)}`,
      );
    if (path.length === 0) throw new Error("An edit must name a field: a whole resource is never written or removed");
    return this.#inUnit(path);
  }
  #inUnit(path: Path): Path {
    return this.prefix.length === 0 ? path : [...this.prefix, ...path];
  }
  #done(path: Path, refusal: Refusal | undefined): boolean {
    if (refusal === undefined) return true;
    this.#results.add("warning", "refused", `field must be edited by hand: ${refusal.message}`, { item: this, path });
    return false;
  }
  get #header(): Header {
    const { version } = this.unit;
    if (this.#read?.version !== version) {
      const name = this.#metadata("name") ?? "";
      const { apiVersion, kind } = this.#readType();
      this.#read = { version, apiVersion, kind, name, namespace: this.#metadata("namespace") };
    }
    return this.#read;
  }
  #readType(): ResourceType {
    const { root } = this;
    const kind = root.get("kind");
    if (kind === undefined && root.kind === "map" && this.#implied !== undefined) return this.#implied;
    return { apiVersion: root.get("apiVersion")?.string ?? "", kind: kind?.string ?? "" };
  }
  /** A field of the metadata, also where an alias or a merge key says it. */
  #inMetadata(key: string): Node | undefined {
    const metadata = this.root.get("metadata");
    return metadata?.hasAliases === true ? metadata.entries().get(key) : metadata?.get(key);
  }
  #metadata(key: string): string | undefined {
    return scalarText(this.#inMetadata(key));
  }
  #strings(key: string): Record<string, string> {
    const found: [string, string][] = [];
    for (const [name, node] of this.#inMetadata(key)?.entries() ?? []) {
      const text = scalarText(node);
      if (text !== undefined) found.push([name, text]);
    }
    return Object.fromEntries(found);
  }
  /** The same object as before when an edit left it alone: thousands of results share it. */
  #createRef(): ResourceRef {
    const { apiVersion, kind, name, namespace } = this;
    const last = this.#ref;
    if (last?.name === name && last.namespace === namespace && last.kind === kind && last.apiVersion === apiVersion)
      return last;
    this.#ref = namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, name, namespace };
    return this.#ref;
  }
  #describe(): string {
    const file = this.file === undefined ? "" : ` in ${this.file.path}`;
    return `${this.kind}/${this.name}${file}`;
  }
}

const isNode = (field: Path | Node): field is Node => typeof field === "object" && !Array.isArray(field);
