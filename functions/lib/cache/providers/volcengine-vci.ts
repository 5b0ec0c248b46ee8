/** Volcengine (BytePlus) VCI: image caches of elastic container instances of VKE. */
import { companion, integer } from "./companion.ts";
import type { Key, SteeringKey } from "./key.ts";
import type { Limits, Provider, Routing } from "./provider.ts";
import { documented, inferred, observed, type Page } from "./source.ts";

function pages() {
  return {
    overview: { url: "https://docs.byteplus.com/en/docs/vke/VCI-Image-Cache-overview", date: null },
    automatic: { url: "https://www.volcengine.com/docs/6460/187778", date: "2024-11-22" },
    automaticEnglish: {
      url: "https://docs.byteplus.com/en/docs/vke/Creating-a-VCI-instance-using-Automatic-Image-Cache",
      date: null,
    },
    manual: {
      url: "https://docs.byteplus.com/en/docs/vke/Creating-a-VCI-instance-using-Manual-Image-Cache",
      date: null,
    },
    podAnnotations: { url: "https://www.volcengine.com/docs/6460/76920", date: "2025-01-17" },
  } as const satisfies Record<string, Page>;
}

type Pages = ReturnType<typeof pages>;

const BURST = "vke.volcengine.com/burst-to-vci";
const STORAGE = "vci.vke.volcengine.com/desired-system-storage";
const NODE_TYPE = "vci.vke.volcengine.com/node-type";

function autoMatch({ overview }: Pages): SteeringKey {
  return {
    carriers: ["pod-annotation"],
    by: "user",
    family: "cache",
    legacy: [],
    current: "vci.vke.volcengine.com/enable-auto-create-imc",
    value: { type: "boolean" },
    about: "uses an image cache that fits, and creates one when there is none",
    default: "false",
    option: null,
    switch: { on: "true", off: null },
    source: documented(overview, 'a feature in beta; only "true" is documented'),
  };
}

function burst({ podAnnotations }: Pages): SteeringKey {
  return {
    carriers: ["pod-annotation", "pod-label"],
    by: "user",
    family: "routing",
    legacy: [],
    current: BURST,
    value: { type: "enum", values: ["enforce"] },
    about: "runs pods on VCI",
    option: null,
    source: documented(podAnnotations, "the admission plug-in for clusters of one's own reads a label of that name"),
  };
}

function companions({ podAnnotations }: Pages): readonly Key[] {
  const source = documented(podAnnotations);
  const list = (name: string, about: string): Key => companion(name, "network", about, source);
  return [
    companion(STORAGE, "storage", "size of the system disk", source, { value: integer(40, 500, "GiB") }),
    companion("vci.vke.volcengine.com/preferred-instance-types", "instance", "instance types of the pod", source),
    companion("vci.vke.volcengine.com/preferred-instance-family", "instance", "instance families of the pod", source),
    companion("vci.vke.volcengine.com/kube-proxy-enabled", "network", "installs the proxy", source, {
      value: { type: "boolean" },
      default: "true",
    }),
    list("vke.volcengine.com/preferred-subnet-ids", "subnets of the pod"),
    list("vke.volcengine.com/security-group-ids", "security groups of the pod"),
  ];
}

function limits({ manual, automatic, podAnnotations }: Pages): Limits {
  const open = { min: null, max: null, default: null } as const;
  return {
    images: { ...open, min: 1, unit: "images", source: inferred("no number is stated", manual) },
    size: { min: 40, max: 500, default: 40, unit: "GiB", source: documented(manual) },
    retentionDays: {
      ...open,
      unit: "days",
      source: documented(automatic, "caches that were made automatically go after 15 days without use"),
    },
    caches: { ...open, max: 20, unit: "caches", source: documented(manual) },
    freeStorage: {
      gib: 40,
      extraKey: STORAGE,
      declares: "total-gib",
      source: inferred("the disk must hold the cache; without the annotation it has its smallest size", podAnnotations),
    },
    cacheDisk: null,
  };
}

function routing({ podAnnotations }: Pages): Routing {
  const plugin = observed("source of the admission plug-in, which adds selector and toleration");
  return {
    signs: [
      { on: "pod-annotation", key: BURST, values: ["enforce"], source: documented(podAnnotations) },
      { on: "pod-label", key: BURST, values: ["enforce"], source: plugin },
      { on: "node-selector", key: NODE_TYPE, values: ["vci"], source: plugin },
      { on: "toleration", key: NODE_TYPE, values: null, source: plugin },
    ],
    profiles: [],
    groups: [],
    unsupported: [],
    source: documented(podAnnotations),
  };
}

/** The row of Volcengine VCI. */
export function volcengineVci(): Provider {
  const docs = pages();
  return {
    name: "volcengine-vci",
    title: "Volcengine VCI",
    noun: "image cache",
    keys: {
      autoMatch: autoMatch(docs),
      fullMatch: null,
      matchCount: null,
      usageStrategy: null,
      createIfNotPresent: null,
      // Caches made by hand can be used too; the annotation that names one is on no page that was found.
      pin: null,
      rejectIfNotAvailable: null,
      matched: null,
      imageReplacement: null,
      burst: burst(docs),
    },
    companions: companions(docs),
    pin: {
      by: "name",
      pattern: "^[^\\s]+$",
      observed: null,
      what: "the name of an image cache",
      example: "web-cache",
      mistaken: [],
      regions: null,
      source: documented(docs.manual, "names are unique in a region"),
    },
    pinFailure: null,
    exclusions: [],
    matching: {
      chosenFor: "pod",
      strategies: { default: [] },
      defaultStrategy: "default",
      steeredBy: [],
      partial: null,
      scope: "region",
      onMiss: "the images are pulled and a cache is created for later pods",
      source: documented(
        docs.automaticEnglish,
        "how caches are compared is not stated, only that one must fit the disk",
      ),
    },
    phases: ["Ready.Ok", "Ready"],
    usablePhases: ["Ready.Ok", "Ready"],
    limits: limits(docs),
    pullPolicy: null,
    // An object for caches exists, and its fields are on no page that could be read.
    cacheObject: null,
    routing: routing(docs),
    docs,
  };
}
