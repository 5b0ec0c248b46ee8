import { type PodShape, template, type WorkloadRows } from "../workload-kind.ts";

const CLICKHOUSE = "https://docs.altinity.com/altinitykubernetesoperator/";
const STARROCKS = "https://github.com/StarRocks/starrocks-kubernetes-operator/blob/main/doc/api.md";

function starRocks(at: string, images = ["image", "sidecars[].image", "initContainers[].image"]): PodShape {
  return { at, images, annotations: "annotations", labels: "podLabels" };
}

/** Operators of databases for analysis and search. */
export const ANALYTICS: WorkloadRows = {
  groups: [
    "clickhouse.altinity.com",
    "clickhouse-keeper.altinity.com",
    "starrocks.com",
    "opensearch.opster.io",
    "doris.selectdb.com",
    "milvus.io",
  ],
  rows: () => [
    {
      group: "clickhouse.altinity.com",
      kinds: ["ClickHouseInstallation", "ClickHouseInstallationTemplate"],
      pods: [template("spec.templates.podTemplates[]")],
      source: CLICKHOUSE,
    },
    {
      group: "clickhouse-keeper.altinity.com",
      kinds: ["ClickHouseKeeperInstallation"],
      pods: [template("spec.templates.podTemplates[]")],
      source: CLICKHOUSE,
    },
    {
      group: "starrocks.com",
      kinds: ["StarRocksCluster"],
      pods: [
        ...["Fe", "Be", "Cn"].map((name) => starRocks(`spec.starRocks${name}Spec`)),
        starRocks("spec.starRocksFeProxySpec", ["image"]),
      ],
      source: STARROCKS,
    },
    {
      group: "starrocks.com",
      kinds: ["StarRocksWarehouse"],
      pods: [starRocks("spec.template")],
      source: STARROCKS,
    },
    {
      group: "opensearch.opster.io",
      kinds: ["OpenSearchCluster"],
      pods: [],
      images: ["spec.general.image", "spec.dashboards.image", "spec.initHelper.image"],
      source: "https://github.com/opensearch-project/opensearch-k8s-operator/tree/main/docs",
    },
    {
      group: "doris.selectdb.com",
      kinds: ["DorisCluster"],
      pods: ["feSpec", "beSpec", "cnSpec", "brokerSpec"].map((name) => ({
        at: `spec.${name}`,
        images: ["image", "systemInitialization.initImage"],
        annotations: "annotations",
        labels: "podLabels",
      })),
      source: "https://github.com/apache/doris-operator/blob/master/api/doris/v1/types.go",
    },
    {
      group: "milvus.io",
      kinds: ["Milvus"],
      // Every component gets the annotations of all, and adds its own.
      pods: [
        {
          at: "spec",
          images: [
            "components.image",
            "components.toolImage",
            "components.dummyImage",
            "components.*.image",
            "components.*.initContainers[].image",
            "components.*.sidecars[].image",
            "components.volumes[].image.reference",
            "components.*.volumes[].image.reference",
          ],
          annotations: "components.podAnnotations",
          labels: "components.podLabels",
        },
      ],
      source: "https://github.com/zilliztech/milvus-operator/blob/main/apis/milvus.io/v1beta1/components_types.go",
    },
  ],
};
