import { classifyImage, normalize, parseReference, referenceProblem } from "../lib/image/mod.ts";
import { writeText } from "../lib/krm/mod.ts";
import { explainImage } from "../replace-images/analysis/explain.ts";
import type { Run } from "../replace-images/analysis/follow.ts";
import { type ExplainedImage, type ExplainedStep, explainedText } from "./explain-image-text.ts";
import { loadReplacePolicies, policyJson, type ReplacePolicy } from "./mapping-policies.ts";
import { formatReport } from "./report.ts";
import { selectsImage } from "../replace-images/analysis/selects-image.ts";
import { UsageError } from "./usage-error.ts";

/** How images are explained. */
interface ExplainImagesOptions {
  /** Files and folders with policies that replace images. */
  readonly policies: readonly string[];
  readonly format: "text" | "json";
}

/** Prints what policies make of images. Returns the exit code: 0, 1 for an image that is or becomes no reference, 2. */
export async function explainImages(images: readonly string[], options: ExplainImagesOptions): Promise<number> {
  const { policies: paths, format } = options;
  if (paths.length === 0) throw new UsageError("A policy must be given: warmstart explain IMAGE -p POLICY");
  const { policies, findings, bad } = await loadReplacePolicies(paths);
  if (bad || findings.some(({ severity }) => severity === "error")) {
    process.stderr.write(formatReport(findings, process.stderr));
    return 2;
  }
  const explained = images.map((image) => through(image, policies));
  writeText(
    format === "json" ? `${JSON.stringify({ images: explained.map(toJson) }, null, 2)}\n` : explainedText(explained),
  );
  return explained.some(isWrong) ? 1 : 0;
}

function through(image: string, policies: readonly ReplacePolicy[]): ExplainedImage {
  const kind = classifyImage(image);
  if (kind !== "reference") {
    const other = kind === "encrypted" ? "is encrypted" : `is a ${kind}`;
    const problem = kind === "invalid" ? (referenceProblem(image) ?? "must be an image reference") : other;
    return { image, problem, steps: [], result: undefined };
  }
  let at = image;
  const steps = policies.flatMap((policy): ExplainedStep[] => {
    const found = explainImage(at, policy.spec.replacements, policy.matching);
    if (found === undefined) return [];
    const selection = selectsImage(policy.spec.select, at);
    const step = { policy, image: at, ...found, ...selection };
    // The annotation leaves the manifest as it is.
    if (found.run.is === "changed" && selection.selected !== false && policy.spec.action !== "annotate")
      at = found.run.image;
    return [step];
  });
  const reference = parseReference(at);
  const result = reference === undefined ? undefined : { raw: at, normalized: normalize(reference) };
  return { image, problem: undefined, steps, result };
}

function isWrong({ problem, steps }: ExplainedImage): boolean {
  return problem !== undefined || steps.some(({ run, selected }) => run.is === "broken" && selected !== false);
}

/** One image for programs; fields are only ever added. */
function toJson({ image, problem, steps, result }: ExplainedImage): unknown {
  return {
    image,
    problem: problem ?? null,
    result: result ?? null,
    policies: steps.map(({ policy, image: given, selected, run, runnersUp, others, raw, normalized }) => ({
      ...policyJson(policy),
      image: given,
      applies: ruleOf(run.rule, policy),
      selected: selected ?? null,
      becomes: run.is === "changed" && selected !== false ? run.image : null,
      problem: run.is === "broken" ? run.problem : null,
      runnersUp: runnersUp.map(({ rule, ...why }) => ({ ...ruleOf(rule, policy), ...why })),
      others,
      raw: outcomeOf(raw),
      normalized: outcomeOf(normalized),
    })),
  };
}

function ruleOf(index: number | undefined, { spec }: ReplacePolicy): object | null {
  return index === undefined ? null : { index, ...spec.replacements[index] };
}

function outcomeOf(run: Run): unknown {
  return { rule: run.rule ?? null, becomes: run.is === "changed" ? run.image : null };
}
