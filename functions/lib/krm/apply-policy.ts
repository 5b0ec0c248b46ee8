import { decodePolicy } from "./decode-policy.ts";
import type { FunctionDefinition } from "./definition.ts";
import { givenPath } from "./file-annotations.ts";
import { policyInFile } from "./find-policy.ts";
import { InputError } from "./input-error.ts";
import { withLoading } from "./policy-decoder.ts";
import { render } from "./render.ts";
import type { ResourceItem } from "./item.ts";
import { parsePath } from "../yaml/mod.ts";
import type { NamedSource } from "./resources.ts";
import { leftAsItIs } from "./refusal-text.ts";
import type { Finding } from "./result.ts";
import { runOver } from "./run-over.ts";
import { sortFindings } from "./sort-results.ts";
import { readSource, type Source, type TextFile } from "./source.ts";

/** What a policy made of some texts. */
export interface Applied {
  /** The texts in the order given; a text without a change is the same string. */
  readonly texts: string[];
  /** Sorted by file, with lines. */
  readonly results: Finding[];
  /** The policy is wrong: `results` say where, and no text has changed. */
  readonly badPolicy: boolean;
}

/**
 * Applies a policy, as text or decoded, to many texts at once: one that is decoded is taken as it is, and its class has
 * `validate()` to check it. The resources of all texts are seen together, so an inventory in one file counts for all. A
 * text that cannot be cut into documents is left alone with a warning; a document without `kind`, and without what only
 * resources have beside it, is none and left alone. Results name the paths that were given. `now`: the present
 * (RFC 3339), for policies that state none.
 */
export async function applyPolicy<P>(
  definition: FunctionDefinition<P>,
  policy: TextFile | { readonly decoded: P },
  texts: readonly TextFile[],
  now?: string,
): Promise<Applied> {
  return await withLoading(() => {
    const unchanged = texts.map(({ text }) => text);
    const ready =
      "decoded" in policy ? { policy: policy.decoded } : decodePolicy(definition, policyInFile(definition, policy));
    if ("findings" in ready) return { texts: unchanged, results: sortFindings(ready.findings), badPolicy: true };
    const opened = texts.map(open);
    const present = now === undefined ? undefined : definition.withPresent?.(ready.policy, now);
    const { findings: found, problems } = runOver(definition, { ...ready, policy: present ?? ready.policy }, opened);
    if (problems.length > 0) return { texts: unchanged, results: [...problems], badPolicy: true };
    const findings = "item" in ready ? found.map((finding) => ofPolicy(finding, ready.item)) : found;
    return {
      texts: opened.map(({ source, text }) => (source.units.some(({ changed }) => changed) ? rendered(source) : text)),
      results: sortFindings([...findings, ...opened.flatMap(({ warnings }) => warnings)]),
      badPolicy: false,
    };
  });
}

/** A field that belongs to no resource is one of the policy: with several of them a person must be told which one, and where. */
function ofPolicy(finding: Finding, item: ResourceItem): Finding {
  const { resourceRef, file, field } = finding;
  if (field === undefined || resourceRef !== undefined || file !== undefined || item.file === undefined) return finding;
  const line = item.lineOf(parsePath(field.path));
  return { ...finding, file: item.file, ...(line === undefined ? {} : { line }) };
}

interface Opened extends NamedSource {
  readonly path: string;
  readonly text: string;
  readonly warnings: readonly Finding[];
}

function open(file: TextFile): Opened {
  const { text } = file;
  const path = givenPath(file.path);
  try {
    return { source: readSource(text), path, text, warnings: [], anyYaml: true };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const message = leftAsItIs(error.message);
    const warning: Finding = { message, severity: "warning", file: { path }, tags: { rule: "refused" } };
    return { source: { text, units: [], frame: undefined }, path, text, warnings: [warning] };
  }
}

/** A ResourceList in a file is only a list of resources: nobody reads results there. */
function rendered({ text, units }: Source): string {
  return render({ text, units, frame: undefined }, { results: [] }).join("");
}
