import {
  applyPolicy,
  type Finding,
  type FunctionDefinition,
  type Item,
  type Path,
  type ResourceRef,
} from "../lib/krm/mod.ts";
import { definitionOfKind } from "../registry.ts";
import { explainer, type PodExplanation, type WrittenImage } from "../validate-cache-references/explain/explain.ts";
import type { ValidateCacheReferencesSpec } from "../validate-cache-references/policy.ts";
import { notAmong, type TextFile } from "./files.ts";
import type { Policies } from "./policies.ts";

/** A pod template of a file, explained. */
export interface ExplainedPod {
  readonly file: string;
  /** Of the pod template, in the file as it is. */
  readonly line: number | undefined;
  readonly resource: ResourceRef;
  readonly path: PodExplanation["path"];
  readonly template: number;
  readonly templates: number;
  /** As the file has them. */
  readonly before: readonly WrittenImage[];
  /** As they are after the policies. */
  readonly images: readonly WrittenImage[];
  readonly clouds: PodExplanation["clouds"];
}

/** What came of explaining files. */
export interface ExplainedFiles {
  readonly pods: readonly ExplainedPod[];
  /** What could not be read; of a bad policy, what is wrong with it. */
  readonly findings: readonly Finding[];
  readonly badPolicy: boolean;
}

/** A policy that says which inventory counts, and what it was read from. */
interface Judge {
  readonly definition: FunctionDefinition<unknown>;
  readonly policy: TextFile | { readonly decoded: unknown };
}

/**
 * Explains the pod templates of texts as they are after the policies. `now`: the present where a policy states none,
 * RFC 3339.
 */
export async function explainTexts(
  { steps, inventories }: Policies,
  files: readonly TextFile[],
  now: string,
): Promise<ExplainedFiles> {
  const outside = notAmong(inventories, files);
  const judges = steps.filter(({ definition }) => PARTS.has(definition.kind));
  if (judges.length === 0) judges.push(await withoutPolicy());
  const findings: Finding[] = [];
  const before = await read(judges[0] as Judge, files, outside, now);
  let texts = files;
  for (const { definition, policy } of steps.filter((step) => step.definition.type === "mutator")) {
    const done = await applyPolicy(definition, policy, [...texts, ...outside]);
    if (done.badPolicy) return { pods: [], findings: done.results, badPolicy: true };
    texts = files.map(({ path }, index) => ({ path, text: done.texts[index] as string }));
    findings.push(...done.results.filter(isRefusal));
  }
  const pods: ExplainedPod[] = [];
  const places = new Map(before.pods.map((pod) => [pod.key, pod]));
  for (const judge of judges) {
    const after = await read(judge, texts, outside, now);
    if (after.badPolicy) return { pods: [], findings: after.findings, badPolicy: true };
    findings.push(...after.findings);
    for (const pod of after.pods) pods.push(explained(pod, places.get(pod.key)));
  }
  return { pods: merged(pods), findings: distinct(findings), badPolicy: false };
}

/** Where policies speak of inventories, by their kind. */
const PARTS: ReadonlyMap<string, Path> = new Map([
  ["ValidateCacheReferences", ["spec"]],
  ["ApplyCachePolicy", ["spec", "validateCacheReferences"]],
]);

function partAt(policy: unknown, path: Path): ValidateCacheReferencesSpec {
  const part = path.reduce((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], policy);
  return part ?? {};
}

async function withoutPolicy(): Promise<{ definition: FunctionDefinition; policy: TextFile }> {
  const text =
    "apiVersion: warmstart.dev/v1alpha1\nkind: ValidateCacheReferences\nmetadata: {name: explain}\nspec: {}\n";
  const definition = await definitionOfKind("ValidateCacheReferences");
  return { definition, policy: { path: "policy.yaml", text } };
}

interface ReadPod extends PodExplanation {
  /** Which text, which resource of it, which template. */
  readonly key: string;
  readonly file: string;
  readonly line: number | undefined;
}

interface ReadFiles {
  readonly pods: readonly ReadPod[];
  readonly findings: readonly Finding[];
  readonly badPolicy: boolean;
}

/** Explains texts as they are. Lines come from results, which know the texts that were read. */
async function read(
  { definition, policy }: Judge,
  files: readonly TextFile[],
  outside: readonly TextFile[],
  now: string,
): Promise<ReadFiles> {
  const at = PARTS.get(definition.kind) as Path;
  let found: readonly PodExplanation[] = [];
  let keys = new Map<Item, string>();
  const run: FunctionDefinition["run"] = ({ policy: decoded, items, results }) => {
    const spec = partAt(decoded, at);
    const onProblem = (item: Item, { path, message }: { readonly path: Path; readonly message: string }): void =>
      results.add("error", "inventory", message, { item, path });
    const reader = explainer({ ...spec, now: spec.now ?? now }, onProblem, at);
    keys = new Map();
    const counts = new Map<number, number>();
    for (const item of items) {
      const number = counts.get(item.source) ?? 0;
      counts.set(item.source, number + 1);
      keys.set(item, `${item.source} ${number}`);
      reader.visit(item);
    }
    for (const { item, path, message } of reader.stale()) {
      results.add("warning", STALE, message, item === undefined ? { path } : { item, path });
    }
    // An inventory that -p names is read with the files, and is none of them.
    found = reader.explain().filter(({ item }) => item.source < files.length);
    for (const [index, { item, path }] of found.entries()) {
      results.add("info", PLACE, "", { item, path: path.slice(0, -2), tags: { pod: String(index) } });
    }
  };
  const done = await applyPolicy({ ...definition, type: "validator", run }, policy as TextFile, [...files, ...outside]);
  const places = done.results.filter(({ tags }) => tags?.["rule"] === PLACE);
  const lines = new Map(places.map(({ tags, line }) => [Number(tags?.["pod"]), line]));
  const pods = found.map((pod, index): ReadPod => {
    const key = `${keys.get(pod.item)} ${pod.template}`;
    const { path: file } = files[pod.item.source] as TextFile;
    return Object.assign({ key, file, line: lines.get(index) }, pod);
  });
  const findings = done.results.filter((finding) => !places.includes(finding));
  return { pods: done.badPolicy ? [] : pods, findings, badPolicy: done.badPolicy };
}

/** An old inventory does not make a file unreadable. */
export const STALE = "IC401";

/** Marks the results that only carry the line of a pod. */
const PLACE = "pod";

function explained(
  { item, path, template, templates, images, clouds, file, line }: ReadPod,
  before?: ReadPod,
): ExplainedPod {
  const place = { file, line: before?.line ?? line, resource: item.ref };
  return { ...place, path, template, templates, before: before?.images ?? images, images, clouds };
}

/** Several policies may explain one pod, each for its own cloud. */
function merged(pods: readonly ExplainedPod[]): readonly ExplainedPod[] {
  const found = new Map<string, ExplainedPod>();
  for (const pod of pods) {
    const { kind, namespace, name } = pod.resource;
    const key = [pod.file, pod.line, kind, namespace, name, pod.template].join("\n");
    const known = found.get(key);
    found.set(key, known === undefined ? pod : { ...known, clouds: [...known.clouds, ...pod.clouds] });
  }
  return [...found.values()];
}

function isRefusal({ tags }: Finding): boolean {
  return tags?.["rule"] === "refused";
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map(
    findings.map((finding) => [`${finding.file?.path}\n${finding.line}\n${finding.message}`, finding]),
  );
  return [...seen.values()];
}
