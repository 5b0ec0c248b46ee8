import type { Node, Path } from "../yaml/mod.ts";
import { readSuppressions, type Suppression } from "./read-suppressions.ts";

/** A suppression and what came of it. */
interface SuppressionUse<K> {
  readonly resource: K;
  readonly suppression: Suppression;
  readonly used: boolean;
  /** Where the rule found something in the same resource that nobody silenced. */
  readonly missed: Path | undefined;
}

/** The suppressions of a package, by resource; `K` is what a function knows its resources by. */
export class Suppressions<K> {
  readonly #byResource = new Map<K, readonly Suppression[]>();
  readonly #used = new Set<Suppression>();
  readonly #missed = new Map<Suppression, Path>();
  #text: string | undefined;
  #mentioned = false;

  /** Reads those of one resource. */
  add(resource: K, root: Node): void {
    // The resources of one list have one text: it is searched once.
    const { text } = root.outline;
    if (text !== this.#text) {
      this.#text = text;
      this.#mentioned = text.includes("warmstart");
    }
    if (!this.#mentioned) return;
    const found = readSuppressions(root);
    if (found.length > 0) this.#byResource.set(resource, found);
  }

  /** Whether somebody wants to hear nothing of a finding. Upper and lower case of ids are the same. */
  silences(resource: K, rule: string, path: Path): boolean {
    if (this.#byResource.size === 0) return false;
    const own = this.#byResource.get(resource)?.filter(({ id }) => id.toUpperCase() === rule.toUpperCase()) ?? [];
    const fitting = own.filter(({ covers }) => isBelow(path, covers));
    for (const each of fitting) this.#used.add(each);
    if (fitting.length === 0) for (const each of own) if (!this.#missed.has(each)) this.#missed.set(each, path);
    return fitting.length > 0;
  }

  /** All of them, with whether they silenced anything. */
  *all(): Generator<SuppressionUse<K>> {
    for (const [resource, list] of this.#byResource) {
      for (const suppression of list) {
        yield { resource, suppression, used: this.#used.has(suppression), missed: this.#missed.get(suppression) };
      }
    }
  }
}

function isBelow(path: Path, above: Path | undefined): boolean {
  return above !== undefined && above.length <= path.length && above.every((step, index) => step === path[index]);
}
