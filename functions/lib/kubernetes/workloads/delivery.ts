import { owned, type PodShape, template, type WorkloadKind, type WorkloadRows, wrapped } from "../workload-kind.ts";

const ARGO_CD = "https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/";

const CROSSPLANE = "https://docs.crossplane.io/latest/";
const OLM = "https://olm.operatorframework.io/docs/concepts/crds/";

const OCM = "https://github.com/open-cluster-management-io/api/blob/main/operator/v1/";

/** What Cluster API's operator installs: all have the same fields. */
const CLUSTER_API_PROVIDERS = [
  "CoreProvider",
  "BootstrapProvider",
  "ControlPlaneProvider",
  "InfrastructureProvider",
  "AddonProvider",
  "IPAMProvider",
  "RuntimeExtensionProvider",
];

/** Entries that kustomize applies to images: it compares them with what manifests say, before or after a rewriting. */
const OVERRIDE = "it is an entry of kustomize for other images";

function application(kind: string, spec: string): WorkloadKind {
  return {
    group: "argoproj.io",
    kinds: [kind],
    pods: [],
    kept: ["source", "sources[]"].map((source) => ({ path: `${spec}.${source}.kustomize.images[]`, why: OVERRIDE })),
    source: ARGO_CD,
  };
}

/** A component of Argo CD as its operator knows it; its own image is written beside the others. */
function argoCdPod(at: string, containers: readonly string[]): PodShape {
  const images = [...containers.map((list) => `${list}[].image`), "volumes[].image.reference"];
  return { at, images, annotations: "annotations", labels: "labels" };
}

/** Pods that answer challenges: their image is an argument of the controller, annotations are written here. */
function solver(route: string): PodShape {
  return {
    at: `spec.acme.solvers[].http01.${route}.podTemplate`,
    spec: "spec",
    annotations: "metadata.annotations",
    labels: "metadata.labels",
  };
}

/** What delivers manifests to clusters, and manifests inside of manifests. */
export const DELIVERY: WorkloadRows = {
  groups: [
    "argoproj.io",
    "cert-manager.io",
    "image.toolkit.fluxcd.io",
    "kustomize.toolkit.fluxcd.io",
    "helm.toolkit.fluxcd.io",
    "work.open-cluster-management.io",
    "addon.open-cluster-management.io",
    "operator.open-cluster-management.io",
    "operator.cluster.x-k8s.io",
    "helm.cattle.io",
    "olm.operatorframework.io",
    "template.openshift.io",
    "apiextensions.crossplane.io",
    "kubernetes.crossplane.io",
    "kubernetes.m.crossplane.io",
    "pkg.crossplane.io",
    "operators.coreos.com",
    "core.oam.dev",
  ],
  rows: () => [
    application("Application", "spec"),
    application("ApplicationSet", "spec.template.spec"),
    {
      // Each tag is in a `version` beside the name.
      group: "argoproj.io",
      kinds: ["ArgoCD"],
      pods: [
        ...["spec.controller", "spec.repo", "spec.server"].map((at) =>
          argoCdPod(at, ["initContainers", "sidecarContainers"]),
        ),
        argoCdPod("spec.applicationSet", []),
      ],
      images: ["spec.sso.dex.volumes[].image.reference"],
      names: [
        "spec.image",
        "spec.repo.image",
        "spec.redis.image",
        "spec.ha.redisProxyImage",
        "spec.applicationSet.image",
        "spec.notifications.image",
        "spec.sso.dex.image",
        "spec.sso.keycloak.image",
        "spec.dex.image",
        "spec.grafana.image",
      ],
      source: "https://argocd-operator.readthedocs.io/en/latest/reference/argocd/",
    },
    {
      group: "cert-manager.io",
      kinds: ["Issuer", "ClusterIssuer"],
      pods: [solver("ingress"), solver("gatewayHTTPRoute")],
      source: "https://cert-manager.io/docs/configuration/acme/http01/#podtemplate",
    },
    {
      group: "image.toolkit.fluxcd.io",
      kinds: ["ImageRepository"],
      pods: [],
      kept: [{ path: "spec.image", why: "Flux looks for tags there, and writes that name into other manifests" }],
      source: "https://fluxcd.io/flux/components/image/imagerepositories/",
    },
    {
      group: "kustomize.toolkit.fluxcd.io",
      kinds: ["Kustomization"],
      pods: [],
      kept: ["name", "newName"].map((key) => ({ path: `spec.images[].${key}`, why: OVERRIDE })),
      source: "https://fluxcd.io/flux/components/kustomize/kustomizations/#images",
    },
    {
      group: "helm.toolkit.fluxcd.io",
      kinds: ["HelmRelease"],
      pods: [],
      kept: ["name", "newName"].map((key) => ({
        path: `spec.postRenderers[].kustomize.images[].${key}`,
        why: OVERRIDE,
      })),
      source: "https://fluxcd.io/flux/components/helm/helmreleases/#post-renderers",
    },
    {
      group: "work.open-cluster-management.io",
      kinds: ["ManifestWork"],
      pods: wrapped("spec.workload.manifests[]"),
      source: "https://open-cluster-management.io/docs/concepts/work-distribution/manifestwork/",
    },
    {
      group: "work.open-cluster-management.io",
      kinds: ["ManifestWorkReplicaSet"],
      pods: wrapped("spec.manifestWorkTemplate.workload.manifests[]"),
      source: "https://open-cluster-management.io/docs/concepts/work-distribution/manifestworkreplicaset/",
    },
    {
      group: "addon.open-cluster-management.io",
      kinds: ["AddOnTemplate"],
      pods: wrapped("spec.agentSpec.workload.manifests[]"),
      source: "https://open-cluster-management.io/docs/developer-guides/addon/",
    },
    {
      group: "operator.open-cluster-management.io",
      kinds: ["Klusterlet"],
      pods: [],
      images: ["spec.registrationImagePullSpec", "spec.workImagePullSpec", "spec.imagePullSpec"],
      source: `${OCM}types_klusterlet.go`,
    },
    {
      group: "operator.open-cluster-management.io",
      kinds: ["ClusterManager"],
      pods: [],
      images: ["registration", "work", "placement", "addOnManager"].map((name) => `spec.${name}ImagePullSpec`),
      source: `${OCM}types_clustermanager.go`,
    },
    {
      group: "operator.cluster.x-k8s.io",
      kinds: CLUSTER_API_PROVIDERS,
      pods: [],
      images: ["deployment", "additionalDeployments.*.deployment"].map((at) => `spec.${at}.containers[].imageUrl`),
      source: "https://github.com/kubernetes-sigs/cluster-api-operator/blob/main/api/v1alpha2/provider_types.go",
    },
    {
      // The job that installs the chart; the images of the chart are in its values.
      group: "helm.cattle.io",
      kinds: ["HelmChart"],
      pods: [],
      images: ["spec.jobImage"],
      source: "https://docs.k3s.io/helm#helmchart-field-definitions",
    },
    {
      group: "olm.operatorframework.io",
      kinds: ["ClusterCatalog"],
      pods: [],
      images: ["spec.source.image.ref"],
      source: "https://github.com/operator-framework/operator-controller/blob/main/api/v1/clustercatalog_types.go",
    },
    {
      group: "template.openshift.io",
      kinds: ["Template"],
      pods: wrapped("objects[]"),
      source: "https://docs.openshift.com/container-platform/latest/openshift_images/using-templates.html",
    },
    {
      // A package is an image that Crossplane itself pulls.
      group: "pkg.crossplane.io",
      kinds: ["Provider", "Configuration", "Function"],
      pods: [],
      images: ["spec.package"],
      source: `${CROSSPLANE}packages/providers/`,
    },
    {
      // It was replaced by the DeploymentRuntimeConfig.
      group: "pkg.crossplane.io",
      kinds: ["ControllerConfig"],
      pods: [{ at: "spec", images: ["image"], annotations: "metadata.annotations", labels: "metadata.labels" }],
      source: `${CROSSPLANE}packages/providers/`,
    },
    owned(
      {
        group: "pkg.crossplane.io",
        kinds: ["ProviderRevision", "ConfigurationRevision", "FunctionRevision"],
        source: `${CROSSPLANE}packages/providers/`,
      },
      "Crossplane writes a revision for each version of a package",
      ["spec.image"],
    ),
    {
      group: "pkg.crossplane.io",
      kinds: ["DeploymentRuntimeConfig"],
      pods: [template("spec.deploymentTemplate.spec.template")],
      source: `${CROSSPLANE}packages/providers/`,
    },
    {
      group: "operators.coreos.com",
      kinds: ["CatalogSource"],
      pods: [],
      images: ["spec.image"],
      source: `${OLM}catalogsource/`,
    },
    {
      group: "operators.coreos.com",
      kinds: ["ClusterServiceVersion"],
      pods: [template("spec.install.spec.deployments[].spec.template")],
      images: ["spec.relatedImages[].image"],
      source: `${OLM}clusterserviceversion/`,
    },
    ...["kubernetes.crossplane.io", "kubernetes.m.crossplane.io"].map((group): WorkloadKind => ({
      group,
      kinds: ["Object"],
      pods: wrapped("spec.forProvider.manifest"),
      source: "https://github.com/crossplane-contrib/provider-kubernetes",
    })),
    {
      // A resource to compose, or an Object around it; `input` is that of the function patch-and-transform.
      group: "apiextensions.crossplane.io",
      kinds: ["Composition"],
      pods: ["spec.resources[].base", "spec.pipeline[].input.resources[].base"].flatMap((base) =>
        wrapped(base).concat(wrapped(`${base}.spec.forProvider.manifest`)),
      ),
      source: `${CROSSPLANE}composition/compositions/`,
    },
    {
      // The built-in components and traits that run containers call it so; `k8s-objects` holds whole resources.
      group: "core.oam.dev",
      kinds: ["Application"],
      pods: wrapped("spec.components[].properties.objects[]"),
      images: ["spec.components[].properties.image", "spec.components[].traits[].properties.image"],
      source: "https://kubevela.io/docs/end-user/components/references/",
    },
  ],
};
