import { answersWithoutItems, asksToGenerate, type Caller, callerOf } from "./caller.ts";
import { decodePolicy } from "./decode-policy.ts";
import type { FunctionDefinition } from "./definition.ts";
import { reportedPath } from "./file-annotations.ts";
import { type FoundPolicy, POLICY_RULE, policyInFile, policyInFrame, type PolicyFile } from "./find-policy.ts";
import { InputError } from "./input-error.ts";
import { notLeft } from "./refusal-text.ts";
import { withLoading } from "./policy-decoder.ts";
import { render, type RenderOptions } from "./render.ts";
import type { Finding } from "./result.ts";
import { runOver } from "./run-over.ts";
import { readSource, type Source } from "./source.ts";
import { stderrReport } from "./stderr-report.ts";

/** Everything a function is given from outside. */
export interface ExecuteInput {
  readonly stdin: string;
  /** Name of the text in results, when stdin is a plain stream. */
  readonly path?: string;
  /** `-p FILE`, or the config file of a legacy kustomize plugin. It wins over a functionConfig. */
  readonly policy?: PolicyFile;
  /** Whether kustomize's legacy plugin protocol is spoken. */
  readonly legacy?: boolean;
}

/** The whole answer. Nothing has been written yet. */
export interface Execution {
  /** Undefined: nothing must be written, because there is no answer that keeps every resource. */
  readonly stdout: string | undefined;
  readonly stderr: string;
  readonly exitCode: 0 | 1;
  readonly results: readonly Finding[];
}

/** {@link Execution} with stdout in pieces, which spares a copy of a large input. */
export type ExecutionPieces = Omit<Execution, "stdout"> & { readonly stdout: readonly string[] | undefined };

/**
 * Runs a function over an input: everything but reading and writing. Wrong input is part of the answer, so only a bug
 * throws.
 */
export async function execute(definition: FunctionDefinition, input: ExecuteInput): Promise<Execution> {
  const { stdout, ...rest } = await executePieces(definition, input);
  return { stdout: stdout?.join(""), ...rest };
}

/** As {@link execute}, with stdout in pieces. */
export async function executePieces(definition: FunctionDefinition, input: ExecuteInput): Promise<ExecutionPieces> {
  return await withLoading(() => {
    try {
      return answer(definition, input);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const finding: Finding = { message: error.message, severity: "error", tags: { rule: "input" } };
      return conclude(definition, "shell", undefined, [finding]);
    }
  });
}

function answer(definition: FunctionDefinition, input: ExecuteInput): ExecutionPieces {
  const legacy = input.legacy === true;
  if (input.stdin.trim() === "") {
    // A legacy generator gets no resources and, from a function that generates none, gives none.
    if (legacy) return conclude(definition, "kustomize-plugin", [], []);
    throw new InputError("input must not be empty: give a ResourceList, or resources with -p POLICY, on stdin");
  }
  const source = readSource(input.stdin);
  const decoded = decodePolicy(definition, findPolicy(definition, source, input));
  const caller = callerOf(source, { legacy, given: input.policy !== undefined });
  if ("findings" in decoded) return refuse(definition, caller, source, decoded.findings);
  if (asksToGenerate(caller, source, decoded.item)) return refuse(definition, caller, source, [NO_GENERATOR]);

  const { findings, problems, read } = runOver(definition, decoded, [{ source, path: input.path }]);
  if (problems.length > 0) return refuse(definition, caller, source, problems);
  if (source.frame === undefined && read === 0 && findings.some(({ tags }) => tags?.["rule"] === "refused")) {
    return conclude(definition, caller, undefined, findings.map(asError));
  }
  const withoutItems = answersWithoutItems(caller, source, decoded.item);
  if (withoutItems && source.frame === undefined) return conclude(definition, caller, [], findings);
  return conclude(definition, caller, checked(source, { results: findings, withoutItems }), findings);
}

/** A generator gets no resources: what a function of this kind does there would pass unseen. */
const NO_GENERATOR: Finding = {
  message:
    "policy must stand under `transformers:` or `validators:`, because there are no resources under `generators:`",
  severity: "error",
  tags: { rule: POLICY_RULE },
};

/** Nothing at all could be read: what is a warning beside readable documents is the answer here. */
function asError(finding: Finding): Finding {
  return { ...finding, message: notLeft(finding.message), severity: "error" };
}

function findPolicy(definition: FunctionDefinition, { frame }: Source, { policy }: ExecuteInput): FoundPolicy {
  if (policy?.path !== undefined) return policyInFile(definition, { ...policy, path: reportedPath(policy.path) });
  if (policy !== undefined) return policyInFile(definition, policy);
  if (frame !== undefined) return policyInFrame(definition, frame.functionConfig);
  throw new InputError("policy must be given with -p POLICY: the input is no ResourceList with a functionConfig");
}

/** The policy is wrong: a ResourceList comes back with the errors and nothing else changed, a plain stream does not. */
function refuse(
  definition: FunctionDefinition,
  caller: Caller,
  source: Source,
  findings: readonly Finding[],
): ExecutionPieces {
  if (source.frame === undefined) return conclude(definition, caller, undefined, findings);
  return conclude(definition, caller, checked(source, { results: findings, discardEdits: true }), findings);
}

function conclude(
  { name }: FunctionDefinition,
  caller: Caller,
  stdout: readonly string[] | undefined,
  findings: readonly Finding[],
): ExecutionPieces {
  return {
    stdout,
    stderr: caller === "kpt" ? "" : stderrReport(name, findings, caller === "shell"),
    exitCode: findings.some(({ severity }) => severity === "error") ? 1 : 0,
    results: findings,
  };
}

/** @throws when resources would be lost: an orchestrator deletes whatever an answer does not repeat */
function checked(source: Source, options: RenderOptions): string[] {
  const pieces = render(source, options);
  const resources = source.units.reduce((sum, { span }) => sum + span.end - span.start, 0);
  const written = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (resources > 0 && written === 0) throw new Error("An answer must repeat the resources of the input");
  return pieces;
}
