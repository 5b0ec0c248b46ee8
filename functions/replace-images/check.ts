import { isRegistry, nameProblem } from "../lib/image/mod.ts";
import { confusableProblem } from "./analysis/confusables.ts";
import { findLookAlikes } from "./analysis/look-alikes.ts";
import { findWithoutEffect } from "./analysis/without-effect.ts";
import { findChains } from "./chains.ts";
import { type Matching, prefixNames, type Replacement } from "./replace.ts";

/** What is wrong with the replacements themselves, before any image is seen. */
export interface PolicyNote {
  readonly rule: string;
  /** An `error` is a bad policy: nothing is changed. */
  readonly severity: "error" | "warning";
  /** From `spec`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Field = "repositoryPrefix" | "replaceWith";

/**
 * Checks replacements against what the vendor demands of them (unique prefixes, no trailing slash, valid names, two
 * different values), then for hosts that look like others, rules without effect, and rules that undo or repeat each other.
 */
export function checkReplacements(replacements: readonly Replacement[], matching: Matching): PolicyNote[] {
  const notes = replacements.flatMap((replacement, index) => [
    ...checkField(replacement, "repositoryPrefix", index),
    ...checkField(replacement, "replaceWith", index),
    ...checkPair(replacement, index),
  ]);
  notes.push(...checkRepeated(replacements, matching.normalize));
  return notes.some(({ severity }) => severity === "error")
    ? notes
    : [
        ...notes,
        ...checkHosts(replacements, matching),
        ...checkEffect(replacements, matching),
        ...checkChains(replacements, matching),
      ];
}

/** The namespace of Docker Hub that nobody takes for a host. */
const OFFICIAL = "library";

const at = (index: number, field: Field): PolicyNote["path"] => ["replacements", index, field];

function checkField(replacement: Replacement, field: Field, index: number): PolicyNote[] {
  const value = replacement[field];
  const path = at(index, field);
  if (value === "") return [];
  if (value.endsWith("/")) {
    const message = `must not end with "/": write "${value.replace(/\/+$/, "")}" instead of "${value}"`;
    return [{ rule: "IR003", severity: "error", path, message }];
  }
  const problem = confusableProblem(value) ?? nameProblem(value);
  if (problem === undefined) return [];
  const plain = value.replace(/^[a-z][a-z0-9+.-]*:\/\/+/i, "").replace(/\/+$/, "");
  const advice = plain === value || plain === "" ? "" : `: write "${plain}"`;
  return [{ rule: "IR005", severity: "error", path, message: `${problem}${advice}` }];
}

function checkPair({ repositoryPrefix, replaceWith }: Replacement, index: number): PolicyNote[] {
  const path = at(index, "replaceWith");
  if (repositoryPrefix === replaceWith) {
    const message = `must differ from \`repositoryPrefix\`, and both are "${replaceWith}"`;
    return [{ rule: "IR004", severity: "error", path, message }];
  }
  if (replaceWith === "") {
    const message = `should not be empty: "${repositoryPrefix}" is taken away here, and what the vendor does is not documented`;
    return [{ rule: "IR006", severity: "warning", path, message }];
  }
  if (repositoryPrefix === "" || repositoryPrefix.includes("/") || repositoryPrefix === OFFICIAL) return [];
  if (isRegistry(repositoryPrefix)) return [];
  const message = `should be a host in full when one is meant: "${repositoryPrefix}" has no dot and no port, so it is a namespace or image of Docker Hub`;
  return [{ rule: "IR010", severity: "warning", path: at(index, "repositoryPrefix"), message }];
}

function checkRepeated(replacements: readonly Replacement[], normalize: boolean): PolicyNote[] {
  const owners = new Map<string, number>();
  return replacements.flatMap(({ repositoryPrefix }, index): PolicyNote[] => {
    const names = prefixNames(repositoryPrefix, normalize);
    const first = names.map((name) => owners.get(name)).find((owner) => owner !== undefined);
    for (const name of names) if (!owners.has(name)) owners.set(name, index);
    if (first === undefined) return [];
    const other = (replacements[first] as Replacement).repositoryPrefix;
    const same = other === repositoryPrefix ? "stands in" : `means the same images as "${other}" of`;
    const message = `must be unique, and "${repositoryPrefix}" ${same} \`spec.replacements[${first}]\`, too: remove one of them`;
    return [{ rule: "IR002", severity: "error", path: at(index, "repositoryPrefix"), message }];
  });
}

function checkHosts(replacements: readonly Replacement[], { normalize }: Matching): PolicyNote[] {
  return findLookAlikes(replacements, normalize).map(({ rule, field, message }) => ({
    rule: "IR022",
    severity: "warning",
    path: at(rule, field),
    message,
  }));
}

function checkEffect(replacements: readonly Replacement[], matching: Matching): PolicyNote[] {
  return findWithoutEffect(replacements, matching).map(({ rule, sameAs }) => {
    const { repositoryPrefix } = replacements[rule] as Replacement;
    const why =
      sameAs === undefined
        ? `no image lies directly below "${repositoryPrefix}" in full`
        : `\`spec.replacements[${sameAs}]\` makes the same of every image below "${repositoryPrefix}"`;
    const message = `should change something, and ${why}: remove it`;
    return { rule: "IR023", severity: "warning", path: at(rule, "repositoryPrefix"), message };
  });
}

/** Rules whose result another rule matches: what comes out then depends on how often the function runs. */
function checkChains(replacements: readonly Replacement[], matching: Matching): PolicyNote[] {
  return findChains(replacements, matching).map(({ rule, next, endless, from, to }): PolicyNote => {
    const path = at(rule, "replaceWith");
    if (endless) {
      const message = `must not lead back: "${from}" becomes "${to}", which \`spec.replacements[${next}]\` matches, and no run would be the last`;
      return { rule: "IR008", severity: "error", path, message };
    }
    const message = `should not be matched by another rule: "${from}" becomes "${to}", which \`spec.replacements[${next}]\` rewrites in the next run; write its final name here`;
    return { rule: "IR008", severity: "warning", path, message };
  });
}
