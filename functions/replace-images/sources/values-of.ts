import type { Item } from "../../lib/krm/mod.ts";
import { imageFields, type WorkloadKind } from "../../lib/kubernetes/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";

/** Where resources of a kind hold values of a chart, or texts. */
interface Row {
  readonly group: string;
  readonly kinds: readonly string[];
  readonly paths: readonly string[];
  readonly source: string;
}

const KUSTOMIZE_GROUP = "kustomize.config.k8s.io";
const ARGO_CD = "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/";
const HELM_CONTROLLER = "https://docs.k3s.io/helm";
const KUSTOMIZE = "https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/";
const FIELDS = "https://argo-workflows.readthedocs.io/en/latest/fields/";

/** Where the sources of an Argo CD Application have a field, from its spec. */
function argoSources(spec: string, field: string): string[] {
  return [`${spec}.source.${field}`, `${spec}.sources[].${field}`];
}

/** Values of a chart, and patches of kustomize. */
function argoTexts(spec: string): string[] {
  return [...argoSources(spec, "helm.values"), ...argoSources(spec, "kustomize.patches[].patch")];
}

/** Kinds that hold the values of a chart as a map. */
function rowsOfMaps(): readonly Row[] {
  return [
    {
      group: "helm.toolkit.fluxcd.io",
      kinds: ["HelmRelease"],
      paths: ["spec.values"],
      source: "https://fluxcd.io/flux/components/helm/helmreleases/",
    },
    { group: "helm.fluxcd.io", kinds: ["HelmRelease"], paths: ["spec.values"], source: "https://fluxcd.io/legacy/" },
    { group: "argoproj.io", kinds: ["Application"], paths: argoSources("spec", "helm.valuesObject"), source: ARGO_CD },
    {
      group: "argoproj.io",
      kinds: ["ApplicationSet"],
      paths: argoSources("spec.template.spec", "helm.valuesObject"),
      source: ARGO_CD,
    },
    ...["helm.crossplane.io", "helm.m.crossplane.io"].map((group) => ({
      group,
      kinds: ["Release"],
      paths: ["spec.forProvider.values"],
      source: "https://github.com/crossplane-contrib/provider-helm",
    })),
    {
      // Of the releases that are composed.
      group: "apiextensions.crossplane.io",
      kinds: ["Composition"],
      paths: ["spec.resources[]", "spec.pipeline[].input.resources[]"].map(
        (each) => `${each}.base.spec.forProvider.values`,
      ),
      source: "https://github.com/crossplane-contrib/provider-helm",
    },
    {
      group: KUSTOMIZE_GROUP,
      kinds: ["Kustomization", "Component"],
      paths: ["helmCharts[].valuesInline"],
      source: KUSTOMIZE,
    },
    { group: "", kinds: ["HelmChartInflationGenerator"], paths: ["valuesInline"], source: KUSTOMIZE },
    {
      group: "install.istio.io",
      kinds: ["IstioOperator"],
      paths: ["spec.values"],
      source: "https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/",
    },
    {
      group: "sailoperator.io",
      kinds: ["Istio", "IstioCNI", "ZTunnel"],
      paths: ["spec.values"],
      source: "https://github.com/istio-ecosystem/sail-operator/blob/main/docs/api-reference/sailoperator.io.md",
    },
    {
      // The values of a component of the type `helm`.
      group: "core.oam.dev",
      kinds: ["Application"],
      paths: ["spec.components[].properties.values"],
      source: "https://kubevela.io/docs/tutorials/helm/",
    },
    {
      group: "fn.kpt.dev",
      kinds: ["RenderHelmChart"],
      paths: ["helmCharts[].templateOptions.values.valuesInline"],
      source: "https://catalog.kpt.dev/function-catalog/render-helm-chart/",
    },
  ];
}

/** Kinds that hold the values of a chart as a list of names and values. */
function rowsOfParameters(): readonly Row[] {
  return [
    { group: "argoproj.io", kinds: ["Application"], paths: argoSources("spec", "helm.parameters"), source: ARGO_CD },
    {
      group: "argoproj.io",
      kinds: ["ApplicationSet"],
      paths: argoSources("spec.template.spec", "helm.parameters"),
      source: ARGO_CD,
    },
  ];
}

/** Kinds that hold YAML or JSON as text. */
function rowsOfTexts(): readonly Row[] {
  return [
    {
      group: "",
      kinds: ["ConfigMap"],
      paths: ["data.*"],
      source: "https://kubernetes.io/docs/concepts/configuration/configmap/",
    },
    {
      // What is in `data` is encoded.
      group: "",
      kinds: ["Secret"],
      paths: ["stringData.*"],
      source: "https://kubernetes.io/docs/concepts/configuration/secret/",
    },
    {
      group: "fleet.cattle.io",
      kinds: ["Bundle"],
      paths: ["spec.resources[].content"],
      source: "https://fleet.rancher.io/ref-bundle",
    },
    {
      group: "config.projectsveltos.io",
      kinds: ["ClusterProfile", "Profile"],
      paths: ["spec.helmCharts[].values"],
      source: "https://projectsveltos.github.io/sveltos/",
    },
    {
      group: "addons.cluster.x-k8s.io",
      kinds: ["HelmChartProxy"],
      paths: ["spec.valuesTemplate"],
      source: "https://github.com/kubernetes-sigs/cluster-api-addon-provider-helm",
    },
    {
      group: "k0s.k0sproject.io",
      kinds: ["ClusterConfig"],
      paths: ["spec.extensions.helm.charts[].values"],
      source: "https://docs.k0sproject.io/stable/helm-charts/",
    },
    {
      group: "argoproj.io",
      kinds: ["Application"],
      paths: argoTexts("spec"),
      source: ARGO_CD,
    },
    {
      group: "argoproj.io",
      kinds: ["ApplicationSet"],
      paths: argoTexts("spec.template.spec"),
      source: ARGO_CD,
    },
    {
      group: "helm.cattle.io",
      kinds: ["HelmChart", "HelmChartConfig"],
      paths: ["spec.valuesContent"],
      source: HELM_CONTROLLER,
    },
    {
      group: KUSTOMIZE_GROUP,
      kinds: ["Kustomization", "Component"],
      paths: [
        "patches[].patch",
        "patchesStrategicMerge[]",
        "patchesJson6902[].patch",
        "generators[]",
        "transformers[]",
        "validators[]",
      ],
      source: KUSTOMIZE,
    },
    {
      group: "kustomize.toolkit.fluxcd.io",
      kinds: ["Kustomization"],
      paths: ["spec.patches[].patch"],
      source: "https://fluxcd.io/flux/components/kustomize/kustomizations/#patches",
    },
    {
      group: "helm.toolkit.fluxcd.io",
      kinds: ["HelmRelease"],
      paths: ["spec.postRenderers[].kustomize.patches[].patch"],
      source: "https://fluxcd.io/flux/components/helm/helmreleases/#post-renderers",
    },
    {
      group: "argoproj.io",
      kinds: ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate"],
      paths: ["spec.podSpecPatch", "spec.templates[].podSpecPatch", "spec.templates[].resource.manifest"],
      source: FIELDS,
    },
  ];
}

type Find = (item: Item) => WorkloadKind | undefined;

/** Compiles rows into a function that finds that of an item; the rows are made when the first item asks. */
function compileRows(rows: () => readonly Row[]): Find {
  let kinds: Map<string, WorkloadKind> | undefined;
  return (item) => {
    kinds ??= new Map(
      rows().flatMap((row) =>
        row.kinds.map((kind) => [`${row.group}/${kind}`, { ...row, pods: [], images: row.paths }] as const),
      ),
    );
    // kustomize does not ask for an `apiVersion`.
    const group = item.group === "" && item.kind === "Kustomization" ? KUSTOMIZE_GROUP : item.group;
    return kinds.get(`${group}/${item.kind}`);
  };
}

function fieldsOf(item: Item, kind: WorkloadKind | undefined): Node[] {
  return kind === undefined ? [] : imageFields(item.root, kind).map(({ node }) => node);
}

const rowOfMaps: Find = compileRows(rowsOfMaps);
const rowOfParameters: Find = compileRows(rowsOfParameters);
const rowOfTexts: Find = compileRows(rowsOfTexts);

/** Values of a chart in a resource, or in a file of their own. */
export interface Values {
  /** A map, or a list of `{name, value}` with dotted names. */
  readonly root: Node;
  /** All keys of the chart are there, so a key that is missing is not set elsewhere. */
  readonly complete: boolean;
}

/** Whether resources of this kind may hold values of a chart, or texts. */
export function holdsValuesOrTexts(item: Item): boolean {
  return [rowOfMaps, rowOfParameters, rowOfTexts].some((rowOf) => rowOf(item) !== undefined);
}

/** The values of charts that an item holds. */
export function valuesOf(item: Item): Values[] {
  if (isValuesFile(item)) return [{ root: item.root, complete: isOfChart(item.file?.path ?? "") }];
  const fields = [...fieldsOf(item, rowOfMaps(item)), ...fieldsOf(item, rowOfParameters(item))];
  return fields.map((root) => ({ root, complete: false }));
}

/** The texts of an item that may be YAML or JSON. */
export function textsOf(item: Item): Node[] {
  return fieldsOf(item, rowOfTexts(item)).filter(({ string }) => string !== undefined);
}

/** Names of values files: `values.yaml`, `values-prod.yaml`, `prod.values.yaml`, and what lies in a folder `values`. */
const VALUES_FILE = /(?:^|\/)(?:values[^/]*|[^/]*[._-]values(?:[._-][^/]*)?|values\/[^/]+)\.ya?ml$/i;

/** Whether a file of a tree holds values of a chart, by its name. */
export function isValuesPath(path: string): boolean {
  return VALUES_FILE.test(path);
}

/** Whether an item is a file of values: a chart may call one of its own keys `kind`. */
export function isValuesFile(item: Item): boolean {
  return item.apiVersion === "" && item.file !== undefined && isValuesPath(item.file.path);
}

function isOfChart(path: string): boolean {
  return /(?:^|\/)values\.ya?ml$/.test(path);
}
