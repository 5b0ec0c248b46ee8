import type { Item } from "../lib/krm/mod.ts";
import type { Tree } from "../lib/kubernetes/mod.ts";

type Path = readonly (string | number)[];

/** What is read of a resource. Edits name paths, and are refused where the text says something through an alias. */
export interface View extends Tree {
  toJS(): unknown;
}

/** A resource as it is read: with aliases and merge keys expanded, because Kubernetes sees the pods behind them as well. */
export function viewOf({ root }: Item): View {
  return root.hasAliases ? new Expanded(root.toJS(), []) : root;
}

/** {@link View} over plain data; paths start at the resource. */
class Expanded implements View {
  readonly path: Path;
  readonly #value: unknown;

  constructor(value: unknown, path: Path) {
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

  get(key: string): View | undefined {
    const value = this.#value;
    if (this.kind !== "map" || !Object.hasOwn(value as object, key)) return undefined;
    return new Expanded((value as Record<string, unknown>)[key], [...this.path, key]);
  }
  children(): View[] {
    const value = this.#value as Record<string | number, unknown>;
    return this.#keys().map((key) => new Expanded(value[key], [...this.path, key]));
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
