import type { Item } from "../lib/krm/mod.ts";
import type { Path } from "../lib/yaml/mod.ts";
import type { Fix } from "./model.ts";

interface Planned {
  readonly fixes: readonly Fix[];
  readonly done: (done: boolean) => void;
}

/**
 * Makes planned edits, resource by resource. Two repairs of one field are not made in one run: the second was found
 * before the first, and may not fit any more.
 */
export class Repairer {
  readonly #byItem = new Map<Item, Planned[]>();

  /** `done` is told whether all edits were made. */
  plan(item: Item, fixes: readonly Fix[], done: Planned["done"]): void {
    const list = this.#byItem.get(item);
    if (list === undefined) this.#byItem.set(item, [{ fixes, done }]);
    else list.push({ fixes, done });
  }

  run(): void {
    for (const [item, planned] of this.#byItem) {
      const touched: Path[] = [];
      for (const { fixes, done } of planned) {
        const paths = fixes.map(pathOf);
        const free = paths.every((path) => touched.every((other) => !overlap(path, other)));
        touched.push(...paths);
        done(free && fixes.every((fix) => edit(item, fix)));
      }
      item.commit();
    }
  }
}

function pathOf(fix: Fix): Path {
  return "set" in fix ? fix.set : "remove" in fix ? fix.remove : fix.rename;
}

function edit(item: Item, fix: Fix): boolean {
  if ("set" in fix) return item.set(fix.set, fix.value);
  return "remove" in fix ? item.remove(fix.remove) : item.renameKey(fix.rename, fix.key);
}

/** Whether one path is the other or lies above it. */
function overlap(a: Path, b: Path): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((step, index) => step === b[index]);
}
