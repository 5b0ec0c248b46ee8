import type { Item } from "../../lib/krm/mod.ts";
import type { Path } from "../../lib/yaml/mod.ts";
import type { Fix } from "../model.ts";

interface Planned {
  readonly fixes: readonly Fix[];
  readonly done: (done: boolean) => void;
}

/**
 * Makes planned edits, resource by resource, round by round. Two repairs of one field are not made in one round: the
 * second was found before the first, and may not fit any more.
 */
export class Repairer {
  readonly #byItem = new Map<Item, Planned[]>();
  /** What the editor refused, with a warning: it would do so again in the next round. */
  readonly #refused = new Map<Item, Set<string>>();

  /** `done` is told whether all edits were made. */
  plan(item: Item, fixes: readonly Fix[], done: Planned["done"]): void {
    const list = this.#byItem.get(item);
    if (list === undefined) this.#byItem.set(item, [{ fixes, done }]);
    else list.push({ fixes, done });
  }

  run(): void {
    for (const [item, planned] of this.#byItem) {
      const touched: Path[] = [];
      const made = new Set<string>();
      for (const { fixes, done } of planned) {
        const text = JSON.stringify(fixes);
        const paths = fixes.map(pathOf);
        const free = paths.every((path) => touched.every((other) => !overlap(path, other)));
        const possible =
          free && this.#refused.get(item)?.has(text) !== true && fixes.every((fix) => isPossible(item, fix));
        // What cannot be made stands in nobody's way.
        if (possible) touched.push(...paths);
        if (possible && fixes.every((fix) => edit(item, fix))) made.add(text);
        else if (possible) this.#refused.set(item, (this.#refused.get(item) ?? new Set()).add(text));
        // Two findings may have one repair: that of a whole annotation, for example.
        done(made.has(text));
      }
      item.commit();
      if (removeEmpty(item, touched)) item.commit();
    }
    this.#byItem.clear();
  }
}

/** A map of annotations or labels that lost its last key goes too. */
function removeEmpty(item: Item, touched: readonly Path[]): boolean {
  let removed = false;
  for (const path of touched) {
    const map = path.slice(0, -1);
    if (map.at(-1) !== "annotations" && map.at(-1) !== "labels") continue;
    if (item.get(map)?.kind === "map" && item.get(map)?.size === 0) removed = item.remove(map) || removed;
  }
  return removed;
}

function pathOf(fix: Fix): Path {
  if ("set" in fix) return fix.set;
  if ("create" in fix) return fix.create;
  return "remove" in fix ? fix.remove : fix.rename;
}

/** Whether what is edited is there, and nothing where something new goes: a later round may make room for it. */
function isPossible(item: Item, fix: Fix): boolean {
  if ("rename" in fix && item.get([...fix.rename.slice(0, -1), fix.key]) !== undefined) return false;
  return (item.get(pathOf(fix)) === undefined) === "create" in fix;
}

function edit(item: Item, fix: Fix): boolean {
  if ("set" in fix) return item.set(fix.set, fix.value);
  if ("create" in fix) return item.set(fix.create, fix.value);
  return "remove" in fix ? item.remove(fix.remove) : item.renameKey(fix.rename, fix.key);
}

/** Whether one path is the other or lies above it. */
function overlap(a: Path, b: Path): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((step, index) => step === b[index]);
}
