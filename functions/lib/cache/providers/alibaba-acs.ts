/** Alibaba Cloud Container Compute Service: image caches of ACS pods, another product than those of ECI. */
import { companion, oneOf } from "./companion.ts";
import type { Key, SteeringKey } from "./key.ts";
import type { Limits, Provider, Routing } from "./provider.ts";
import { documented, inferred, observed, type Page } from "./source.ts";

function pages() {
  return {
    useCache: {
      url: "https://help.aliyun.com/zh/cs/user-guide/use-imagecache-to-accelerate-acs-pod-startup",
      date: null,
    },
    compute: {
      url: "https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/using-acs-resources",
      date: "2026-03-26",
    },
    overview: {
      url: "https://www.alibabacloud.com/help/en/cs/user-guide/acs-pod-instance-overview",
      date: null,
    },
    priority: {
      url: "https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling",
      date: "2026-03-26",
    },
    podAnnotations: {
      url: "https://www.alibabacloud.com/help/en/cs/user-guide/pod-annotation-function-description",
      date: "2025-05-14",
    },
  } as const satisfies Record<string, Page>;
}

type Pages = ReturnType<typeof pages>;

const POD = { carriers: ["pod-annotation"], family: "cache", legacy: [], option: null } as const;

function autoMatch({ useCache }: Pages): SteeringKey {
  return {
    ...POD,
    by: "user",
    current: "image.alibabacloud.com/enable-image-cache",
    value: { type: "boolean" },
    about: "matches an image cache for each image of the pod",
    switch: { on: "true", off: null },
    source: documented(useCache, 'only "true" is documented'),
  };
}

function matched({ useCache }: Pages): SteeringKey {
  return {
    ...POD,
    by: "platform",
    current: "image.alibabacloud.com/matched-image-caches",
    value: { type: "json", what: 'a list of {"imageCacheId": …, "size": …}' },
    about: "the image caches that were matched and their sizes in GiB, written by the cloud",
    source: documented(useCache),
  };
}

const ROUTING = "alibabacloud.com/acs";
const CLASS = "alibabacloud.com/compute-class";
const QUALITY = "alibabacloud.com/compute-qos";

function companions({ compute, podAnnotations }: Pages): readonly Key[] {
  const label = { carriers: ["pod-label"] } as const;
  const [ours, network] = [documented(compute), documented(podAnnotations)];
  return [
    companion(ROUTING, "routing", "runs pods on ACS", ours, { ...label, value: { type: "boolean" } }),
    companion(CLASS, "instance", "type of compute", ours, {
      ...label,
      value: oneOf("general-purpose", "performance", "gpu", "gpu-hpn"),
    }),
    companion(QUALITY, "instance", "quality of compute", ours, label),
    companion("network.alibabacloud.com/vswitch-ids", "network", "switches of the pod", network),
    companion("network.alibabacloud.com/security-group-ids", "network", "security groups of the pod", network),
  ];
}

function limits({ useCache }: Pages): Limits {
  const open = { min: null, max: null, default: null } as const;
  return {
    images: { min: 1, max: 1, default: 1, unit: "images", source: documented(useCache) },
    size: { ...open, unit: "GiB", source: inferred("the size follows from the image, no range is stated", useCache) },
    retentionDays: { ...open, unit: "days", source: inferred("caches stay until they are deleted", useCache) },
    // Beyond 20 a region they cost money, which is no limit.
    caches: null,
    freeStorage: null,
    cacheDisk: null,
  };
}

function routing({ useCache, compute, overview, priority }: Pages): Routing {
  return {
    signs: [
      { on: "pod-label", key: ROUTING, values: ["true"], source: documented(compute) },
      // In clusters of ACS the type and the quality of compute are all that pods say.
      { on: "pod-label", key: CLASS, values: null, source: documented(overview) },
      { on: "pod-label", key: QUALITY, values: null, source: documented(overview) },
    ],
    profiles: [
      {
        group: "scheduling.alibabacloud.com",
        kind: "ResourcePolicy",
        name: null,
        source: documented(priority, "units of the resource acs; the scheduler adds labels and tolerations by itself"),
      },
    ],
    everyPodOf: {
      clusters: "a cluster that has nothing but ACS",
      source: documented(useCache, "the pod of its example has no label of ACS"),
    },
    groups: [],
    unsupported: [],
    source: documented(compute),
  };
}

/** The row of Alibaba Cloud ACS. */
export function alibabaAcs(): Provider {
  const docs = pages();
  return {
    name: "alibaba-acs",
    title: "Alibaba Cloud ACS",
    noun: "image cache",
    keys: {
      autoMatch: autoMatch(docs),
      fullMatch: null,
      matchCount: null,
      usageStrategy: null,
      createIfNotPresent: null,
      pin: null,
      rejectIfNotAvailable: null,
      matched: matched(docs),
      imageReplacement: null,
      burst: null,
    },
    companions: companions(docs),
    pin: {
      by: "id",
      pattern: "^imc-[a-z0-9]+$",
      observed: "^imc-[a-z0-9]{20}$",
      what: "an image cache id (imc- and 20 lower-case letters or digits)",
      example: "imc-uf6fba9qbhsjywolg2pj",
      mistaken: [{ pattern: "^s-[a-z0-9]+$", what: "the id of a snapshot" }],
      regions: null,
      source: observed("ids that the cloud wrote into pods have 20 characters after imc-"),
    },
    pinFailure: null,
    exclusions: [],
    matching: {
      chosenFor: "image",
      strategies: { default: ["matched-images", "newest"] },
      defaultStrategy: "default",
      steeredBy: [],
      partial: true,
      scope: "region",
      onMiss: "the images are pulled",
      source: documented(docs.useCache, "that a miss has no other effect was seen, and is not stated"),
    },
    phases: ["Ready"],
    usablePhases: ["Ready"],
    limits: limits(docs),
    pullPolicy: {
      advised: "Always",
      wrong: ["IfNotPresent", "Never"],
      strength: "required",
      about: "image caches are used with no other policy",
      source: documented(docs.useCache),
    },
    // Caches are made in the console or by the API.
    cacheObject: null,
    routing: routing(docs),
    docs,
  };
}
