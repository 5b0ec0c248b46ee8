import type { Cache } from "../../lib/cache/mod.ts";
import { quoted } from "../found.ts";
import type { NodeTerm, Placement } from "../model.ts";

/** Labels of nodes that state their processor or operating system; the second ones are older. */
const LABELS = {
  arch: ["kubernetes.io/arch", "beta.kubernetes.io/arch"],
  os: ["kubernetes.io/os", "beta.kubernetes.io/os"],
} as const;

/** Other words of consoles and tools for what Kubernetes calls a processor. */
const WORDS: Readonly<Record<string, string>> = {
  x86_64: "amd64",
  "x86-64": "amd64",
  x64: "amd64",
  aarch64: "arm64",
  arm64v8: "arm64",
};

/** A processor or operating system as nodes are labelled with it. */
function labelOf(word: string): string {
  const lower = word.toLowerCase();
  return Object.hasOwn(WORDS, lower) ? (WORDS[lower] as string) : lower;
}

/** Whether a pod may run on nodes of this processor or operating system, as far as it says. */
export function allowsPlatform(placement: Placement, aspect: keyof typeof LABELS, word: string): boolean {
  const value = labelOf(word);
  if (aspect === "os" && placement.os !== undefined && placement.os !== value) return false;
  for (const label of LABELS[aspect]) {
    const selected = placement.nodeSelector[label];
    if (selected !== undefined && selected !== value) return false;
    if (placement.terms.length > 0 && !placement.terms.some((term) => allows(term, label, value))) return false;
  }
  return true;
}

/** What a cache is made for and the pod does not run on, in words; empty: it is for the pod, as far as is known. */
export function wrongPlatform(placement: Placement, { entry: { arch, os } }: Cache): readonly string[] {
  return [
    ...(arch === undefined || allowsPlatform(placement, "arch", arch) ? [] : [`processor ${quoted(arch)}`]),
    ...(os === undefined || allowsPlatform(placement, "os", os) ? [] : [`operating system ${quoted(os)}`]),
  ];
}

function allows({ expressions }: NodeTerm, label: string, value: string): boolean {
  return expressions.every(({ key, operator, values }) => {
    if (key !== label) return true;
    if (operator === "In") return values.includes(value);
    if (operator === "NotIn") return !values.includes(value);
    return operator !== "DoesNotExist";
  });
}
