import type {
  Cache,
  CacheEntry,
  CacheIndex,
  ImageKey,
  KeyInfo,
  MatchAssumptions,
  Predict,
  Provider,
  ProviderName,
} from "../lib/cache/mod.ts";
import type { Severity } from "../lib/krm/mod.ts";
import type { ContainerType } from "../lib/kubernetes/mod.ts";
import type { Path } from "../lib/yaml/mod.ts";

/** One entry of the annotation with which the bursting add-on replaces images. */
export interface VendorReplacement {
  readonly repositoryPrefix: string;
  readonly replaceWith: string;
}

/**
 * What rules see: plain data, no YAML. Paths are paths inside the resource.
 *
 * Only what concerns image caches is in here: annotations and labels of no interest to any provider are left out.
 */

/** A Kubernetes resource, as far as rules need to know it. */
export interface Resource {
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Those that may route pods. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A key that looks like one of a provider's, but is none. */
export interface Misspelt {
  readonly provider: ProviderName;
  /** The closest known key, within two edits. */
  readonly meant: string | undefined;
  /** Whether no other known key is as close. */
  readonly sure: boolean;
}

/** An annotation or label of a provider, or one that looks like it. */
export interface Entry {
  readonly key: string;
  readonly on: "annotation" | "label";
  readonly path: Path;
  /** A string's value, another scalar as written, `""` for a map, a list or nothing. */
  readonly text: string;
  /** Whether every YAML reader of Kubernetes takes the value for a string. */
  readonly isString: boolean;
  readonly info: KeyInfo | undefined;
  readonly misspelt: Misspelt | undefined;
}

/** One image of a pod. */
export interface PodImage {
  /** Name of the container or volume, where it has one. */
  readonly container: string | undefined;
  readonly type: ContainerType;
  readonly path: Path;
  /** The text as it stands there; undefined when it is no string. */
  readonly written: string | undefined;
  /** What is pulled, read; undefined for placeholders, templates and text that is no reference. */
  readonly image: ImageKey | undefined;
  /** The name before image replacement, where it differs. */
  readonly before: ImageKey | undefined;
  /** `imagePullPolicy` as written. */
  readonly pullPolicy: string | undefined;
}

/** One condition on labels: `In`, `NotIn`, `Exists` or `DoesNotExist`. */
export interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** One required term of a node affinity, or the node selector as one: all of its expressions must hold. */
export interface NodeTerm {
  readonly expressions: readonly LabelExpression[];
}

/** Where a pod may run. */
export interface Placement {
  readonly nodeName: string | undefined;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Required terms: at least one of them must hold. Empty: no condition. */
  readonly terms: readonly NodeTerm[];
  readonly tolerations: readonly string[];
  /** `spec.os.name`. */
  readonly os: string | undefined;
  /** Number of `imagePullSecrets`. */
  readonly pullSecrets: number;
  readonly serviceAccount: string | undefined;
}

/** A pod template that carries a key of some provider, or a bare Pod. */
export interface Pod {
  readonly resource: Resource;
  /** Of the map that holds its annotations. */
  readonly annotationsPath: Path;
  readonly entries: readonly Entry[];
  /** Keys of providers other than the policy's; empty when the policy names none. */
  readonly foreign: readonly Entry[];
  /** Those that may route pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Every label, where profiles may select the pod by them; undefined: not all of them are known, or nobody asks. */
  readonly allLabels: Readonly<Record<string, string>> | undefined;
  readonly images: readonly PodImage[];
  readonly placement: Placement;
  /** All pods of the resource that carry keys, this one among them. */
  readonly siblings: readonly Pod[];
}

/**
 * Metadata with keys of a provider that is not that of a pod.
 *
 * `workload`: of a workload itself, or of something between it and its pods (`spec.jobTemplate`).
 * `cache`: of an object that describes a cache.
 */
export interface Metadata {
  readonly resource: Resource;
  readonly on: "workload" | "namespace" | "cache";
  /** Where the annotations would belong: of the first pod template; undefined where there is none. */
  readonly template: Path | undefined;
  /** What stands there already. */
  readonly there: readonly Entry[];
  readonly entries: readonly Entry[];
  /** The provider whose cache the object describes. */
  readonly provider: ProviderName | undefined;
}

/** Where something of an inventory was declared; without a resource it is the policy. */
export interface Place {
  readonly resource: Resource | undefined;
  readonly path: Path;
}

/** A profile of the package that replaces images when pods are created. */
export interface ProfileReplacement {
  /** Where it acts; undefined: in the cluster, or the file does not say. */
  readonly namespace: string | undefined;
  /** Conditions on the labels of namespaces, and on those of pods. */
  readonly namespaces: readonly LabelExpression[];
  readonly pods: readonly LabelExpression[];
  /** Whether it wins against what a pod says itself. */
  readonly overrides: boolean;
  readonly entries: readonly VendorReplacement[];
}

/** What surrounds the pods of a package. */
export interface Surroundings {
  /** Labels of the Namespace objects that route pods, by name. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** All labels of the Namespace objects, by name. */
  readonly namespaceLabels: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** By the namespace in which they act: many packages have a profile for each of theirs. */
  readonly replacements: ReadonlyMap<string | undefined, readonly ProfileReplacement[]>;
  /** Names of the objects that route pods from outside (profiles), by `group/kind`. */
  readonly profiles: ReadonlyMap<string, ReadonlySet<string>>;
  /** Number of pull secrets of each service account, by `namespace/name`. */
  readonly serviceAccounts: ReadonlyMap<string, number>;
  /** ReplaceImages policies in the package that rewrite image fields, by name. */
  readonly replacePolicies: readonly string[];
}

/** The declared caches of one provider. */
export interface ProviderInventory {
  /** Whether anything was declared that counts for it, and could be read. */
  readonly declared: boolean;
  /** Whether a part could not be read. */
  readonly damaged: boolean;
  readonly index: CacheIndex;
  readonly predict: Predict;
  /** Declared objects without an id yet, which a pin by id can therefore not name. */
  readonly withoutId: number;
}

/** One inventory: a CacheInventory, the policy's own, or the caches of one object. */
export interface InventorySource {
  readonly provider: ProviderName | undefined;
  /** For messages: `CacheInventory "beijing"`. */
  readonly title: string;
  readonly place: Place;
  readonly form: "inventory" | "object";
  /** Whether parts of it could not be read, and were reported. */
  readonly damaged: boolean;
  readonly asOf: string | undefined;
  readonly caches: readonly DeclaredEntry[];
}

/** A declared cache with the places of its parts. */
export interface DeclaredEntry {
  readonly entry: CacheEntry;
  readonly place: Place;
  readonly images: readonly DeclaredImage[];
}

/** One image of a declared cache. */
export interface DeclaredImage {
  readonly ref: string;
  readonly place: Place;
  /** Undefined for text that is no reference. */
  readonly image: ImageKey | undefined;
}

/**
 * One edit that puts something right, by a path inside of the resource. A value is always written as a string. `set`,
 * `remove` and `rename` are about a field that is there; `create` and a new key are not made where something stands already.
 */
export type Fix =
  | { readonly set: Path; readonly value: string }
  | { readonly create: Path; readonly value: string }
  | { readonly remove: Path }
  | { readonly rename: Path; readonly key: string };

/** What a rule found. Severity: that of the rule unless said otherwise. */
export interface Found {
  readonly at: Resource | undefined;
  readonly path?: Path;
  readonly message: string;
  readonly severity?: Severity;
  readonly current?: string;
  readonly proposed?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Where one repair is right whatever the author meant: edits in this order. */
  readonly fix?: readonly Fix[];
}

/** What a rule knows beside the thing it looks at. */
export interface RuleContext {
  readonly coverage: "all" | "some" | "none";
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly generation: "1.0" | "2.0";
  readonly expiryDays: number;
  readonly staleHours: number;
  /** The policy's own, in milliseconds since 1970. */
  readonly now: number | undefined;
  /** What the vendors leave open about matching, as the policy decides it. */
  readonly matching: MatchAssumptions;
  /** Present for expiry: `now`, else when the cache's inventory was read. */
  readonly presentFor: (cache: Cache) => number | undefined;
  readonly inventory: (row: Provider) => ProviderInventory;
  readonly surroundings: Surroundings;
}
