import type { ImageExplanation, RunnerUp } from "../replace-images/analysis/explain.ts";
import type { Run } from "../replace-images/analysis/follow.ts";
import type { Replacement } from "../replace-images/replace.ts";
import type { ReplacePolicy } from "./mapping-policies.ts";
import { ruleText, titleOf } from "./prove-text.ts";
import { counted } from "./report.ts";
import { painter } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";

/** One image on its way through the policies. */
export interface ExplainedImage {
  readonly image: string;
  /** Why the text is no reference; nothing replaces it then. */
  readonly problem: string | undefined;
  readonly steps: readonly ExplainedStep[];
  /** The name in the manifest after all policies, as it is written and in full. */
  readonly result: { readonly raw: string; readonly normalized: string } | undefined;
}

/** What one policy makes of an image, or of what the policy before it made. */
export interface ExplainedStep extends ImageExplanation {
  readonly policy: ReplacePolicy;
  readonly image: string;
  /** Whether the policy's `select` means the image; undefined where that depends on the fields of `select` in `on`. */
  readonly selected: boolean | undefined;
  readonly on: readonly string[];
}

type Paint = ReturnType<typeof painter>;

/** Width of the text, whatever the terminal's is: it goes into tickets and reviews. */
const COLUMNS = 80;

/** Stands behind the way of comparing that the policy has. */
const THIS = "  (this policy)";

/** The explanations for people: per image the policies in their order, then the name that is left. */
export function explainedText(all: readonly ExplainedImage[]): string {
  const paint = painter(process.stdout);
  return all.map((each) => `${imageText(each, paint).join("\n")}\n`).join("\n");
}

function imageText({ image, problem, steps, result }: ExplainedImage, paint: Paint): string[] {
  const head = paint("bold", image);
  if (problem !== undefined) return [head, ...wrapText(`Nothing replaces it: ${problem}`, "  ", COLUMNS)];
  const last =
    result === undefined || result.raw === image
      ? ["", `  stays       ${image}`]
      : ["", `  becomes     ${paint("green", result.raw)}`];
  const full = result === undefined || result.normalized === result.raw ? [] : [`  in full     ${result.normalized}`];
  return [head, ...steps.flatMap((step) => ["", ...stepText(step)]), ...last, ...full];
}

function stepText(step: ExplainedStep): string[] {
  const { policy, image, run, runnersUp, others, raw, normalized } = step;
  const { replacements, action } = policy.spec;
  const lines = wrapText(titleOf(policy), "  ", COLUMNS);
  const row = (label: string, text: string): void => void lines.push(`  ${label.padEnd(11)} ${text}`);
  const say = (text: string): void => void lines.push(...wrapText(text, " ".repeat(16), COLUMNS));
  if (run.rule === undefined) row("no rule", "applies");
  else {
    row("applies", ruleText(run.rule, replacements[run.rule] as Replacement));
    say(outcomeReason(run, replacements[run.rule] as Replacement));
    if (step.selected === false) say("and is not carried out: `select` keeps the image out");
    else if (step.on.length > 0)
      say(`but only where \`select\` means it, which depends on \`${step.on.join("`, `")}\``);
  }
  for (const runnerUp of runnersUp) {
    row("loses", ruleText(runnerUp.rule, replacements[runnerUp.rule] as Replacement));
    say(reasonText(runnerUp, step));
  }
  if (others > 0)
    row("", `${counted(others, "other replacement")} ${others === 1 ? "has" : "have"} nothing to do with it`);
  row("raw", `${nameAfter(raw, image)}${policy.matching.normalize ? "" : THIS}`);
  row("normalized", `${nameAfter(normalized, image)}${policy.matching.normalize ? THIS : ""}`);
  if (action === "annotate" && run.is === "changed") {
    say("The manifest keeps its name: the image is replaced where the pod runs.");
  }
  return lines;
}

function nameAfter(run: Run, image: string): string {
  return run.is === "changed" ? run.image : `${image} stays`;
}

function outcomeReason(run: Run, { repositoryPrefix, replaceWith }: Replacement): string {
  if (run.is === "broken") return `and is refused: "${run.image}" ${run.problem}`;
  if (run.is === "changed") {
    return repositoryPrefix === ""
      ? "the image has no registry and no namespace"
      : "the longest prefix that it starts with";
  }
  return `has been carried out: the name starts with "${replaceWith}", or would become the same`;
}

function reasonText({ why, segments, rule }: RunnerUp, { policy, run, full, image }: ExplainedStep): string {
  const { repositoryPrefix } = policy.spec.replacements[rule] as Replacement;
  const winner = run.rule === undefined ? undefined : policy.spec.replacements[run.rule]?.repositoryPrefix;
  switch (why) {
    case "shorter":
      return `means the image, too, and "${winner ?? ""}" is longer`;
    case "segment":
      return `"${repositoryPrefix}" ends within a segment: prefixes are compared in whole segments`;
    case "spelling":
      return `means ${full}, and prefixes are compared with the text as it is written`;
    case "written":
      return `is compared with the full name, ${full}`;
    case "depth":
      return `\`match: exact\` means images directly below "${repositoryPrefix}"`;
    case "slash":
      return policy.matching.normalize ? "means official images of Docker Hub" : `means images without "/"`;
    case "case":
      return `is written with other capital letters than "${image}"`;
    case "differs":
      return segments?.[0] === undefined
        ? `goes on with "${segments?.[1]}" where the name ends`
        : `has "${segments[1]}" where the name has "${segments[0]}"`;
  }
}
