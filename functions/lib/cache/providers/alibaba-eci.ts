/** Alibaba Cloud Elastic Container Instance: image caches of pods on virtual nodes. */
import { eciCompanions } from "./alibaba-eci-companions.ts";
import { type EciPages, eciPages } from "./alibaba-eci-pages.ts";
import type { SteeringKey } from "./key.ts";
import type { CacheObject, Limits, Provider, Routing } from "./provider.ts";
import { documented, observed } from "./source.ts";

const POD = { carriers: ["pod-annotation"], by: "user", family: "cache" } as const;

function autoMatch(pages: EciPages): SteeringKey {
  return {
    ...POD,
    current: "k8s.aliyun.com/eci-auto-imc",
    legacy: ["k8s.aliyun.com/eci-image-cache"],
    value: { type: "boolean" },
    about: "matches an image cache automatically",
    default: "true",
    option: null,
    source: documented(
      pages.useCache,
      "the default holds for the newest key; whether an absent key turns matching on is unclear",
    ),
  };
}

function fullMatch(pages: EciPages): SteeringKey {
  return {
    ...POD,
    current: "k8s.aliyun.com/imc-perfect-match",
    legacy: [],
    value: { type: "boolean" },
    about: "matches only a cache that holds every image of the pod",
    default: "false",
    option: { of: "autoMatch", field: "perfectMatch" },
    source: documented(pages.useCache),
  };
}

function matchCount(pages: EciPages): SteeringKey {
  return {
    ...POD,
    current: "k8s.aliyun.com/imc-match-count-request",
    legacy: [],
    value: { type: "integer", min: 1, max: null, unit: null },
    about: "matches only a cache that holds at least this many images of the pod",
    option: { of: "autoMatch", field: "matchCountRequest" },
    source: documented(pages.useCache),
  };
}

function pin(pages: EciPages): SteeringKey {
  return {
    ...POD,
    current: "k8s.aliyun.com/eci-imc-id",
    legacy: ["k8s.aliyun.com/eci-image-snapshot-id"],
    value: { type: "pin" },
    about: "names the one image cache to start from",
    option: null,
    source: documented(
      pages.useCache,
      "the value is the cache's id, also under the older key whose name speaks of a snapshot",
    ),
  };
}

function matched(pages: EciPages): SteeringKey {
  return {
    ...POD,
    by: "platform",
    current: "k8s.aliyun.com/eci-matched-image-cache",
    legacy: [],
    value: { type: "pin" },
    about: "the image cache that was matched, written by the cloud",
    option: null,
    source: documented(pages.podAnnotations),
  };
}

function cacheObject(pages: EciPages): CacheObject {
  return {
    group: "eci.alibabacloud.com",
    versions: ["v1"],
    kind: "ImageCache",
    namespaced: false,
    images: "spec.images[]",
    settings: {
      size: { field: "spec.imageCacheSize", annotation: "k8s.aliyun.com/imc-size" },
      retentionDays: { field: "spec.retentionDays", annotation: "k8s.aliyun.com/imc-retention-days" },
      reuse: { field: null, annotation: "k8s.aliyun.com/imc-enable-reuse" },
      flash: { field: null, annotation: "k8s.aliyun.com/imc-enable-flash" },
      cpuArch: { field: null, annotation: "k8s.aliyun.com/imc-cpu-arch" },
      osType: { field: null, annotation: "k8s.aliyun.com/imc-os-type" },
      plainHttp: { field: null, annotation: "k8s.aliyun.com/plain-http-registry" },
      insecure: { field: null, annotation: "k8s.aliyun.com/insecure-registry" },
      eip: { field: null, annotation: "k8s.aliyun.com/eip-instance-id" },
      autoCreateEip: { field: null, annotation: "k8s.aliyun.com/auto-create-eip" },
      eipBandwidth: { field: null, annotation: "k8s.aliyun.com/eip-bandwidth" },
      eipChargeType: { field: null, annotation: "k8s.aliyun.com/eip-internet-charge-type" },
      eipIsp: { field: null, annotation: "k8s.aliyun.com/eip-isp" },
      eipBandwidthPackage: { field: null, annotation: "k8s.aliyun.com/eip-common-bandwidth-package-id" },
    },
    secrets: {
      field: "spec.imagePullSecrets[]",
      pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?:[a-z0-9]([-a-z0-9.]*[a-z0-9])?$",
      what: "namespace:secretName",
      max: null,
    },
    immutable: false,
    status: {
      id: "status.imageCacheId",
      phase: "status.phase",
      createdAt: ["status.startTime", "metadata.creationTimestamp"],
      expiresAt: "status.expireDateTime",
      images: null,
    },
    source: documented(pages.crd),
  };
}

function limits(pages: EciPages): Limits {
  return {
    images: { min: 1, max: 20, default: null, unit: "images", source: documented(pages.overview) },
    size: {
      min: 20,
      max: 32768,
      default: 20,
      unit: "GiB",
      source: documented(pages.manage, "the definition shipped for self-managed clusters has 30 as its default"),
    },
    retentionDays: { min: 1, max: 65536, default: null, unit: "days", source: documented(pages.crdApi) },
    caches: null,
    freeStorage: {
      gib: 30,
      extraKey: "k8s.aliyun.com/eci-extra-ephemeral-storage",
      declares: "added-quantity",
      source: documented(pages.overview),
    },
    cacheDisk: null,
  };
}

function routing(pages: EciPages): Routing {
  return {
    signs: [
      { on: "pod-label", key: "alibabacloud.com/eci", values: ["true"], source: documented(pages.schedule) },
      { on: "namespace-label", key: "alibabacloud.com/eci", values: ["true"], source: documented(pages.schedule) },
      {
        on: "namespace-label",
        key: "virtual-node-affinity-injection",
        values: ["enabled"],
        source: documented(pages.schedule, "older than the label alibabacloud.com/eci"),
      },
      { on: "node-selector", key: "type", values: ["virtual-kubelet"], source: documented(pages.schedule) },
      { on: "toleration", key: "virtual-kubelet.io/provider", values: null, source: documented(pages.schedule) },
      { on: "node-name", key: "nodeName", values: ["virtual-kubelet*"], source: documented(pages.schedule) },
      {
        on: "node-name",
        key: "nodeName",
        values: ["virtual-node-eci*"],
        source: observed("examples of the vendor for earlier add-ons name virtual-node-eci-0"),
      },
      { on: "node-selector", key: "k8s.aliyun.com/vnode", values: ["true"], source: documented(pages.vnode) },
      { on: "toleration", key: "k8s.aliyun.com/vnode", values: null, source: documented(pages.vnode) },
      {
        on: "pod-annotation",
        key: "alibabacloud.com/burst-resource",
        values: ["eci", "eci_only"],
        source: documented(pages.burst),
      },
    ],
    profiles: [
      { group: "", kind: "ConfigMap", name: "eci-profile", source: documented(pages.profile) },
      { group: "eci.aliyun.com", kind: "Selector", name: null, source: documented(pages.profile) },
      {
        group: "scheduling.alibabacloud.com",
        kind: "ResourcePolicy",
        name: null,
        source: documented(pages.priority, "units of the resource eci; the scheduler adds tolerations by itself"),
      },
    ],
    groups: [],
    unsupported: [
      { group: "apps", kind: "DaemonSet" },
      { group: "extensions", kind: "DaemonSet" },
      { group: "apps.kruise.io", kind: "DaemonSet" },
    ],
    source: documented(pages.schedule),
  };
}

/** The row of Alibaba Cloud ECI. */
export function alibabaEci(): Provider {
  const pages = eciPages();
  return {
    name: "alibaba-eci",
    title: "Alibaba Cloud ECI",
    noun: "image cache",
    keys: {
      autoMatch: autoMatch(pages),
      fullMatch: fullMatch(pages),
      matchCount: matchCount(pages),
      usageStrategy: null,
      createIfNotPresent: null,
      pin: pin(pages),
      rejectIfNotAvailable: null,
      matched: matched(pages),
      imageReplacement: null,
      burst: null,
    },
    companions: eciCompanions(pages),
    pin: {
      by: "id",
      pattern: "^imc-[a-z0-9]+$",
      observed: "^imc-[a-z0-9]{20}$",
      what: "an image cache id (imc- and 20 lower-case letters or digits)",
      example: "imc-2ze5hdcnngenmwc1jmwf",
      mistaken: [{ pattern: "^s-[a-z0-9]+$", what: "the id of a snapshot" }],
      regions: { "2ze": "cn-beijing", bp1: "cn-hangzhou", uf6: "cn-shanghai", wz9: "cn-shenzhen" },
      source: observed("every unmasked id seen has 20 characters after imc-; the first three look like a region code"),
    },
    pinFailure: {
      outcome: "pod-fails",
      strictKey: null,
      about: "the pod is not created",
      source: documented(
        pages.useCache,
        "stated for a cache that is not Ready; a missing one is expected to behave alike",
      ),
    },
    exclusions: [
      {
        keys: ["autoMatch", "pin"],
        when: "first-true",
        outcome: "second-wins",
        about: "the named cache wins and automatic matching has no effect",
        source: documented(pages.useCache),
      },
      {
        keys: ["fullMatch", "matchCount"],
        when: "first-true",
        outcome: "first-wins",
        about: "the perfect match wins and the count has no effect",
        source: documented(pages.useCache),
      },
      {
        keys: ["fullMatch", "pin"],
        when: "both-set",
        outcome: "second-wins",
        about: "only automatic matching reads it, and the named cache wins",
        source: documented(pages.useCache),
      },
      {
        keys: ["matchCount", "pin"],
        when: "both-set",
        outcome: "second-wins",
        about: "only automatic matching reads it, and the named cache wins",
        source: documented(pages.useCache),
      },
    ],
    matching: {
      chosenFor: "pod",
      strategies: { default: ["matched-images", "closest-size", "newest"] },
      defaultStrategy: "default",
      steeredBy: ["fullMatch", "matchCount"],
      partial: true,
      scope: "region",
      onMiss: "the images are pulled and a cache is created beside the pod",
      source: documented(pages.overview, "how far two names agree when they are written differently is not stated"),
    },
    phases: ["Pending", "Preparing", "Creating", "Ready", "Failed", "Updating", "UpdateFailed"],
    usablePhases: ["Ready"],
    limits: limits(pages),
    pullPolicy: {
      advised: "IfNotPresent",
      wrong: ["Always"],
      strength: "advice",
      about: "the registry is asked again, even for layers that the cache has",
      source: documented(pages.ackCache),
    },
    cacheObject: cacheObject(pages),
    routing: routing(pages),
    docs: pages,
  };
}
