import type { Severity } from "../lib/krm/mod.ts";

/** One thing that this function says about a policy or an image. */
export interface Rule {
  /** What it is when the policy does not say otherwise. */
  readonly severity: Severity;
  /** Reads well behind "reports". */
  readonly about: string;
}

/**
 * What is reported beside the replacements themselves, by the id in `tags.rule`. A policy can change each severity.
 * Mistakes of a policy that leave everything unchanged (IR002 to IR005, cycles of IR008) are not among them.
 */
export const RULES = {
  IR006: { severity: "warning", about: "an empty `replaceWith`" },
  IR007: { severity: "warning", about: "an image for which `prefix` and `exact` matching differ" },
  IR008: { severity: "warning", about: "a rule whose result another rule matches in the next run" },
  IR009: { severity: "warning", about: "a rule or a selection that matches no image of the package" },
  IR010: { severity: "warning", about: "a prefix that looks like a host and is a namespace of Docker Hub" },
  IR011: { severity: "warning", about: "an official image that the empty prefix does not mean as it is written" },
  IR012: { severity: "warning", about: "an image that is matched by its full name only" },
  IR014: { severity: "info", about: "a rewritten image that is pinned by digest" },
  IR017: { severity: "error", about: "a rewritten reference that would not be valid; the image is left alone" },
  IR018: { severity: "info", about: "a template, pattern or encrypted text in an image field; it is left alone" },
  IR019: { severity: "info", about: "an image in a place that is not read; it is left alone" },
  IR020: { severity: "info", about: "an entry of a kustomization's `images:` that names an old or new image" },
  IR021: { severity: "info", about: "a rewritten image without tag, or with `latest`" },
  IR022: { severity: "warning", about: "a host that looks like another one" },
  IR023: { severity: "warning", about: "a rule without effect" },
  IR024: {
    severity: "info",
    about: "a rewritten image that Flux or kpt writes from elsewhere, by the comment behind it",
  },
  "invalid-image": { severity: "warning", about: "an image field that holds no image reference; it is left alone" },
} as const satisfies Record<string, Rule>;

/** Id of a rule. */
export type RuleId = keyof typeof RULES;

/** All ids, in the table's order. */
export const RULE_IDS: readonly RuleId[] = Object.keys(RULES) as RuleId[];
