import type { Path, Tree } from "./tree.ts";

/** A {@link Tree} over plain data; paths start at the resource. */
export class PlainTree implements Tree {
  readonly path: Path;
  readonly #value: unknown;

  constructor(value: unknown, path: Path = []) {
    this.#value = value;
    this.path = path;
  }

  get kind(): string {
    const value = this.#value;
    if (Array.isArray(value)) return "sequence";
    return value === null ? "null" : typeof value === "object" ? "map" : "scalar";
  }
  get key(): string | number | undefined {
    return this.path.at(-1);
  }
  get string(): string | undefined {
    return typeof this.#value === "string" ? this.#value : undefined;
  }
  get size(): number {
    return this.#keys().length;
  }

  get(key: string): PlainTree | undefined {
    const value = this.#value;
    if (this.kind !== "map" || !Object.hasOwn(value as object, key)) return undefined;
    return new PlainTree((value as Record<string, unknown>)[key], [...this.path, key]);
  }
  children(): PlainTree[] {
    const value = this.#value as Record<string | number, unknown>;
    return this.#keys().map((key) => new PlainTree(value[key], [...this.path, key]));
  }
  entries(): [string, PlainTree][] {
    return this.kind === "map" ? this.children().map((child) => [String(child.key), child]) : [];
  }
  toJS(): unknown {
    return this.#value;
  }

  #keys(): (string | number)[] {
    const value = this.#value;
    if (Array.isArray(value)) return [...value.keys()];
    return typeof value === "object" && value !== null ? Object.keys(value) : [];
  }
}
