/**
 * The shape of one row of the providers table.
 *
 * A row is knowledge, not behaviour: which keys a cloud reads, what their values may be, what it does with them.
 * `null` means "does not exist here". Code asks the row and never the provider's name.
 */

import type { Key, Meaning, SteeringKey } from "./key.ts";
import type { Page, Source } from "./source.ts";

/** What names one cache, in a pod where a key exists for it and in inventories: an id that the cloud gave, or a name. */
interface PinShape {
  readonly by: "id" | "name";
  /** Anything else is an error. */
  readonly pattern: string;
  /** Anything else is a warning: narrower than what is documented. */
  readonly observed: string | null;
  readonly what: string;
  readonly example: string;
  /** Other identifiers that people take for it, most specific first. */
  readonly mistaken: readonly { readonly pattern: string; readonly what: string }[];
  /** Characters after `imc-` that name the region, as observed. */
  readonly regions: Readonly<Record<string, string>> | null;
  readonly source: Source;
}

/** What one key does to another when both are there. */
interface Exclusion {
  readonly keys: readonly [Meaning, Meaning];
  /** Whether it needs the first key to be `"true"` to matter. */
  readonly when: "both-set" | "first-true";
  /** `rejected`: the pod may be refused. `second-wins`, `first-wins`: the other has no effect. */
  readonly outcome: "rejected" | "first-wins" | "second-wins";
  readonly about: string;
  readonly source: Source;
}

/**
 * How candidates are ranked. `matched-images`: most images equal. `matched-bytes`: largest sum of the equal images.
 * `closest-size`: image size closest. `smallest-cache`: least GiB. `newest`: created last.
 */
export type Criterion = "matched-images" | "matched-bytes" | "closest-size" | "smallest-cache" | "newest";

/** Automatic matching: who is a candidate, what ranks first, what happens when nothing matches. */
interface Matching {
  /** What a cache is chosen for: the pod as a whole, or every image by itself (where a cache holds one image). */
  readonly chosenFor: "pod" | "image";
  /**
   * Ranking per strategy; the strategy is the value of the `usageStrategy` key where that exists. An empty ranking:
   * caches are matched, and in which order is not documented.
   */
  readonly strategies: Readonly<Record<string, readonly Criterion[]>>;
  readonly defaultStrategy: string;
  /** Keys that change which candidates count; without `autoMatch` they do nothing. */
  readonly steeredBy: readonly Meaning[];
  /** Whether a cache with some of the images counts; null = not documented. */
  readonly partial: boolean | null;
  readonly scope: "region";
  readonly onMiss: string;
  readonly source: Source;
}

/** What the cloud does with a pod whose named cache is missing or not usable. */
interface PinFailure {
  readonly outcome: "pod-fails" | "pulls";
  /** The key that, when `"true"`, turns a fallback pull into a refused pod. */
  readonly strictKey: Meaning | null;
  readonly about: string;
  readonly source: Source;
}

/** Inclusive bounds; null = none known. */
interface Range {
  readonly min: number | null;
  readonly max: number | null;
  readonly default: number | null;
  readonly unit: string;
  readonly source: Source;
}

/** Numbers that hold for a cache of this provider. */
export interface Limits {
  readonly images: Range;
  readonly size: Range;
  readonly retentionDays: Range;
  /** Caches of one account in one region, before it asks for more; null = no number documented. */
  readonly caches: Range | null;
  /**
   * Storage that a pod has for images before it must declare more, in GiB. `declares`: what the key says, a quantity
   * (`20Gi`) that is added, or the whole as a number of GiB.
   */
  readonly freeStorage: {
    readonly gib: number;
    readonly extraKey: string;
    readonly declares: "added-quantity" | "total-gib";
    readonly source: Source;
  } | null;
  /** The key that states the size of the disk that is made of a cache, in GiB: no less than that of the cache. */
  readonly cacheDisk: { readonly key: string; readonly source: Source } | null;
}

/** What `imagePullPolicy` must be for a cache to help. */
interface PullPolicy {
  readonly advised: "Always" | "IfNotPresent";
  readonly wrong: readonly string[];
  /** `advice`: works, but contacts the registry. `required`: the cache is not used otherwise. */
  readonly strength: "advice" | "required";
  readonly about: string;
  readonly source: Source;
}

/** Something a cache object states: by a field of its spec, by an annotation, or both. Paths are dotted; `[]` = every item. */
export interface Setting {
  readonly field: string | null;
  readonly annotation: string | null;
}

/** Names of what a cache object may state. */
type SettingName =
  | "size"
  | "retentionDays"
  | "reuse"
  | "flash"
  | "cpuArch"
  | "osType"
  | "plainHttp"
  | "insecure"
  | "eip"
  | "autoCreateEip"
  | "eipBandwidth"
  | "eipChargeType"
  | "eipIsp"
  | "eipBandwidthPackage";

/** The Kubernetes object that describes a cache. The group tells it from namesakes of other projects, never the kind alone. */
export interface CacheObject {
  readonly group: string;
  readonly versions: readonly string[];
  readonly kind: string;
  /** Null = not documented. */
  readonly namespaced: boolean | null;
  /** Image references, one per item. */
  readonly images: string;
  readonly settings: Readonly<Record<SettingName, Setting | null>>;
  /** `max`: how many there may be; null = not documented. */
  readonly secrets: {
    readonly field: string;
    readonly pattern: string;
    readonly what: string;
    readonly max: number | null;
  };
  /** Whether every field of the spec is fixed once the object exists. */
  readonly immutable: boolean;
  readonly status: {
    readonly id: string | null;
    readonly phase: string | null;
    readonly createdAt: readonly string[];
    readonly expiresAt: string | null;
    /** Items with the given fields; null = the status does not list images. */
    readonly images: {
      readonly items: string;
      readonly ref: string;
      readonly digest: string;
      readonly size: string;
    } | null;
  };
  readonly source: Source;
}

/** One sign that a pod goes to the provider's virtual nodes. `values: null` = any value. */
export interface Sign {
  readonly on:
    | "pod-label"
    | "workload-label"
    | "namespace-label"
    | "node-selector"
    | "toleration"
    | "pod-annotation"
    | "node-name";
  readonly key: string;
  readonly values: readonly string[] | null;
  readonly source: Source;
}

/** How a package shows that its pods run on this provider. */
export interface Routing {
  readonly signs: readonly Sign[];
  /** Objects whose presence may route or annotate pods from outside the manifest. `name: null` = any. */
  readonly profiles: readonly {
    readonly group: string;
    readonly kind: string;
    readonly name: string | null;
    readonly source: Source;
  }[];
  /** Clusters in which every pod runs there, and needs no sign of it; absent: the rule is that pods say so. */
  readonly everyPodOf?: { readonly clusters: string; readonly source: Source };
  /** API groups whose workloads run there by themselves. */
  readonly groups: readonly string[];
  /** Kinds whose pods never run there. */
  readonly unsupported: readonly { readonly group: string; readonly kind: string }[];
  readonly source: Source;
}

/** One provider. */
export interface Provider {
  readonly name: string;
  readonly title: string;
  /** What the vendor calls one cache, in messages: "image cache", "image snapshot". */
  readonly noun: string;
  readonly keys: Readonly<Record<Meaning, SteeringKey | null>>;
  /** Every other key the vendor documents around images, for pods and for cache objects. */
  readonly companions: readonly Key[];
  readonly pin: PinShape;
  /** Null where no key names a cache. */
  readonly pinFailure: PinFailure | null;
  readonly exclusions: readonly Exclusion[];
  readonly matching: Matching;
  /** States of a cache; only the usable ones serve pods. */
  readonly phases: readonly string[];
  readonly usablePhases: readonly string[];
  readonly limits: Limits;
  readonly pullPolicy: PullPolicy | null;
  /** Null where no object of the cluster is documented to describe a cache. */
  readonly cacheObject: CacheObject | null;
  readonly routing: Routing;
  readonly docs: Readonly<Record<string, Page>>;
}

/** A provider whose caches an object of the cluster describes. */
export type ObjectProvider = Provider & { readonly cacheObject: CacheObject };
