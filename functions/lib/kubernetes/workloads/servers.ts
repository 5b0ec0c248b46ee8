import type { WorkloadRows } from "../workload-kind.ts";

const KPACK = "https://github.com/buildpacks-community/kpack/blob/main/docs/";
const BUILT = "it is where the image that kpack builds is pushed to";

/** Containers that are added to a pod, beside the annotations that it gets. */
const ADDED = ["initContainers[].image", "containers[].image"] as const;

/** Applications, build services and runners that an operator installs. */
export const SERVERS: WorkloadRows = {
  groups: [
    "kpack.io",
    "build.openshift.io",
    "apps.gitlab.com",
    "vault.banzaicloud.com",
    "weblogic.oracle",
    "awx.ansible.com",
  ],
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
      kinds: ["Image"],
      pods: [],
      // The source itself may be in a registry.
      images: ["spec.source.registry.image"],
      kept: [
        { path: "spec.tag", why: BUILT },
        { path: "spec.cache.registry.tag", why: "it is where kpack pushes its cache to" },
      ],
      source: `${KPACK}image.md`,
    },
    {
      group: "kpack.io",
      kinds: ["Builder", "ClusterBuilder"],
      pods: [],
      images: ["spec.order[].group[].image"],
      kept: [{ path: "spec.tag", why: BUILT }],
      source: `${KPACK}builders.md`,
    },
    {
      // `from` names images as well as tags of an ImageStream, which look the same.
      group: "build.openshift.io",
      kinds: ["BuildConfig", "Build"],
      pods: [],
      kept: [{ path: "spec.output.to.name", why: "it is where the image that OpenShift builds is pushed to" }],
      source: "https://docs.okd.io/latest/cicd/builds/managing-build-output.html",
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
          spec: "vaultPodSpec",
          images: [
            "image",
            "bankVaultsImage",
            "statsdImage",
            "fluentdImage",
            "veleroFsfreezeImage",
            "vaultInitContainers[].image",
            "vaultContainers[].image",
          ],
          annotations: "vaultAnnotations",
          labels: "vaultLabels",
        },
        {
          at: "spec",
          spec: "vaultConfigurerPodSpec",
          annotations: "vaultConfigurerAnnotations",
          labels: "vaultConfigurerLabels",
          when: "images",
        },
      ],
      source: "https://github.com/bank-vaults/vault-operator/blob/main/pkg/apis/vault/v1alpha1/vault_types.go",
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
            "configuration.initializeDomainOnPV.domain.domainCreationImages[].image",
            "fluentdSpecification.image",
            "fluentbitSpecification.image",
            "monitoringExporter.image",
            // Servers get the annotations of all, and add their own.
            ...["", "adminServer.", "managedServers[]."].flatMap((server) =>
              ADDED.map((image) => `${server}serverPod.${image}`),
            ),
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
      images: ["spec.control_plane_ee_image", "spec.ee_images[].image", "spec.init_projects_container_image"],
      names: ["spec.image", "spec.init_container_image", "spec.postgres_image", "spec.redis_image"],
      source: "https://ansible.readthedocs.io/projects/awx-operator/en/latest/",
    },
  ],
};
