import type { MatchDifference } from "../replace-images/analysis/differences.ts";
import type { CounterExample, Proof, Reason } from "../replace-images/analysis/prove.ts";
import type { Replacement } from "../replace-images/replace.ts";
import type { ReplacePolicy } from "./mapping-policies.ts";
import type { SequenceProof } from "../replace-images/analysis/prove-sequence.ts";
import { painter } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";

/** A policy and what is known about it. */
export interface ProvenPolicy {
  readonly policy: ReplacePolicy;
  /** Undefined for a policy that only annotates: no image in a manifest changes, so there is no second step. */
  readonly proof: Proof | undefined;
  readonly differences: readonly MatchDifference[];
}

/** Everything that is known about the policies of a call. */
export interface Answer {
  readonly proven: boolean;
  readonly policies: readonly ProvenPolicy[];
  /** Undefined for a single policy, and where one is not proven for itself. */
  readonly together: SequenceProof | undefined;
}

type Paint = ReturnType<typeof painter>;

/** The answer for people: the verdict first, then why. */
export function formatProofs({ proven, policies, together }: Answer, columns: number): string {
  const paint = painter(process.stdout);
  const verdict = proven
    ? paint("green", "Proven: every image reaches its final name in one step.")
    : paint("red", "Not proven: an image needs more than one step.");
  const parts = policies.map((each) => formatPolicy(each, paint, columns));
  if (together !== undefined) parts.push(formatTogether(together, policies, paint));
  return [verdict, ...parts.map((lines) => `\n${lines.join("\n")}`), ""].join("\n");
}

/** Policies that are proven each for itself, carried out one after the other. */
function formatTogether(proof: SequenceProof, policies: readonly ProvenPolicy[], paint: Paint): string[] {
  const title = paint("bold", "All of them, in this order");
  if (proof.proven) return [title, "", "  a second run changes nothing"];
  const rewriting = policies.filter(({ proof: own }) => own !== undefined);
  const lines = [title, "", step("image", paint("bold", proof.image))];
  proof.runs.forEach(({ image, by }, index) => {
    lines.push(step(`run ${index + 1}`, image));
    for (const { policy, rule } of by) {
      const { name, spec } = (rewriting[policy] as ProvenPolicy).policy;
      lines.push(step("", `  by "${name}" ${ruleText(rule, spec.replacements[rule] as Replacement)}`));
    }
  });
  if (proof.final === undefined) lines.push(step("then", "no run would be the last"));
  else if (proof.final !== proof.runs[1].image) lines.push(step("later", proof.final));
  return lines;
}

function formatPolicy({ policy, proof, differences }: ProvenPolicy, paint: Paint, columns: number): string[] {
  const lines = [...wrapText(titleOf(policy), "", columns).map((line) => paint("bold", line)), ""];
  const say = (text: string, indent: string): void => void lines.push(...wrapText(text, indent, columns));
  const { replacements } = policy.spec;
  if (proof?.proven === false) {
    lines.push(...formatCounterExample(proof.counterExample, replacements, paint));
    say(adviceFor(proof.counterExample, policy), "  ");
    if (policy.spec.select !== undefined)
      say(`\`${policy.at}.select\` is not looked at, and may keep this image out.`, "  ");
  } else {
    if (proof === undefined) {
      say("No image in a manifest changes. Where a pod runs, at most one replacement is applied to a container.", "  ");
      lines.push("");
    }
    replacements.forEach((replacement, index) => {
      lines.push(`  ${ruleText(index, replacement)}`);
      const reason = proof?.reasons[index];
      if (reason !== undefined) say(reasonText(reason, replacements), "      ");
    });
  }
  const clashes = proof === undefined ? new Set<string>() : clashesOf(differences);
  if (clashes.size > 0) lines.push("");
  for (const clash of clashes) say(clash, "  ");
  return lines;
}

/** One line that names a policy: kind, name, file and how it matches. */
export function titleOf({ kind, name, file, matching, spec }: ReplacePolicy): string {
  const { match, normalize } = matching;
  const how = spec.action === "annotate" ? "annotation" : `match ${match}${normalize ? ", full names" : ""}`;
  return `${kind} "${name}" (${file}), ${how}`;
}

/** A replacement on one line, with its index. */
export function ruleText(index: number, { repositoryPrefix, replaceWith }: Replacement): string {
  return `[${index}] ${repositoryPrefix || '""'} -> ${replaceWith || '""'}`;
}

const step = (name: string, text: string): string => `  ${name.padEnd(6)} ${text}`;

function formatCounterExample(
  { image, runs, final }: CounterExample,
  replacements: readonly Replacement[],
  paint: Paint,
): string[] {
  const lines = [step("image", paint("bold", image))];
  runs.forEach((run, index) => {
    lines.push(step(`run ${index + 1}`, run.image));
    lines.push(step("", `  by ${ruleText(run.rule, replacements[run.rule] as Replacement)}`));
  });
  if (final === undefined) lines.push(step("then", "no run would be the last"));
  else if (final !== runs[1].image) lines.push(step("later", final));
  return [...lines, ""];
}

function adviceFor({ runs: [first, second], final }: CounterExample, { at }: ReplacePolicy): string {
  const [made, changed] = [first, second].map(({ rule }) => `\`${at}.replacements[${rule}]\``) as [string, string];
  if (final === undefined) return `${made} and what follows lead back to themselves: remove one of them.`;
  if (first.rule === second.rule) {
    return `${made} finds its own prefix once more in what it writes: only images that repeat it show that, so name the images that are meant with a longer prefix.`;
  }
  return `${changed} means what ${made} writes: let ${made} write the final name, here "${final}".`;
}

function reasonText(reason: Reason, replacements: readonly Replacement[]): string {
  if (!("by" in reason)) return reason.is === "idle" ? "changes no image" : "no replacement means what it writes";
  const [first = 0] = reason.by;
  const names = reason.by.map((index) => `[${index}]`).join(" and ");
  if (reason.is === "refused") return `${names} would make no image of what it writes, and leaves it alone`;
  const { replaceWith } = replacements[first] as Replacement;
  const why = reason.image.startsWith(replaceWith) ? `already starts with "${replaceWith}"` : "is its result already";
  return `${names} never rewrites what ${why}, such as ${reason.image}`;
}

/** Images that both kinds of matching rewrite, to different names: a policy that somebody copies would do something else. */
function clashesOf(differences: readonly MatchDifference[]): Set<string> {
  const clashes = differences.filter(({ image, prefix, exact }) => prefix !== image && exact !== image);
  return new Set(
    clashes.map(
      ({ image, prefix, exact }) =>
        `Depends on \`match\`: ${image} becomes ${prefix} with \`prefix\`, and ${exact} with \`exact\`, the bursting add-on's own rule.`,
    ),
  );
}
