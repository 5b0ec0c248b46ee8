import { parseOptions, wordOption } from "./parse-options.ts";
import { writeText } from "../lib/krm/mod.ts";
import { findDifferences } from "../replace-images/analysis/differences.ts";
import { proveReplacements } from "../replace-images/analysis/prove.ts";
import { proveSequence, type SequenceProof } from "../replace-images/analysis/prove-sequence.ts";
import type { Command } from "./command.ts";
import { loadReplacePolicies, policyJson, type ReplacePolicy } from "./mapping-policies.ts";
import { type Answer, formatProofs, type ProvenPolicy } from "./prove-text.ts";
import { formatReport } from "./report.ts";
import { UsageError } from "./usage-error.ts";

const HELP = `Proves that every image reaches its final name in one step, however often the
policy is applied to its own output, or shows the smallest image that does not.

Usage: warmstart prove [options] POLICY...
       warmstart prove [options] -p POLICY...

  POLICY              policy file or folder with kinds ReplaceImages or
                      ApplyCachePolicy; several policies are judged each for
                      itself and, in the order of rewrite, together

Options:
  -p, --policy PATH   the same as POLICY, repeatable
      --format FORMAT text (default) or json
  -h, --help          this text

Nothing is sampled: prefixes are compared in whole segments, so a few images for
each node of their tree stand for all images there are. \`select\` is not looked
at, since it can only keep images out.

Examples:
  warmstart prove policies/mirror.yaml
  warmstart prove -p policies/ --format json

The answer goes to stdout, remarks about the policy to stderr.
Exit codes: 0 proven, 1 a counter-example, 2 bad policy or usage,
3 internal error.
`;

/** \`warmstart prove\`: whether two runs of a policy always make the same as one. */
export const prove: Command = { help: HELP, run };

async function run(args: readonly string[]): Promise<number> {
  const { paths, format } = parse(args);
  const { policies, findings, bad } = await loadReplacePolicies(paths);
  // What the proof shows itself is not said twice.
  const remarks = findings.filter(({ tags }) => /^IR(?!008)/.test(tags?.["rule"] ?? ""));
  if (bad || remarks.length > 0) process.stderr.write(formatReport(bad ? findings : remarks, process.stderr));
  if (bad) return 2;
  const proven = policies.map(judge);
  const together = judgeTogether(proven);
  const columns = Math.min((process.stdout.isTTY && process.stdout.columns) || 80, 100);
  const answer = { policies: proven, together, proven: proven.every(isProven) && together?.proven !== false };
  writeText(format === "json" ? `${JSON.stringify(toJson(answer), null, 2)}\n` : formatProofs(answer, columns));
  return answer.proven ? 0 : 1;
}

/** Policies that rewrite are carried out one after the other, each on what the one before it wrote. */
function judgeTogether(all: readonly ProvenPolicy[]): SequenceProof | undefined {
  const rewriting = all.filter(({ proof }) => proof !== undefined);
  if (rewriting.length < 2 || !all.every(isProven)) return undefined;
  return proveSequence(
    rewriting.map(({ policy: { spec, matching } }) => ({ replacements: spec.replacements, matching })),
  );
}

function judge(policy: ReplacePolicy): ProvenPolicy {
  const { replacements, action } = policy.spec;
  const proof = action === "annotate" ? undefined : proveReplacements(replacements, policy.matching);
  return { policy, proof, differences: findDifferences(replacements, policy.matching) };
}

/** Whether every image reaches its final name in one step. */
export function isProven({ proof }: ProvenPolicy): boolean {
  return proof?.proven !== false;
}

/** The answer for programs; fields are only ever added. */
function toJson({ proven, policies, together }: Answer): unknown {
  return {
    proven,
    together: together === undefined ? null : { final: null, ...together },
    policies: policies.map(({ policy, proof, differences }) => ({
      ...policyJson(policy),
      proven: proof?.proven !== false,
      counterExample:
        proof?.proven === false ? { ...proof.counterExample, final: proof.counterExample.final ?? null } : null,
      replacements: policy.spec.replacements.map((replacement, index) => ({
        ...replacement,
        reason: proof === undefined ? { is: "annotated" } : proof.proven ? proof.reasons[index] : null,
      })),
      differences,
    })),
  };
}

function parse(args: readonly string[]): { paths: string[]; format: "text" | "json" } {
  const { values, positionals } = parseOptions("prove", args, {
    policy: { type: "string", short: "p", multiple: true },
    format: { type: "string" },
  });
  const paths = [...(values.policy ?? []), ...positionals];
  if (paths.length === 0) throw new UsageError("A policy must be given: warmstart prove POLICY");
  const format = wordOption("--format", values.format, ["text", "json"]);
  return { paths, format };
}
