import type { WorkloadRows } from "../workload-kind.ts";

const KPACK = "https://github.com/buildpacks-community/kpack/blob/main/docs/";

/** Applications, build services and runners that an operator installs. */
export const SERVERS: WorkloadRows = {
  groups: ["kpack.io", "apps.gitlab.com", "vault.banzaicloud.com", "weblogic.oracle", "awx.ansible.com"],
  rows: () => [
    {
      group: "kpack.io",
      kinds: ["ClusterStack"],
      pods: [],
      images: ["spec.buildImage.image", "spec.runImage.image"],
      source: `${KPACK}stack.md`,
    },
    {
      group: "kpack.io",
      kinds: ["ClusterStore"],
      pods: [],
      images: ["spec.sources[].image"],
      source: `${KPACK}store.md`,
    },
    {
      group: "kpack.io",
      kinds: ["Image", "Builder", "ClusterBuilder"],
      pods: [],
      kept: [{ path: "spec.tag", why: "it is where the image that kpack builds is pushed to" }],
      source: `${KPACK}image.md`,
    },
    {
      group: "apps.gitlab.com",
      kinds: ["Runner"],
      pods: [],
      images: ["spec.runnerImage", "spec.helperImage", "spec.buildImage"],
      source: "https://docs.gitlab.com/runner/configuration/configuring_runner_operator/",
    },
    {
      group: "vault.banzaicloud.com",
      kinds: ["Vault"],
      pods: [
        {
          at: "spec",
          images: ["image", "bankVaultsImage", "statsdImage", "fluentdImage"],
          annotations: "vaultAnnotations",
          labels: "vaultLabels",
        },
      ],
      source: "https://bank-vaults.dev/docs/operator/",
    },
    {
      group: "weblogic.oracle",
      kinds: ["Domain"],
      pods: [
        {
          at: "spec",
          images: [
            "image",
            "configuration.model.auxiliaryImages[].image",
            "serverPod.initContainers[].image",
            "serverPod.containers[].image",
          ],
          annotations: "serverPod.annotations",
          labels: "serverPod.labels",
        },
      ],
      source: "https://github.com/oracle/weblogic-kubernetes-operator/blob/main/documentation/domains/Domain.md",
    },
    {
      // The tag of each name is in a version beside it.
      group: "awx.ansible.com",
      kinds: ["AWX"],
      pods: [],
      images: ["spec.control_plane_ee_image", "spec.ee_images[].image"],
      names: ["spec.image", "spec.init_container_image", "spec.postgres_image", "spec.redis_image"],
      source: "https://ansible.readthedocs.io/projects/awx-operator/en/latest/",
    },
  ],
};
