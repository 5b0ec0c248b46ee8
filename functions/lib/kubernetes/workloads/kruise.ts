import { template, type WorkloadRows, whenImages } from "../workload-kind.ts";

const SOURCE = "https://openkruise.io/docs/user-manuals/";

/** Workloads and image tools of OpenKruise. */
export const KRUISE: WorkloadRows = {
  groups: ["apps.kruise.io", "agents.kruise.io", "game.kruise.io"],
  rows: () => [
    {
      group: "apps.kruise.io",
      kinds: ["CloneSet", "StatefulSet", "DaemonSet", "BroadcastJob"],
      pods: [template("spec.template")],
      source: `${SOURCE}cloneset`,
    },
    {
      // The pods are those of other workloads: containers are added to them, annotations by a list of patches.
      group: "apps.kruise.io",
      kinds: ["SidecarSet"],
      pods: [
        {
          at: "spec",
          spec: "",
          images: [
            "containers[].upgradeStrategy.hotUpgradeEmptyImage",
            "initContainers[].upgradeStrategy.hotUpgradeEmptyImage",
          ],
          annotations: null,
        },
      ],
      source: `${SOURCE}sidecarset`,
    },
    {
      group: "apps.kruise.io",
      kinds: ["UnitedDeployment"],
      pods: [
        template("spec.template.statefulSetTemplate.spec.template"),
        template("spec.template.advancedStatefulSetTemplate.spec.template"),
        template("spec.template.cloneSetTemplate.spec.template"),
        template("spec.template.deploymentTemplate.spec.template"),
        whenImages("spec.topology.subsets[].patch"),
      ],
      source: `${SOURCE}uniteddeployment`,
    },
    {
      group: "apps.kruise.io",
      kinds: ["AdvancedCronJob"],
      pods: [
        template("spec.template.jobTemplate.spec.template"),
        template("spec.template.broadcastJobTemplate.spec.template"),
      ],
      images: ["spec.template.imageListPullJobTemplate.spec.images[]"],
      source: `${SOURCE}advancedcronjob`,
    },
    {
      group: "apps.kruise.io",
      kinds: ["WorkloadSpread"],
      pods: [whenImages("spec.subsets[].patch")],
      source: `${SOURCE}workloadspread`,
    },
    {
      group: "apps.kruise.io",
      kinds: ["EphemeralJob"],
      pods: [],
      images: ["spec.template.ephemeralContainers[].image"],
      source: `${SOURCE}ephemeraljob`,
    },
    {
      group: "apps.kruise.io",
      kinds: ["ImagePullJob"],
      pods: [],
      images: ["spec.image"],
      source: `${SOURCE}imagepulljob`,
    },
    {
      group: "apps.kruise.io",
      kinds: ["ImageListPullJob"],
      pods: [],
      images: ["spec.images[]"],
      source: `${SOURCE}imagepulljob`,
    },
    {
      group: "agents.kruise.io",
      kinds: ["SandboxSet", "Sandbox"],
      pods: [template("spec.template")],
      source: "https://github.com/openkruise/agents",
    },
    {
      group: "game.kruise.io",
      kinds: ["GameServerSet"],
      pods: [template("spec.gameServerTemplate")],
      source: "https://openkruise.io/kruisegame/reference/crd-field-description/",
    },
  ],
};
