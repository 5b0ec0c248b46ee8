import { type PodShape, template, type WorkloadKind, type WorkloadRows } from "../workload-kind.ts";

const PROMETHEUS = "https://prometheus-operator.dev/docs/api-reference/api/";
const OTEL = "https://github.com/open-telemetry/opentelemetry-operator/tree/main/docs/api";
const VICTORIA = "https://docs.victoriametrics.com/operator/api/";

/** Languages and servers for which OpenTelemetry injects an image of its own. */
const INSTRUMENTED = ["java", "nodejs", "python", "dotnet", "go", "apacheHttpd", "nginx"] as const;

/** A resource of Prometheus' operator: a PodSpec's lists beside `image`. */
function prometheus(
  kinds: readonly string[],
  images: readonly string[],
  names: readonly string[],
  more: Pick<PodShape, "everyNode"> = {},
): WorkloadKind {
  const metadata = { annotations: "podMetadata.annotations", labels: "podMetadata.labels", ...more };
  return {
    group: "monitoring.coreos.com",
    kinds,
    pods: [{ at: "spec", spec: "", images, ...metadata }],
    names,
    source: PROMETHEUS,
  };
}

function otelPod(at: string): PodShape {
  return { at, spec: "", images: ["image", "additionalContainers[].image"], annotations: "podAnnotations" };
}

/** Components of VictoriaMetrics: the image of each is a map of repository and tag. */
function victoria(kind: string, components: readonly string[], images: readonly string[] = []): WorkloadKind {
  return {
    group: "operator.victoriametrics.com",
    kinds: [kind],
    pods: components.map((at) => ({
      at,
      spec: "",
      images,
      annotations: "podMetadata.annotations",
      labels: "podMetadata.labels",
    })),
    names: components.map((at) => `${at}.image.repository`),
    source: VICTORIA,
  };
}

/** Images that Fluentd's pods have as maps of repository and tag. */
const FLUENTD_NAMES = [
  "image",
  "volumeModImage",
  "configReloaderImage",
  "bufferVolumeImage",
  "scaling.drain.image",
  "scaling.drain.pauseImage",
] as const;

const FLUENTBIT_NAMES = ["image", "bufferVolumeImage", "configHotReload.image"] as const;

const SYSLOG_NG_NAMES = [
  "syslogNGImage",
  "configReloadImage",
  "metricsExporterImage",
  "bufferVolumeMetricsImage",
] as const;

function fluentd(at: string): PodShape {
  return { at, images: ["sidecarContainers[].image"], annotations: "annotations", labels: "labels" };
}

function fluentbit(at: string): PodShape {
  return { at, annotations: "annotations", labels: "labels", everyNode: true };
}

/** Parts of Dynatrace whose images are maps of repository and tag: those of a DaemonSet, and the others. */
const DYNATRACE_NODE_PARTS = ["logMonitoring", "kspmNodeConfigurationCollector"] as const;
const DYNATRACE_PARTS = ["otelCollector", "extensionExecutionController"] as const;

function dynatrace(at: string, images: readonly string[] = [], more: Pick<PodShape, "everyNode"> = {}): PodShape {
  return { at, images, annotations: "annotations", labels: "labels", ...more };
}

/** Kinds of the logging operator: all collectors in one, or one of them alone. */
function logging(kind: string, pods: readonly PodShape[], names: readonly string[]): WorkloadKind {
  return {
    group: "logging.banzaicloud.io",
    kinds: [kind],
    pods,
    names: names.map((path) => `spec.${path}.repository`),
    source: "https://github.com/kube-logging/logging-operator/tree/master/pkg/sdk/logging/api/v1beta1",
  };
}

/** Metrics, traces, logs and dashboards. */
export const MONITORING: WorkloadRows = {
  groups: [
    "monitoring.coreos.com",
    "opentelemetry.io",
    "operator.victoriametrics.com",
    "grafana.integreatly.org",
    "jaegertracing.io",
    "fluentbit.fluent.io",
    "logging.banzaicloud.io",
    "tempo.grafana.com",
    "operator.skywalking.apache.org",
    "kiali.io",
    "dynatrace.com",
  ],
  rows: () => [
    // `baseImage` is the older way to write an image: its tag is in `tag`, `sha` or `version`.
    prometheus(["Prometheus"], ["image", "thanos.image"], ["spec.baseImage", "spec.thanos.baseImage"]),
    prometheus(["Alertmanager"], ["image"], ["spec.baseImage"]),
    // The agent knows that mode, the ruler has no such field.
    prometheus(["PrometheusAgent", "ThanosRuler"], ["image"], [], { everyNode: { field: "mode", value: "DaemonSet" } }),
    {
      group: "opentelemetry.io",
      kinds: ["OpenTelemetryCollector"],
      pods: [{ ...otelPod("spec"), everyNode: { field: "mode", value: "daemonset" } }],
      images: ["spec.targetAllocator.image"],
      source: OTEL,
    },
    { group: "opentelemetry.io", kinds: ["TargetAllocator", "OpAMPBridge"], pods: [otelPod("spec")], source: OTEL },
    {
      // Images that are put into pods of others.
      group: "opentelemetry.io",
      kinds: ["Instrumentation"],
      pods: [],
      images: [...INSTRUMENTED.map((name) => `spec.${name}.image`), "spec.java.extensions[].image"],
      source: OTEL,
    },
    victoria("VMSingle", ["spec"]),
    // In spite of its name, the field holds a whole image.
    ...["VMAgent", "VMAlert", "VMAlertmanager", "VMAuth"].map((kind) =>
      victoria(kind, ["spec"], ["configReloaderImageTag"]),
    ),
    ...["VLogs", "VLSingle", "VLAgent", "VTSingle"].map((kind) => victoria(kind, ["spec"])),
    victoria("VMAnomaly", ["spec"]),
    victoria("VTCluster", ["spec.insert", "spec.select", "spec.storage"]),
    victoria("VLCluster", ["spec.vlselect", "spec.vlinsert", "spec.vlstorage"]),
    victoria("VMCluster", ["spec.vmselect", "spec.vminsert", "spec.vmstorage"]),
    {
      group: "grafana.integreatly.org",
      kinds: ["Grafana"],
      pods: [template("spec.deployment.spec.template")],
      source: "https://grafana.github.io/grafana-operator/docs/api/",
    },
    {
      group: "jaegertracing.io",
      kinds: ["Jaeger"],
      pods: ["allInOne", "collector", "query", "agent", "ingester"].map((name) => ({
        at: `spec.${name}`,
        images: ["image"],
        annotations: "annotations",
        labels: "labels",
      })),
      images: ["cassandraCreateSchema", "esIndexCleaner", "esRollover", "dependencies"].map(
        (name) => `spec.storage.${name}.image`,
      ),
      source: "https://github.com/jaegertracing/jaeger-operator/blob/main/docs/api.md",
    },
    {
      group: "fluentbit.fluent.io",
      kinds: ["FluentBit"],
      pods: [{ at: "spec", images: ["image", "initContainers[].image"], annotations: "annotations", everyNode: true }],
      source: "https://github.com/fluent/fluent-operator/blob/master/docs/fluentbit.md",
    },
    logging(
      "Logging",
      [
        fluentd("spec.fluentd"),
        fluentbit("spec.fluentbit"),
        // What the operator's own template is overridden with.
        template("spec.syslogNG.statefulSet.spec.template"),
      ],
      [
        ...FLUENTD_NAMES.map((name) => `fluentd.${name}`),
        ...FLUENTBIT_NAMES.map((name) => `fluentbit.${name}`),
        ...SYSLOG_NG_NAMES.map((name) => `syslogNG.${name}`),
      ],
    ),
    logging("FluentdConfig", [fluentd("spec")], FLUENTD_NAMES),
    logging("FluentbitAgent", [fluentbit("spec")], FLUENTBIT_NAMES),
    logging("SyslogNGConfig", [template("spec.statefulSet.spec.template")], SYSLOG_NG_NAMES),
    {
      group: "tempo.grafana.com",
      kinds: ["TempoStack"],
      pods: [],
      images: ["spec.images.*"],
      source: "https://github.com/grafana/tempo-operator/blob/main/api/tempo/v1alpha1/tempostack_types.go",
    },
    {
      group: "operator.skywalking.apache.org",
      kinds: ["OAPServer", "UI", "BanyanDB"],
      pods: [],
      images: ["spec.image"],
      source: "https://github.com/apache/skywalking-swck/tree/master/operator/apis/operator/v1alpha1",
    },
    {
      group: "kiali.io",
      kinds: ["Kiali"],
      pods: [{ at: "spec.deployment", annotations: "pod_annotations", labels: "pod_labels" }],
      names: ["spec.deployment.image_name"],
      source: "https://github.com/kiali/kiali-operator/blob/master/crd-docs/cr/kiali.io_v1alpha1_kiali.yaml",
    },
    {
      group: "dynatrace.com",
      kinds: ["DynaKube"],
      pods: [
        ...["classicFullStack", "cloudNativeFullStack", "hostMonitoring"].map((mode) =>
          dynatrace(`spec.oneAgent.${mode}`, ["image"], { everyNode: true }),
        ),
        dynatrace("spec.activeGate", ["image"]),
        ...DYNATRACE_NODE_PARTS.map((part) => dynatrace(`spec.templates.${part}`, [], { everyNode: true })),
        ...DYNATRACE_PARTS.map((part) => dynatrace(`spec.templates.${part}`)),
      ],
      images: ["applicationMonitoring", "cloudNativeFullStack"].map((mode) => `spec.oneAgent.${mode}.codeModulesImage`),
      names: [...DYNATRACE_NODE_PARTS, ...DYNATRACE_PARTS, "databaseExecutor"].map(
        (part) => `spec.templates.${part}.imageRef.repository`,
      ),
      source: "https://docs.dynatrace.com/docs/ingest-from/setup-on-k8s/reference/dynakube-parameters",
    },
  ],
};
