import { template, type WorkloadRows } from "../workload-kind.ts";

const SOURCE = "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/";

/** Kinds of Kubernetes itself, and those that a distribution or cloud serves in a group of its own. */
export const BUILT_IN: WorkloadRows = {
  groups: ["", "apps", "extensions", "batch", "apps.openshift.io", "cci"],
  rows: () => [
    { group: "", kinds: ["Pod"], pods: [template("")], source: SOURCE },
    { group: "", kinds: ["PodTemplate"], pods: [template("template")], source: SOURCE },
    { group: "", kinds: ["ReplicationController"], pods: [template("spec.template")], source: SOURCE },
    {
      group: "apps",
      kinds: ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"],
      pods: [template("spec.template")],
      source: SOURCE,
    },
    {
      group: "extensions",
      kinds: ["Deployment", "ReplicaSet", "DaemonSet"],
      pods: [template("spec.template")],
      source: "https://kubernetes.io/docs/reference/using-api/deprecation-guide/",
    },
    { group: "batch", kinds: ["Job"], pods: [template("spec.template")], source: SOURCE },
    { group: "batch", kinds: ["CronJob"], pods: [template("spec.jobTemplate.spec.template")], source: SOURCE },
    {
      group: "apps.openshift.io",
      kinds: ["DeploymentConfig"],
      pods: [template("spec.template")],
      source:
        "https://docs.openshift.com/container-platform/latest/rest_api/workloads_apis/deploymentconfig-apps-openshift-io-v1.html",
    },
    {
      group: "cci",
      kinds: ["Deployment"],
      pods: [template("spec.template")],
      source: "https://support.huaweicloud.com/usermanual-cci2/cci_01_0114.html",
    },
    {
      group: "cci",
      kinds: ["Pod"],
      pods: [template("")],
      source: "https://support.huaweicloud.com/usermanual-cci2/cci_01_0114.html",
    },
  ],
};
