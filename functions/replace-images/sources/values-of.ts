import type { Item } from "../../lib/krm/mod.ts";
import { imageFields } from "../../lib/kubernetes/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";

/** Where resources of a kind hold values of a chart, or texts. */
interface Row {
  readonly group: string;
  readonly kinds: readonly string[];
  readonly paths: readonly string[];
  readonly source: string;
}

const ARGO_CD = "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/";
const HELM_CONTROLLER = "https://docs.k3s.io/helm";
const KUSTOMIZE = "https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/";
const FIELDS = "https://argo-workflows.readthedocs.io/en/latest/fields/";

/** The sources of an Argo CD Application, from its spec. */
function argoSources(spec: string, field: string): string[] {
  return [`${spec}.source.helm.${field}`, `${spec}.sources[].helm.${field}`];
}

/** Kinds that hold the values of a chart as a map. */
function valuesRows(): readonly Row[] {
  return [
    {
      group: "helm.toolkit.fluxcd.io",
      kinds: ["HelmRelease"],
      paths: ["spec.values"],
      source: "https://fluxcd.io/flux/components/helm/helmreleases/",
    },
    { group: "helm.fluxcd.io", kinds: ["HelmRelease"], paths: ["spec.values"], source: "https://fluxcd.io/legacy/" },
    { group: "argoproj.io", kinds: ["Application"], paths: argoSources("spec", "valuesObject"), source: ARGO_CD },
    {
      group: "argoproj.io",
      kinds: ["ApplicationSet"],
      paths: argoSources("spec.template.spec", "valuesObject"),
      source: ARGO_CD,
    },
    {
      group: "helm.crossplane.io",
      kinds: ["Release"],
      paths: ["spec.forProvider.values"],
      source: "https://github.com/crossplane-contrib/provider-helm",
    },
    {
      group: "kustomize.config.k8s.io",
      kinds: ["Kustomization", "Component"],
      paths: ["helmCharts[].valuesInline"],
      source: KUSTOMIZE,
    },
  ];
}

/** Kinds that hold YAML or JSON as text; `values` says that it is values of a chart. */
function textRows(): readonly (Row & { readonly values?: true })[] {
  return [
    {
      group: "",
      kinds: ["ConfigMap"],
      paths: ["data.*"],
      source: "https://kubernetes.io/docs/concepts/configuration/configmap/",
    },
    {
      group: "",
      kinds: ["Secret"],
      paths: ["stringData.*"],
      source: "https://kubernetes.io/docs/concepts/configuration/secret/",
    },
    {
      group: "argoproj.io",
      kinds: ["Application"],
      paths: argoSources("spec", "values"),
      source: ARGO_CD,
      values: true,
    },
    {
      group: "argoproj.io",
      kinds: ["ApplicationSet"],
      paths: argoSources("spec.template.spec", "values"),
      source: ARGO_CD,
      values: true,
    },
    {
      group: "helm.cattle.io",
      kinds: ["HelmChart", "HelmChartConfig"],
      paths: ["spec.valuesContent"],
      source: HELM_CONTROLLER,
      values: true,
    },
    {
      group: "kustomize.config.k8s.io",
      kinds: ["Kustomization", "Component"],
      paths: ["patches[].patch", "patchesStrategicMerge[]", "patchesJson6902[].patch"],
      source: KUSTOMIZE,
    },
    {
      group: "argoproj.io",
      kinds: ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate"],
      paths: ["spec.podSpecPatch", "spec.templates[].podSpecPatch", "spec.templates[].resource.manifest"],
      source: FIELDS,
    },
  ];
}

/** Values of a chart in a resource, or in a file of their own. */
export interface Values {
  readonly root: Node;
  /** All keys of the chart are there, so a key that is missing is not set elsewhere. */
  readonly complete: boolean;
}

/** The values of charts that an item holds. */
export function valuesOf(item: Item): Values[] {
  if (isValuesFile(item)) return [{ root: item.root, complete: isOfChart(item.file?.path ?? "") }];
  return fieldsOf(item, valuesRows())
    .filter(({ kind }) => kind === "map")
    .map((root) => ({ root, complete: false }));
}

/** The texts that an item holds and that may be YAML or JSON. */
export function textsOf(item: Item): { readonly node: Node; readonly values: boolean }[] {
  const rows = textRows();
  return [true, false].flatMap((values) =>
    fieldsOf(
      item,
      rows.filter((row) => (row.values === true) === values),
    )
      .filter(({ string }) => string !== undefined)
      .map((node) => ({ node, values })),
  );
}

function fieldsOf(item: Item, rows: readonly Row[]): Node[] {
  const { kind, group } = item;
  return rows
    .filter((row) => row.kinds.includes(kind) && (row.group === group || isOldKustomization(row, group)))
    .flatMap(({ paths, ...row }) => imageFields(item.root, { ...row, pods: [], images: paths }))
    .map(({ node }) => node);
}

/** kustomize does not ask for an `apiVersion`. */
function isOldKustomization(row: Row, group: string): boolean {
  return group === "" && row.group === "kustomize.config.k8s.io";
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
