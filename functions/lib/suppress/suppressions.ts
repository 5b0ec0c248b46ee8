import type { Node, Path } from "../yaml/mod.ts";
import { readSuppressions, type Suppression } from "./read-suppressions.ts";

/** The suppressions of a package, by resource; `K` is what a function knows its resources by. */
export class Suppressions<K> {
  readonly #byResource = new Map<K, readonly Suppression[]>();
  readonly #used = new Set<Suppression>();
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
    let silenced = false;
    for (const each of this.#byResource.get(resource) ?? []) {
      if (each.id.toUpperCase() !== rule.toUpperCase() || !isBelow(path, each.covers)) continue;
      this.#used.add(each);
      silenced = true;
    }
    return silenced;
  }

  /** All of them, with whether they silenced anything. */
  *all(): Generator<{ readonly resource: K; readonly suppression: Suppression; readonly used: boolean }> {
    for (const [resource, list] of this.#byResource) {
      for (const suppression of list) yield { resource, suppression, used: this.#used.has(suppression) };
    }
  }
}

function isBelow(path: Path, above: Path | undefined): boolean {
  return above !== undefined && above.length <= path.length && above.every((step, index) => step === path[index]);
}
