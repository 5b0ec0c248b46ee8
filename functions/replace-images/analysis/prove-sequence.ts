import { compileRun, isEndless, type Run } from "./follow.ts";
import { type Rules, testImagesOf } from "./test-images.ts";

/** One run of all policies: the new name, and which rules made it, as indexes of policy and replacement. */
interface SequenceRun {
  readonly image: string;
  readonly by: readonly { readonly policy: number; readonly rule: number }[];
}

/** Whether two runs of policies, one after the other, always make the same of an image as one. */
export type SequenceProof =
  | { readonly proven: true }
  | {
      readonly proven: false;
      readonly image: string;
      readonly runs: readonly [SequenceRun, SequenceRun];
      /** The name that a later run leaves alone; undefined when no run would be the last. */
      readonly final: string | undefined;
    };

/**
 * Decides whether policies that are always carried out together, in this order, bring every image to its final name in
 * one run. Policies that are proven each for itself may still undo or continue each other, when a later one writes what
 * an earlier one means.
 */
export function proveSequence(policies: readonly Rules[]): SequenceProof {
  const runs = policies.map(({ replacements, matching }) => compileRun(replacements, matching));
  for (const image of testImagesOf([...policies, ...policies])) {
    const first = runAll(runs, image);
    if (first.by.length === 0) continue;
    const second = runAll(runs, first.image);
    if (second.by.length === 0 || second.image === first.image) continue;
    return { proven: false, image, runs: [first, second], final: finalName(image, runs) };
  }
  return { proven: true };
}

type Runs = readonly ((image: string) => Run)[];

function runAll(runs: Runs, image: string): SequenceRun {
  let at = image;
  const by = runs.flatMap((run, policy) => {
    const done = run(at);
    if (done.is !== "changed") return [];
    at = done.image;
    return [{ policy, rule: done.rule }];
  });
  return { image: at, by };
}

function finalName(image: string, runs: Runs): string | undefined {
  const once = (at: string): Run => {
    const { image: next } = runAll(runs, at);
    if (next !== at) return { is: "changed", image: next, rule: 0 };
    // Names that grow come to rest where a policy refuses them.
    return runs.map((run) => run(at)).find(({ is }) => is === "broken") ?? { is: "final", rule: undefined };
  };
  if (isEndless(image, once)) return undefined;
  let final = image;
  for (let next = once(final); next.is === "changed"; next = once(final)) final = next.image;
  return final;
}
