import { provider } from "../lib/cache/mod.ts";
import { applyPolicy, oneLine, POLICY_API_VERSION, writeYaml } from "../lib/krm/mod.ts";
import { type FoundRule, type Note, type ProfileRule, readProfiles, writeProfile } from "../lib/mapping/mod.ts";
import { definition } from "../inject-cache-annotations/function.ts";
import type { InjectCacheAnnotationsSpec } from "../inject-cache-annotations/policy.ts";
import { wantedBy } from "../inject-cache-annotations/wanted.ts";
import { shown, unreadable } from "./files.ts";
import { documentsIn, filesBelow, writeFiles, writePolicy } from "./mapping-files.ts";
import { printNotes } from "./mapping-notes.ts";
import { loadPolicyValues } from "./mapping-policies.ts";
import { readInput } from "./read-input.ts";
import { counted, formatReport } from "./report.ts";

type Rule = InjectCacheAnnotationsSpec["rules"][number];

const KINDS: ReadonlySet<string> = new Set(["InjectCacheAnnotations", "ReplaceImages", "ApplyCachePolicy"]);

/** Writes the rules of policies as the selectors of a profile; replacements are not among what ECI knows. */
export async function exportProfile(paths: readonly string[], output: string | undefined): Promise<number> {
  const { values, findings } = await loadPolicyValues(paths, KINDS);
  if (findings.some(({ severity }) => severity === "error")) {
    process.stderr.write(formatReport(findings, process.stderr));
    return 2;
  }
  const notes: Note[] = values.flatMap(({ file, value }) =>
    replacementsOf(value).map((at) => noReplacement(`${file} ${at}`)),
  );
  const specs = values.flatMap(({ file, value }) =>
    injectionsOf(value).map(({ at, spec }) => ({ at: `${file} ${at}`, spec })),
  );
  const rules = specs.flatMap(({ at, spec }) =>
    spec.rules.flatMap((rule, index) => asSelector(spec, rule, `${at}.rules[${index}]`, notes)),
  );
  for (const { at, spec } of specs)
    if (rules.some((rule) => rule.at.startsWith(`${at}.rules[`))) notes.push(...settings(spec, at));
  rules.forEach((rule, index) => notes.push(...overlaps(rule, rules.slice(0, index))));
  if (rules.length > 0) await writeFiles([{ path: "eci-profile.yaml", documents: [writeProfile(rules)] }], output);
  else process.stderr.write("nothing to write: no rule can be expressed\n");
  printNotes(notes, String);
  return notes.length > 0 ? 1 : 0;
}

/** Writes a policy with the rules of profiles. */
export async function importProfiles(
  paths: readonly string[],
  name: string,
  output: string | undefined,
): Promise<number> {
  const files = filesBelow(paths, /\.(?:ya?ml|json)$/);
  const notes: Note[] = [];
  const rules: FoundRule[] = [];
  let unread = false;
  for (const path of files) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- one file after the other
    const file = await readInput(path);
    const documents = file === undefined ? ` file ${unreadable(path)}` : await documentsIn(file.text);
    if (typeof documents === "string") {
      process.stderr.write(`${oneLine(`${shown(path)}:${documents}`)}, left out\n`);
      unread = true;
      continue;
    }
    const read = readProfiles(documents, shown(path));
    rules.push(...read.rules);
    notes.push(...read.notes);
  }
  const written = rules.flatMap((rule) => asRule(rule, notes));
  printNotes(notes, String);
  const none =
    rules.length + notes.length === 0 && !unread
      ? `: no selectors of an eci-profile in ${files.length === 1 ? "it" : "them"}`
      : "";
  process.stderr.write(`${counted(written.length, "rule")} from ${counted(files.length, "file")}${none}\n`);
  const usable = written.length > 0 && (await print(written, name, output));
  return unread ? 4 : notes.length > 0 || !usable ? 1 : 0;
}

async function print(rules: readonly Rule[], name: string, output: string | undefined): Promise<boolean> {
  const spec = { provider: "alibaba-eci", rules };
  const text = writeYaml({ apiVersion: POLICY_API_VERSION, kind: "InjectCacheAnnotations", metadata: { name }, spec });
  writePolicy(text, output);
  const { results, badPolicy } = await applyPolicy(definition, { path: output ?? "imported policy", text }, []);
  const errors = results.filter(({ severity }) => severity === "error");
  if (errors.length > 0) process.stderr.write(formatReport(errors, process.stderr));
  return !badPolicy;
}

interface AnyPolicy {
  readonly spec: {
    readonly replacements?: readonly unknown[];
    readonly replaceImages?: { readonly replacements: readonly unknown[] };
    readonly provider?: string;
    readonly rules?: unknown;
    readonly injectCacheAnnotations?: InjectCacheAnnotationsSpec;
  };
}

function replacementsOf(value: unknown): string[] {
  const { replacements, replaceImages } = (value as AnyPolicy).spec;
  const at = replaceImages === undefined ? "spec" : "spec.replaceImages";
  return (replaceImages?.replacements ?? replacements ?? []).map((_, index) => `${at}.replacements[${index}]`);
}

function noReplacement(at: string): Note {
  const message = "ECI has no annotation that replaces images: rewrite the manifests, or use the mirrors of nodes";
  return { level: "left-out", at, message };
}

function injectionsOf(value: unknown): { at: string; spec: InjectCacheAnnotationsSpec }[] {
  const { spec } = value as AnyPolicy;
  if (spec.injectCacheAnnotations !== undefined) {
    return [{ at: "spec.injectCacheAnnotations", spec: spec.injectCacheAnnotations }];
  }
  const own = Array.isArray(spec.rules) && spec.provider !== undefined;
  return own ? [{ at: "spec", spec: spec as unknown as InjectCacheAnnotationsSpec }] : [];
}

/** What a policy says for all of its rules. A pod's own annotation has priority over a profile for the same feature. */
function settings({ onExisting, keys }: InjectCacheAnnotationsSpec, policy: string): Note[] {
  const note = (field: string, message: string): Note => ({ level: "changed", at: `${policy}.${field}`, message });
  return [
    ...(onExisting === undefined || onExisting === "keep"
      ? []
      : [note("onExisting", `what a pod says itself is kept, as by "keep": "${onExisting}" cannot be said`)]),
    ...(keys === undefined || keys === "current" ? [] : [note("keys", `the current keys are written, not "${keys}"`)]),
  ];
}

interface Selector extends ProfileRule {
  readonly at: string;
}

/** Characters that make a value of `select` a pattern; a selector of ACK has none. */
const GLOB = /[*?[\]{}()!+@|\\]/;

function asSelector(spec: InjectCacheAnnotationsSpec, rule: Rule, at: string, notes: Note[]): Selector[] {
  const leave = (message: string): Selector[] => {
    notes.push({ level: "left-out", at, message });
    return [];
  };
  const { name = at.slice(at.indexOf(" spec.") + 1), select = {}, autoMatch, specifiedName, none } = rule;
  if (spec.provider !== "alibaba-eci") return leave(`the profile is of alibaba-eci, the rule is for ${spec.provider}`);
  if (autoMatch === undefined && specifiedName === undefined && none === undefined) {
    return leave("it adds no annotation");
  }
  const { labels = {}, namespace, ...more } = select;
  const [other] = Object.keys(more);
  if (other !== undefined) return leave(`\`select.${other}\` cannot be said: only labels and a namespace can`);
  if (Array.isArray(namespace) && namespace.length > 1) return leave("a selector means one namespace");
  const [only] = typeof namespace === "string" ? [namespace] : (namespace ?? []);
  if ([only ?? "", ...Object.values(labels)].some((text) => GLOB.test(text))) {
    return leave("patterns cannot be said: labels and namespaces are compared as they are");
  }
  if (only === undefined && Object.keys(labels).length === 0) {
    const message = "that a selector without labels means every pod is not documented";
    notes.push({ level: "changed", at, message });
  }
  const { values } = wantedBy(provider("alibaba-eci"), { autoMatch, specifiedName, none });
  return [{ at, name, labels, namespace: only, values }];
}

/** The first rule decides in a policy; which selector wins where two mean a pod is not documented. */
function overlaps(rule: Selector, earlier: readonly Selector[]): Note[] {
  const first = earlier.find((other) => {
    const elsewhere =
      rule.namespace !== undefined && other.namespace !== undefined && rule.namespace !== other.namespace;
    return (
      !elsewhere &&
      Object.entries(other.labels).every(
        ([key, value]) => !Object.hasOwn(rule.labels, key) || rule.labels[key] === value,
      )
    );
  });
  if (first === undefined) return [];
  const message = `a pod may be meant by "${first.name}" as well, and which selector wins is not documented`;
  return [{ level: "changed", at: rule.at, message }];
}

function asRule({ at, name, labels, namespace, values }: FoundRule, notes: Note[]): Rule[] {
  const select = {
    ...(namespace === undefined ? {} : { namespace }),
    ...(Object.keys(labels).length === 0 ? {} : { labels }),
  };
  const start = { ...(name === "" ? {} : { name }), ...(Object.keys(select).length === 0 ? {} : { select }) };
  const pin = values.get("pin");
  if (pin !== undefined) return [{ ...start, specifiedName: { name: pin } }];
  if (values.get("autoMatch") === "false") return [{ ...start, none: {} }];
  const full = values.get("fullMatch");
  const count = values.get("matchCount");
  if (count !== undefined && !/^[1-9][0-9]*$/.test(count)) {
    notes.push({ level: "left-out", at, message: `its count must be a whole number of at least 1, not "${count}"` });
    return [];
  }
  const autoMatch = {
    ...(full === undefined ? {} : { perfectMatch: full === "true" }),
    ...(count === undefined ? {} : { matchCountRequest: Number(count) }),
  };
  return [{ ...start, autoMatch }];
}
