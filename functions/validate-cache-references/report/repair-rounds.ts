import type { Item } from "../../lib/krm/mod.ts";
import type { Fix } from "../model.ts";
import { Repairer } from "./repairer.ts";

/** Which rules' findings are put right, by id. */
export type Repairs = (rule: string) => boolean;

type Tell = (done: boolean) => void;

/**
 * Repairs in rounds. What a round put right is told at once; what it found beside that is told only when nothing was put
 * right, because after a repair everything is looked for again.
 */
export class RepairRounds {
  readonly #repairs: Repairs;
  readonly #repairer = new Repairer();
  #open: Tell[] = [];
  #done = false;

  constructor(repairs: Repairs) {
    this.#repairs = repairs;
  }

  /** Takes a finding of one round; `tell` says it, and whether it was put right. */
  take(rule: string, item: Item | undefined, fix: readonly Fix[] | undefined, tell: Tell): void {
    if (item === undefined || fix === undefined || !this.#repairs(rule)) {
      this.#open.push(tell);
      return;
    }
    this.#repairer.plan(item, fix, (done) => {
      if (!done) return void this.#open.push(tell);
      this.#done = true;
      tell(true);
    });
  }

  /** Makes the repairs of a round and tells what there is to tell; `true`: everything must be looked for again. */
  finish(last: boolean): boolean {
    this.#done = false;
    this.#repairer.run();
    const again = this.#done && !last;
    if (!again) for (const tell of this.#open) tell(false);
    this.#open = [];
    return again;
  }
}
