import { fileURLToPath } from "node:url";
import { measure, type Subject } from "./measure.ts";
import { prepareInputs } from "./prepare-inputs.ts";
import { atMost, print } from "./table.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Checking pods against a declared inventory, against the rewriting pass over the same bytes; and how it grows. */
export function bench(runs: number): void {
  const folder = prepareInputs();
  const program = `${root}dist/warmstart`;
  const subject = (name: string, fn: string, file: string): Subject => ({
    name,
    command: [program, "fn", fn],
    stdin: `${folder}/${file}`,
  });
  const costs = measure(
    [
      subject("replace-images, 10,000", "replace-images", "pods-replaced.yaml"),
      subject("validate, 10,000 × 500", "validate-cache-references", "pods-500.yaml"),
      subject("validate, 5,000 × 500", "validate-cache-references", "half-pods-500.yaml"),
      subject("validate, 10,000 × 50", "validate-cache-references", "pods-50.yaml"),
    ],
    runs,
  );
  const wall = (name: string): number => costs.get(name)?.wall ?? Number.NaN;
  const full = wall("validate, 10,000 × 500");
  print(costs, [
    atMost("validate / replace-images, same bytes", full / wall("replace-images, 10,000"), 2),
    atMost("twice the pods", full / wall("validate, 5,000 × 500"), 2.2),
    atMost("ten times the caches", full / wall("validate, 10,000 × 50"), 1.5),
  ]);
}
