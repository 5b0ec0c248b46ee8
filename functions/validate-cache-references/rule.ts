import type { Meaning, Provider, ProviderName } from "../lib/cache/mod.ts";
import type { Severity } from "../lib/krm/mod.ts";
import type { CacheUse } from "./cache-use.ts";
import type { Declared, DeclaredObject, LookAlike, ObjectContext } from "./read/declared-object.ts";
import type { Found, InventorySource, Metadata, Pod, RuleContext } from "./model.ts";
import type { ReplacingProfile } from "./read/replacing-profile.ts";
import type { JudgedSuppression } from "./report/suppression.ts";

/** What a rule is, for people: its page and the table are made of this. */
interface RuleDocumentation {
  /** What it looks for. */
  readonly what: string;
  /** What the cloud does otherwise. What the vendor does not document says so. */
  readonly why: string;
  /** Resources (YAML) where the rule speaks. An inventory stands among them. A test runs it. */
  readonly example: string;
  /** The same resources put right: the rule is quiet. A test runs it. */
  readonly instead: string;
  /** When to switch it off. */
  readonly ignore: string;
  /** What the repair does, where some finding has one. */
  readonly fix?: string;
  /** Fields of the policy's spec that the example needs, as JSON. */
  readonly policy?: Readonly<Record<string, unknown>>;
}

/** One rule: what it is and how it looks. Of the checks a rule has one or more; each sees plain data only. */
export interface Rule {
  readonly id: string;
  /** Reads well in "allow <name>": it names the offence. */
  readonly name: string;
  /** Of a finding that states none of its own. */
  readonly severity: Severity;
  /** Where it differs from `severity`. */
  readonly severityOf?: Readonly<Partial<Record<ProviderName, Severity>>>;
  /** The other severities its findings may have, and when. */
  readonly otherwise?: readonly { readonly severity: Severity; readonly when: string }[];
  /** First version that has it. */
  readonly since: string;
  /** Pages of the vendors that state the fact behind it; empty for what Kubernetes itself demands. */
  readonly sources: readonly string[];
  /** Made when it is asked for: pages and tests need it, a run does not. */
  readonly documentation: () => RuleDocumentation;
  /** Whether the rule can say anything about a provider; absent: always. */
  readonly appliesTo?: (row: Provider) => boolean;
  /** Keys of which a pod must have one for `checkUse` to say anything; absent: any key of the provider. */
  readonly looksAt?: readonly Meaning[];
  /** Looks at one pod through the eyes of one provider whose keys it carries. */
  readonly checkUse?: (use: CacheUse, context: RuleContext) => readonly Found[];
  /** Looks at the keys of one pod: whether it finds anything may depend on nothing but the keys and their values. */
  readonly checkPod?: (pod: Pod, context: RuleContext) => readonly Found[];
  /** Looks at metadata that is not that of a pod. */
  readonly checkMetadata?: (metadata: Metadata, context: RuleContext) => readonly Found[];
  /** Looks at all declared inventories and cache objects at once. */
  readonly checkInventories?: (sources: readonly InventorySource[], context: RuleContext) => readonly Found[];
  /** Looks at one object that describes a cache. */
  readonly checkObject?: (object: DeclaredObject, context: ObjectContext) => readonly Found[];
  /** Looks at one object that is called like such an object. */
  readonly checkLookAlike?: (object: LookAlike) => readonly Found[];
  /** Looks at one object with which the cluster replaces images. */
  readonly checkProfile?: (profile: ReplacingProfile, context: ObjectContext) => readonly Found[];
  /** Looks at everything that is declared about caches. */
  readonly checkDeclared?: (declared: Declared, context: ObjectContext) => readonly Found[];
  /** Looks at one comment or annotation that silences a rule, when everything else has been looked at. */
  readonly checkSuppression?: (suppression: JudgedSuppression) => readonly Found[];
}

/** Nothing found. */
export const NOTHING: readonly Found[] = [];

/** Names the type of a rule. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
