import type { Node } from "../yaml/mod.ts";
import type { Item, ResourceItem } from "./item.ts";
import { readUnit } from "./read-items.ts";
import { ResultList } from "./results.ts";
import type { Source } from "./source.ts";

/** A text with the name that its resources give as their file. */
export interface NamedSource {
  readonly source: Source;
  readonly path?: string | undefined;
  /** A file of a tree, which may hold other YAML than resources. */
  readonly anyYaml?: boolean;
}

/**
 * The resources of all sources, outlined one after the other: each is read when its turn comes, and committed and
 * released when the loop moves on, so that ten thousand of them cost the memory of one. What is no resource is reported
 * once, however often the loop runs.
 */
export class Resources implements Iterable<Item> {
  readonly #sources: readonly NamedSource[];
  readonly #results: ResultList;
  readonly #needs: readonly string[] | undefined;
  readonly #others: ((path: string, root: Node) => boolean) | undefined;
  #complete = false;
  #count = 0;

  /** `needs`: kinds whose documents must be readable. `others`: files whose documents need not be resources. */
  constructor(
    sources: readonly NamedSource[],
    results: ResultList,
    needs?: readonly string[],
    others?: (path: string, root: Node) => boolean,
  ) {
    this.#sources = sources;
    this.#results = results;
    this.#needs = needs;
    this.#others = others;
  }

  /** Number of resources, once all of them have had their turn. */
  get count(): number {
    return this.#count;
  }

  *[Symbol.iterator](): Generator<ResourceItem> {
    for (const group of this.groups()) yield* group;
  }

  /** The resources that are edited as one text, together: nearly always one, and all of a list whose items share anchors. */
  *groups(): Generator<readonly ResourceItem[]> {
    const found = new ResultList();
    let count = 0;
    for (const [index, { source, path, anyYaml }] of this.#sources.entries()) {
      const wrapped = source.frame !== undefined;
      for (const unit of source.units) {
        unit.hold();
        const origin = { path, source: index, needs: this.#needs, anyYaml, others: this.#others };
        const items = readUnit(unit, wrapped, origin, found);
        try {
          if (items.length > 0) yield items;
        } finally {
          for (const item of items) item.commit();
          unit.release();
        }
        count += items.length;
      }
    }
    if (this.#complete) return;
    this.#complete = true;
    this.#count = count;
    for (const finding of found.list) this.#results.report(finding);
  }

  /** Gives every resource its turn when `run` did not, and commits what `run` edited when that turn was over. */
  finish(): void {
    const rest = this[Symbol.iterator]();
    while (!this.#complete) if (rest.next().done === true) break;
    for (const { source, path } of this.#sources)
      for (const unit of source.units) unit.commit(() => `${path ?? "input"}:${unit.line}`);
  }
}
