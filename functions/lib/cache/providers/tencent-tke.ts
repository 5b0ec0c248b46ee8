/** Tencent Kubernetes Engine: image caches of pods on super nodes and in serverless clusters. */
import { companion, hosts, integer, oneOf } from "./companion.ts";
import type { Key, SteeringKey } from "./key.ts";
import type { CacheObject, Limits, Provider, Routing } from "./provider.ts";
import { documented, inferred, observed, type Page } from "./source.ts";

function pages() {
  return {
    imageCache: { url: "https://www.tencentcloud.com/document/product/457/44484", date: "2024-12-17" },
    annotations: { url: "https://www.tencentcloud.com/document/product/457/36162", date: "2024-12-17" },
    schedule: { url: "https://www.tencentcloud.com/document/product/457/45561", date: "2024-12-23" },
    api: { url: "https://cloud.tencent.com/document/api/457/31866", date: null },
    updateApi: { url: "https://cloud.tencent.com/document/api/457/70857", date: null },
  } as const satisfies Record<string, Page>;
}

type Pages = ReturnType<typeof pages>;

const DOMAIN = "eks.tke.cloud.tencent.com";
const DISK_SIZE = `${DOMAIN}/image-cache-disk-size`;

/** One annotation says both: `auto`, or the id of a cache. */
function useImageCache({ annotations }: Pages): Omit<SteeringKey, "about"> {
  return {
    carriers: ["pod-annotation"],
    by: "user",
    family: "cache",
    legacy: [],
    current: `${DOMAIN}/use-image-cache`,
    value: { type: "pin", words: { auto: "autoMatch" } },
    option: null,
    source: documented(annotations),
  };
}

function companions({ annotations, imageCache }: Pages): readonly Key[] {
  const source = documented(annotations);
  const key = (name: string, family: Key["family"], about: string, more: Partial<Key> = {}): Key =>
    companion(`${DOMAIN}/${name}`, family, about, source, more);
  return [
    key("image-cache-disk-type", "cache", "type of the disk that is made from the cache", {
      value: oneOf("CLOUD_BASIC", "CLOUD_PREMIUM", "CLOUD_SSD", "CLOUD_HSSD", "CLOUD_TSSD"),
      default: "CLOUD_PREMIUM",
    }),
    companion(DISK_SIZE, "cache", "size of that disk, at least that of the cache", source, {
      value: integer(1, null, "GiB"),
    }),
    key("image-cache-disk-retain-minute", "cache", "keeps that disk for the next pod", {
      value: integer(0, null, "minutes"),
    }),
    key("cbs-reuse-key", "storage", "workloads with the same key reuse the disks of each other's pods"),
    key("root-cbs-size", "storage", "size of the system disk", { value: integer(20, null, "GiB") }),
    key("registry-insecure-skip-verify", "registry", "registries whose certificate is not checked", {
      value: hosts(),
    }),
    key("registry-http-endpoint", "registry", "registries spoken to over HTTP", { value: hosts() }),
    companion(`${DOMAIN}/eip-attributes`, "network", "creates a public address", documented(imageCache), {
      carriers: ["pod-annotation", "cache-annotation"],
    }),
    key("eip-id-list", "network", "existing public addresses of the pods"),
    key("security-group-id", "network", "security groups of the pod"),
  ];
}

function cacheObject({ imageCache }: Pages): CacheObject {
  const none = {
    reuse: null,
    flash: null,
    cpuArch: null,
    osType: null,
    plainHttp: null,
    insecure: null,
    eip: null,
    autoCreateEip: null,
    eipBandwidth: null,
    eipChargeType: null,
    eipIsp: null,
    eipBandwidthPackage: null,
  } as const;
  const name = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";
  return {
    group: "eks.cloud.tencent.com",
    versions: ["v1"],
    kind: "ImageCache",
    namespaced: null,
    images: "spec.images[]",
    settings: {
      ...none,
      size: { field: "spec.imageCacheSize", annotation: null },
      retentionDays: { field: "spec.retentionDays", annotation: null },
    },
    secrets: {
      field: "spec.imagePullSecrets[]",
      pattern: `^[a-z0-9]([-a-z0-9]*[a-z0-9])?/${name}$`,
      what: "namespace/secretName",
      max: null,
    },
    immutable: false,
    // The page shows no status; these are the names that others use, and reading what is not there does no harm.
    status: {
      id: "status.imageCacheId",
      phase: "status.phase",
      createdAt: ["metadata.creationTimestamp"],
      expiresAt: "status.expireDateTime",
      images: null,
    },
    source: documented(imageCache, "the fields of the status are not documented"),
  };
}

function limits({ imageCache, annotations, updateApi }: Pages): Limits {
  return {
    images: { min: 1, max: null, default: null, unit: "images", source: inferred("no number is stated", imageCache) },
    size: {
      min: null,
      max: null,
      default: 20,
      unit: "GiB",
      source: documented(updateApi, "the range is that of a premium disk"),
    },
    retentionDays: { min: 0, max: null, default: 0, unit: "days", source: documented(updateApi, "0 is for ever") },
    caches: null,
    freeStorage: null,
    cacheDisk: { key: DISK_SIZE, source: documented(annotations, "the disk may only grow") },
  };
}

function routing({ schedule, annotations }: Pages): Routing {
  return {
    signs: [
      {
        on: "node-selector",
        key: "node.kubernetes.io/instance-type",
        values: ["eklet"],
        source: documented(schedule),
      },
      { on: "toleration", key: `${DOMAIN}/eklet`, values: null, source: observed("taint of super nodes", schedule) },
      { on: "node-name", key: "nodeName", values: ["eklet-*"], source: observed("names of super nodes", schedule) },
    ],
    profiles: [{ group: "", kind: "ConfigMap", name: "eks-config", source: documented(annotations) }],
    groups: [],
    unsupported: [],
    source: documented(schedule, "pods of serverless clusters, and those for which nodes lack room, need no selector"),
  };
}

/** The row of Tencent TKE. */
export function tencentTke(): Provider {
  const docs = pages();
  const key = useImageCache(docs);
  return {
    name: "tencent-tke",
    title: "Tencent TKE",
    noun: "image cache",
    keys: {
      autoMatch: { ...key, about: "matches an image cache automatically", switch: { on: "auto", off: null } },
      fullMatch: null,
      matchCount: null,
      usageStrategy: null,
      createIfNotPresent: null,
      pin: { ...key, about: "names the one image cache to start from" },
      rejectIfNotAvailable: null,
      matched: null,
      imageReplacement: null,
      burst: null,
    },
    companions: companions(docs),
    pin: {
      by: "id",
      pattern: "^imc-[a-z0-9]+$",
      observed: "^imc-[a-z0-9]{8}$",
      what: "an image cache id (imc- and 8 lower-case letters or digits)",
      example: "imc-1cghhuuu",
      mistaken: [{ pattern: "^snap-[a-z0-9]+$", what: "the id of a snapshot" }],
      regions: null,
      source: observed("every unmasked id seen has 8 characters after imc-", docs.updateApi),
    },
    pinFailure: {
      outcome: "pulls",
      strictKey: null,
      about: "the images are pulled from the registry",
      source: documented(
        docs.imageCache,
        "stated for a cache without the images of the pod; one that does not exist is expected to behave alike",
      ),
    },
    exclusions: [],
    matching: {
      chosenFor: "pod",
      strategies: { default: ["matched-images", "smallest-cache", "newest"] },
      defaultStrategy: "default",
      steeredBy: [],
      partial: true,
      scope: "region",
      onMiss: "the images are pulled",
      source: documented(docs.imageCache, "how a pod with several images is matched is not stated"),
    },
    phases: ["Pending", "Ready", "Failed", "Updating", "UpdateFailed"],
    usablePhases: ["Ready"],
    limits: limits(docs),
    pullPolicy: null,
    cacheObject: cacheObject(docs),
    routing: routing(docs),
    docs,
  };
}
