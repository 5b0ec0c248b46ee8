import { type PodShape, template, type WorkloadKind, type WorkloadRows } from "../workload-kind.ts";

const ELASTIC = "https://www.elastic.co/docs/reference/cloud-on-k8s/";

/** One application of Elastic: `podTemplate` beside the fields that describe it, the image at the top. */
function elasticPod(at: string, images: readonly string[] = []): PodShape {
  return {
    at,
    spec: "podTemplate.spec",
    images,
    annotations: "podTemplate.metadata.annotations",
    labels: "podTemplate.metadata.labels",
  };
}

function elastic(product: string, kind: string, pods: readonly PodShape[], images: readonly string[]): WorkloadKind {
  return { group: `${product}.k8s.elastic.co`, kinds: [kind], pods, images, source: ELASTIC };
}

function k6Pod(at: string): PodShape {
  return {
    at,
    images: ["image", "initContainers[].image", "volumes[].image.reference"],
    annotations: "metadata.annotations",
    labels: "metadata.labels",
  };
}

/** Monitoring, logging, CI runners and pre-pull controllers. */
export const PLATFORM: WorkloadRows = {
  groups: [
    "monitoring.coreos.com",
    "elasticsearch.k8s.elastic.co",
    "kibana.k8s.elastic.co",
    "apm.k8s.elastic.co",
    "enterprisesearch.k8s.elastic.co",
    "maps.k8s.elastic.co",
    "logstash.k8s.elastic.co",
    "beat.k8s.elastic.co",
    "agent.k8s.elastic.co",
    "opentelemetry.io",
    "actions.github.com",
    "k6.io",
    "kubefledged.io",
  ],
  rows: () => [
    {
      group: "monitoring.coreos.com",
      kinds: ["Prometheus", "PrometheusAgent", "Alertmanager", "ThanosRuler"],
      pods: [
        {
          at: "spec",
          spec: "",
          images: ["image", "thanos.image"],
          annotations: "podMetadata.annotations",
          labels: "podMetadata.labels",
        },
      ],
      source: "https://prometheus-operator.dev/docs/api-reference/api/",
    },
    elastic("elasticsearch", "Elasticsearch", [elasticPod("spec.nodeSets[]")], ["spec.image"]),
    elastic("kibana", "Kibana", [elasticPod("spec", ["image"])], []),
    elastic("apm", "ApmServer", [elasticPod("spec", ["image"])], []),
    elastic("enterprisesearch", "EnterpriseSearch", [elasticPod("spec", ["image"])], []),
    elastic("maps", "ElasticMapsServer", [elasticPod("spec", ["image"])], []),
    elastic("logstash", "Logstash", [elasticPod("spec", ["image"])], []),
    elastic("beat", "Beat", [elasticPod("spec.deployment"), elasticPod("spec.daemonSet")], ["spec.image"]),
    elastic(
      "agent",
      "Agent",
      [elasticPod("spec.deployment"), elasticPod("spec.daemonSet"), elasticPod("spec.statefulSet")],
      ["spec.image"],
    ),
    {
      group: "opentelemetry.io",
      kinds: ["OpenTelemetryCollector"],
      pods: [
        {
          at: "spec",
          spec: "",
          images: ["image", "additionalContainers[].image"],
          annotations: "podAnnotations",
        },
      ],
      images: ["spec.targetAllocator.image"],
      source: "https://github.com/open-telemetry/opentelemetry-operator/tree/main/docs/api",
    },
    {
      group: "actions.github.com",
      kinds: ["AutoscalingRunnerSet"],
      pods: [template("spec.template"), template("spec.listenerTemplate")],
      source: "https://github.com/actions/actions-runner-controller/tree/master/apis/actions.github.com",
    },
    {
      group: "k6.io",
      kinds: ["TestRun", "K6"],
      pods: [k6Pod("spec.runner"), k6Pod("spec.starter"), k6Pod("spec.initializer")],
      source: "https://github.com/grafana/k6-operator/tree/main/api",
    },
    {
      group: "kubefledged.io",
      kinds: ["ImageCache"],
      pods: [],
      images: ["spec.cacheSpec[].images[]"],
      source: "https://github.com/senthilrch/kube-fledged/tree/master/pkg/apis",
    },
  ],
};
