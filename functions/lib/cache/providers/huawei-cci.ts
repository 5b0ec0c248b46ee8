/** Huawei Cloud Container Instance: image snapshots of pods, and the bursting add-on of CCE. */
import { cciCompanions } from "./huawei-cci-companions.ts";
import { type CciPages, cciPages } from "./huawei-cci-pages.ts";
import type { SteeringKey } from "./key.ts";
import type { CacheObject, Limits, Provider, Routing } from "./provider.ts";
import { documented, inferred } from "./source.ts";

const POD = { carriers: ["pod-annotation"], by: "user", family: "cache", legacy: [] } as const;

const BURST = "bursting.cci.io/burst-to-cci";
const BURST_FIRST = "virtual-kubelet.io/burst-to-cci";

const DNS_NAME = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

function autoMatch(pages: CciPages): SteeringKey {
  return {
    ...POD,
    current: "cci.io/image-snapshot-auto-match",
    value: { type: "boolean" },
    about: "matches an image snapshot automatically",
    option: null,
    source: documented(pages.useSnapshot),
  };
}

function fullMatch(pages: CciPages): SteeringKey {
  return {
    ...POD,
    current: "cci.io/image-snapshot-exact-match",
    value: { type: "boolean" },
    about: "matches only a snapshot that holds every image of the pod",
    default: "false",
    option: { of: "autoMatch", field: "exactMatch" },
    source: documented(pages.useSnapshot),
  };
}

function usageStrategy(pages: CciPages): SteeringKey {
  return {
    ...POD,
    current: "cci.io/image-snapshot-usage-strategy",
    value: { type: "enum", values: ["size", "quantity"] },
    about: "prefers the largest sum of matching images (size) or the most matching images (quantity)",
    default: "size",
    option: { of: "autoMatch", field: "usageStrategy" },
    source: documented(pages.useSnapshotEnglish),
  };
}

function createIfNotPresent(pages: CciPages): SteeringKey {
  return {
    ...POD,
    current: "cci.io/image-snapshot-create-if-not-present",
    value: { type: "boolean" },
    about: "creates a snapshot when none matches",
    option: { of: "autoMatch", field: "createIfNotPresent" },
    source: documented(pages.useSnapshotBursting),
  };
}

function pin(pages: CciPages): SteeringKey {
  return {
    ...POD,
    current: "cci.io/image-snapshot-specified-name",
    value: { type: "pin" },
    about: "names the one image snapshot to start from",
    option: null,
    source: documented(pages.useSnapshotEnglish),
  };
}

function rejectIfNotAvailable(pages: CciPages): SteeringKey {
  return {
    ...POD,
    current: "cci.io/image-snapshot-reject-if-not-available",
    value: { type: "boolean" },
    about: "refuses the pod when the named snapshot is missing or not available",
    default: "false",
    option: { of: "specifiedName", field: "rejectIfNotAvailable" },
    source: documented(pages.useSnapshotEnglish),
  };
}

function imageReplacement(pages: CciPages): SteeringKey {
  return {
    ...POD,
    family: "replacement",
    current: "bursting.cci.io/image-replacement",
    legacy: ["coordinator.cci.io/image-replacement"],
    value: { type: "json", what: 'a list of {"repositoryPrefix": …, "replaceWith": …}' },
    about: "replaces image prefixes of pods that burst to CCI",
    option: null,
    source: documented(pages.replacement, "the older key belongs to the add-on of CCI 1.0"),
  };
}

function burst(pages: CciPages): SteeringKey {
  return {
    current: BURST,
    legacy: [BURST_FIRST],
    carriers: ["workload-label", "pod-label"],
    by: "user",
    family: "routing",
    value: { type: "enum", values: ["enforce", "auto", "localPrefer", "off"] },
    about: "sends pods to CCI",
    option: null,
    source: documented(pages.burst, "very old add-ons read the older key as an annotation of the pod"),
  };
}

function cacheObject(pages: CciPages): CacheObject {
  return {
    group: "cci",
    versions: ["v2"],
    kind: "ImageSnapshot",
    namespaced: false,
    images: "spec.images[].image",
    settings: {
      size: { field: "spec.imageSnapshotSize", annotation: null },
      retentionDays: { field: "spec.ttlDaysAfterCreated", annotation: null },
      reuse: null,
      flash: null,
      cpuArch: null,
      osType: null,
      plainHttp: { field: "spec.registries[].plainHTTP", annotation: null },
      insecure: { field: "spec.registries[].insecureSkipVerify", annotation: null },
      eip: { field: "spec.buildingConfig.eipID", annotation: null },
      autoCreateEip: { field: "spec.buildingConfig.autoCreateEIP", annotation: null },
      eipBandwidth: { field: "spec.buildingConfig.autoCreateEIPAttribute.bandwidthSize", annotation: null },
      eipChargeType: { field: "spec.buildingConfig.autoCreateEIPAttribute.bandwidthChargeMode", annotation: null },
      eipIsp: { field: "spec.buildingConfig.autoCreateEIPAttribute.type", annotation: null },
      eipBandwidthPackage: { field: "spec.buildingConfig.autoCreateEIPAttribute.bandwidthID", annotation: null },
    },
    secrets: { field: "spec.registries[].imagePullSecret", pattern: DNS_NAME, what: "the name of a secret", max: 10 },
    immutable: true,
    status: {
      id: "status.snapshotID",
      phase: "status.phase",
      createdAt: ["metadata.creationTimestamp"],
      expiresAt: "status.expireDateTime",
      images: { items: "status.images[]", ref: "image", digest: "digest", size: "sizeBytes" },
    },
    source: documented(pages.createSnapshot, "phases other than Available are not listed anywhere"),
  };
}

function limits(pages: CciPages): Limits {
  return {
    images: { min: 1, max: 10, default: null, unit: "images", source: documented(pages.createSnapshot) },
    size: {
      min: 1,
      max: null,
      default: null,
      unit: "GiB",
      source: inferred("the examples show 30", pages.createSnapshot),
    },
    retentionDays: {
      min: 1,
      max: null,
      default: null,
      unit: "days",
      source: inferred("the examples show 7", pages.createSnapshot),
    },
    caches: null,
    freeStorage: null,
    cacheDisk: null,
  };
}

function routing(pages: CciPages): Routing {
  const values = ["enforce", "auto", "localPrefer"];
  return {
    signs: [
      { on: "pod-label", key: BURST, values, source: documented(pages.burst) },
      { on: "workload-label", key: BURST, values, source: documented(pages.burst) },
      { on: "pod-label", key: BURST_FIRST, values, source: documented(pages.burstFirst) },
      { on: "workload-label", key: BURST_FIRST, values, source: documented(pages.burstFirst) },
      {
        on: "pod-annotation",
        key: BURST_FIRST,
        values: ["true", "auto", "enforce"],
        source: inferred("copies of very old documentation", pages.burstFirst),
      },
      // The node of CCI 1.0 has a name that other clouds use, too.
      { on: "node-name", key: "nodeName", values: ["bursting-node"], source: documented(pages.burstFirst) },
    ],
    profiles: [
      { group: "scheduling.cci.io", kind: "ScheduleProfile", name: null, source: documented(pages.burstOverview) },
      { group: "bursting.cci.io", kind: "ClusterExtensionProfile", name: null, source: documented(pages.profile) },
      { group: "bursting.cci.io", kind: "ExtensionProfile", name: null, source: documented(pages.profile) },
    ],
    groups: ["cci"],
    unsupported: [
      { group: "apps", kind: "DaemonSet" },
      { group: "extensions", kind: "DaemonSet" },
      { group: "apps.kruise.io", kind: "DaemonSet" },
    ],
    source: documented(pages.burstOverview),
  };
}

/** The row of Huawei Cloud CCI. */
export function huaweiCci(): Provider {
  const pages = cciPages();
  return {
    name: "huawei-cci",
    title: "Huawei Cloud CCI",
    noun: "image snapshot",
    keys: {
      autoMatch: autoMatch(pages),
      fullMatch: fullMatch(pages),
      matchCount: null,
      usageStrategy: usageStrategy(pages),
      createIfNotPresent: createIfNotPresent(pages),
      pin: pin(pages),
      rejectIfNotAvailable: rejectIfNotAvailable(pages),
      matched: null,
      imageReplacement: imageReplacement(pages),
      burst: burst(pages),
    },
    companions: cciCompanions(pages),
    pin: {
      by: "name",
      pattern: DNS_NAME,
      observed: null,
      what: "the name of an image snapshot (lower-case letters, digits, - and .)",
      example: "my-imagesnapshot",
      mistaken: [{ pattern: "^imc-", what: "an image cache id of another cloud" }],
      regions: null,
      source: documented(pages.useSnapshotEnglish),
    },
    pinFailure: {
      outcome: "pulls",
      strictKey: "rejectIfNotAvailable",
      about: "the images are pulled from the registry",
      source: documented(pages.useSnapshotEnglish),
    },
    exclusions: [
      {
        keys: ["autoMatch", "pin"],
        when: "first-true",
        outcome: "rejected",
        about: "the pod may be refused with HTTP 400",
        source: documented(
          pages.useSnapshotEnglish,
          "pages differ on whether both keys or two different snapshots conflict",
        ),
      },
    ],
    matching: {
      chosenFor: "pod",
      strategies: { size: ["matched-bytes", "newest"], quantity: ["matched-images", "newest"] },
      defaultStrategy: "size",
      steeredBy: ["usageStrategy", "fullMatch", "createIfNotPresent"],
      partial: true,
      scope: "region",
      onMiss: "the images are pulled",
      source: documented(pages.useSnapshotEnglish),
    },
    phases: ["Available"],
    usablePhases: ["Available"],
    limits: limits(pages),
    pullPolicy: null,
    cacheObject: cacheObject(pages),
    routing: routing(pages),
    docs: pages,
  };
}
