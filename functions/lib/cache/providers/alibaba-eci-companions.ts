import type { EciPages } from "./alibaba-eci-pages.ts";
import { companion, hosts, integer, oneOf } from "./companion.ts";
import type { Carrier, Family, Grammar, Key } from "./key.ts";
import { documented, type Page } from "./source.ts";

const BOOLEAN: Grammar = { type: "boolean" };
const TEXT: Grammar = { type: "text" };
const POD: readonly Carrier[] = ["pod-annotation"];
const CACHE: readonly Carrier[] = ["cache-annotation"];
const BOTH: readonly Carrier[] = ["pod-annotation", "cache-annotation"];

const ROLE: Grammar = { type: "pattern", pattern: "^acs:ram::[0-9]+:role/.+$", what: "acs:ram::<account>:role/<name>" };
const ACR: Grammar = {
  type: "list",
  max: null,
  of: { type: "pattern", pattern: "^([a-z]+(-[a-z0-9]+)+:)?cri-[a-z0-9]+$", what: "cri-… or <region>:cri-…" },
};

function id(prefix: string): Grammar {
  return { type: "pattern", pattern: `^${prefix}-[a-z0-9]+$`, what: `an id that starts with ${prefix}-` };
}

interface Extra {
  readonly legacy?: readonly string[];
  readonly twin?: string;
  readonly default?: string;
}

function key(
  name: string,
  carriers: readonly Carrier[],
  family: Family,
  value: Grammar,
  about: string,
  page: Page,
  extra: Extra = {},
): Key {
  const { legacy = [], twin, default: absent } = extra;
  return companion(`k8s.aliyun.com/${name}`, family, about, documented(page), {
    legacy: legacy.map((old) => `k8s.aliyun.com/${old}`),
    carriers,
    value,
    ...(twin === undefined ? {} : { twin: `k8s.aliyun.com/${twin}` }),
    ...(absent === undefined ? {} : { default: absent }),
  });
}

function podKeys(pages: EciPages): readonly Key[] {
  return [
    key(
      "eci-extra-ephemeral-storage",
      POD,
      "storage",
      TEXT,
      "storage beyond the free part, such as 20Gi",
      pages.podAnnotations,
    ),
    key(
      "eci-data-cache-bucket",
      POD,
      "storage",
      TEXT,
      "bucket of a data cache, another feature than image caches",
      pages.dataCache,
    ),
    key("eci-data-cache-pl", POD, "storage", TEXT, "performance level of a data cache", pages.dataCache),
    key(
      "eci-data-cache-provisionedIops",
      POD,
      "storage",
      integer(0, null, "IOPS"),
      "speed of a data cache",
      pages.dataCache,
    ),
    key("eci-data-cache-burstingEnabled", POD, "storage", BOOLEAN, "bursts of a data cache", pages.dataCache),
    key("eci-eip-instanceid", POD, "network", id("eip"), "existing public address of the pod", pages.podAnnotations, {
      twin: "eip-instance-id",
    }),
    key("eci-with-eip", POD, "network", BOOLEAN, "creates a public address for the pod", pages.podAnnotations, {
      twin: "auto-create-eip",
    }),
    key("eip-public-ip-address-pool-id", POD, "network", TEXT, "pool of public addresses", pages.podAnnotations),
    key(
      "eci-vswitch",
      POD,
      "network",
      { type: "list", max: 10, of: id("vsw") },
      "switches of the pod",
      pages.podAnnotations,
      {
        twin: "vswitch-ids",
      },
    ),
    key("eci-security-group", POD, "network", id("sg"), "security group of the pod", pages.podAnnotations, {
      twin: "security-group-id",
    }),
    key("eci-use-specs", POD, "instance", TEXT, "instance types of the pod", pages.podAnnotations),
    key("eci-spot-strategy", POD, "instance", TEXT, "spot bidding of the pod", pages.podAnnotations),
  ];
}

function sharedKeys(pages: EciPages): readonly Key[] {
  return [
    key(
      "acr-instance-ids",
      BOTH,
      "registry",
      ACR,
      "registry instances that need no pull secret",
      pages.podAnnotations,
      {
        legacy: ["acr-instance-id"],
      },
    ),
    key("acr-service-arns", BOTH, "registry", ROLE, "role of the account that runs the pods", pages.podAnnotations),
    key("acr-user-arns", BOTH, "registry", ROLE, "role of the account that owns the registry", pages.podAnnotations),
    key("plain-http-registry", BOTH, "registry", hosts(), "registries spoken to over HTTP", pages.registries),
    key(
      "insecure-registry",
      BOTH,
      "registry",
      hosts(),
      "registries whose certificate is not checked",
      pages.registries,
    ),
    key(
      "eip-bandwidth",
      BOTH,
      "network",
      integer(1, null, "Mbit/s"),
      "bandwidth of the created public address",
      pages.cacheAnnotations,
    ),
    key(
      "eip-internet-charge-type",
      BOTH,
      "network",
      oneOf("PayByBandwidth", "PayByTraffic"),
      "billing of the created public address",
      pages.cacheAnnotations,
    ),
    key(
      "eip-isp",
      BOTH,
      "network",
      oneOf("BGP", "BGP_PRO"),
      "line of the created public address",
      pages.cacheAnnotations,
    ),
    key(
      "eip-common-bandwidth-package-id",
      BOTH,
      "network",
      id("cbwp"),
      "shared bandwidth of the public address",
      pages.cacheAnnotations,
    ),
  ];
}

function cacheKeys(pages: EciPages): readonly Key[] {
  return [
    key(
      "imc-size",
      CACHE,
      "cache",
      integer(20, 32768, "GiB"),
      "size of the cache, as spec.imageCacheSize",
      pages.cacheAnnotations,
    ),
    key(
      "imc-retention-days",
      CACHE,
      "cache",
      integer(1, 65536, "days"),
      "days until the cache is deleted, as spec.retentionDays",
      pages.cacheAnnotations,
    ),
    key("imc-enable-reuse", CACHE, "cache", BOOLEAN, "reuses layers of existing caches", pages.cacheAnnotations, {
      default: "false",
      // Only in old copies of the documentation and in examples made from them.
      legacy: ["auto-match-imagecache"],
    }),
    key(
      "imc-enable-flash",
      CACHE,
      "cache",
      BOOLEAN,
      "makes the cache usable from a temporary snapshot at once",
      pages.cacheAnnotations,
      {
        default: "false",
      },
    ),
    key(
      "imc-cpu-arch",
      CACHE,
      "cache",
      oneOf("amd64", "arm64"),
      "processor that the images are for",
      pages.cacheAnnotations,
      { default: "amd64" },
    ),
    key(
      "imc-os-type",
      CACHE,
      "cache",
      oneOf("linux", "windows"),
      "operating system that the images are for",
      pages.cacheAnnotations,
      { default: "linux" },
    ),
    key(
      "vswitch-ids",
      CACHE,
      "network",
      { type: "list", max: 10, of: id("vsw") },
      "switches of the builder",
      pages.cacheAnnotations,
      { twin: "eci-vswitch" },
    ),
    key("security-group-id", CACHE, "network", id("sg"), "security group of the builder", pages.cacheAnnotations, {
      twin: "eci-security-group",
    }),
    key("resource-group-id", CACHE, "network", id("rg"), "resource group of the cache", pages.cacheAnnotations),
    key(
      "eip-instance-id",
      CACHE,
      "network",
      id("eip"),
      "existing public address of the builder",
      pages.cacheAnnotations,
      { twin: "eci-eip-instanceid" },
    ),
    key(
      "auto-create-eip",
      CACHE,
      "network",
      BOOLEAN,
      "creates a public address for the builder",
      pages.cacheAnnotations,
      { twin: "eci-with-eip" },
    ),
  ];
}

function routingKeys(pages: EciPages): readonly Key[] {
  return [
    companion("alibabacloud.com/eci", "routing", "sends pods to virtual nodes", documented(pages.schedule), {
      carriers: ["pod-label", "namespace-label"],
      value: BOOLEAN,
    }),
    companion(
      "alibabacloud.com/burst-resource",
      "routing",
      "sends pods to virtual nodes, always or when real nodes are full",
      documented(pages.burst),
      { value: oneOf("eci", "eci_only") },
    ),
  ];
}

/** What the cloud writes into pods once they are scheduled, beside the matched cache. */
function platformKeys(pages: EciPages): readonly Key[] {
  const names: Readonly<Record<string, string>> = {
    "eci-request-id": "request that created the instance",
    "eci-instance-id": "id of the instance",
    "eci-instance-spec": "size of the instance that is billed",
    "eci-instance-compute-category": "type of compute of the instance",
    "allocated-eipInstanceId": "public address of the pod, by its id",
    "allocated-eipAddress": "public address of the pod",
    "allocated-ipv6Address": "address of the pod",
    "eci-created-by-template": "whether a template made the pod",
    "eni-instance-id": "network interface of the pod",
    "eci-vpc": "network of the pod",
    "eci-schedule-result": "result of scheduling, retired",
  };
  const source = documented(pages.podAnnotations);
  return Object.entries(names).map(([name, about]) =>
    companion(`k8s.aliyun.com/${name}`, "instance", about, source, { by: "platform" }),
  );
}

/** Documented keys of ECI other than the ones that steer image caches of pods. */
export function eciCompanions(pages: EciPages): readonly Key[] {
  return [...podKeys(pages), ...sharedKeys(pages), ...cacheKeys(pages), ...routingKeys(pages), ...platformKeys(pages)];
}
