import { type PodShape, template, type WorkloadKind, type WorkloadRows, wrapped } from "../workload-kind.ts";

const WORKFLOWS = "https://argo-workflows.readthedocs.io/en/latest/fields/";
const ROLLOUTS = "https://argo-rollouts.readthedocs.io/en/stable/features/specification/";
const EVENTS = "https://argoproj.github.io/argo-events/APIs/";

/** Fields of a workflow template that name images. */
const TEMPLATE_IMAGES = [
  "container.image",
  "script.image",
  "initContainers[].image",
  "sidecars[].image",
  "containerSet.containers[].image",
  "volumes[].image.reference",
] as const;

function step(at: string): PodShape {
  return {
    at,
    images: TEMPLATE_IMAGES,
    annotations: "metadata.annotations",
    labels: "metadata.labels",
    when: "images",
  };
}

/** A WorkflowSpec at `spec`: each template that runs a container is a pod. */
function workflow(spec: string): Pick<WorkloadKind, "pods" | "images"> {
  const podMetadata = `${spec}.podMetadata`;
  const inherits = [podMetadata, `${spec}.templateDefaults.metadata`];
  return {
    pods: [
      // Before those that get its metadata.
      { ...step(`${spec}.templateDefaults`), inherits: [podMetadata] },
      { ...step(`${spec}.templates[]`), inherits },
      { ...step(`${spec}.templates[].steps[][].inline`), inherits },
      { ...step(`${spec}.templates[].dag.tasks[].inline`), inherits },
    ],
    images: [`${spec}.volumes[].image.reference`],
  };
}

/** Where a Sensor writes the resources that its triggers create. */
const RESOURCES = [
  "spec.triggers[].template.k8s.source.resource",
  "spec.triggers[].template.argoWorkflow.source.resource",
] as const;

/** Workflows, rollouts and events of the Argo project. */
export const ARGO: WorkloadRows = {
  groups: ["argoproj.io"],
  rows: () => [
    {
      group: "argoproj.io",
      kinds: ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate"],
      ...workflow("spec"),
      source: WORKFLOWS,
    },
    { group: "argoproj.io", kinds: ["CronWorkflow"], ...workflow("spec.workflowSpec"), source: WORKFLOWS },
    { group: "argoproj.io", kinds: ["Rollout"], pods: [template("spec.template")], source: ROLLOUTS },
    {
      group: "argoproj.io",
      kinds: ["AnalysisTemplate", "ClusterAnalysisTemplate", "AnalysisRun"],
      pods: [template("spec.metrics[].provider.job.spec.template")],
      source: "https://argo-rollouts.readthedocs.io/en/stable/analysis/job/",
    },
    {
      group: "argoproj.io",
      kinds: ["Experiment"],
      pods: [template("spec.templates[].template")],
      source: "https://argo-rollouts.readthedocs.io/en/stable/features/experiment/",
    },
    {
      group: "argoproj.io",
      kinds: ["EventSource"],
      pods: [
        {
          at: "spec.template",
          images: ["container.image", "volumes[].image.reference"],
          annotations: "metadata.annotations",
          labels: "metadata.labels",
        },
      ],
      source: EVENTS,
    },
    {
      group: "argoproj.io",
      kinds: ["Sensor"],
      pods: [
        {
          at: "spec.template",
          images: ["container.image", "volumes[].image.reference"],
          annotations: "metadata.annotations",
          labels: "metadata.labels",
        },
        // The resource that a trigger creates: a workflow, or what makes pods itself.
        ...RESOURCES.map((resource) => step(`${resource}.spec.templates[]`)),
        ...RESOURCES.flatMap((resource) => wrapped(resource)),
      ],
      source: EVENTS,
    },
    {
      // A sidecar of the pods that run plugins.
      group: "argoproj.io",
      kinds: ["ExecutorPlugin"],
      pods: [],
      images: ["spec.sidecar.container.image"],
      source: "https://argo-workflows.readthedocs.io/en/latest/executor_plugins/",
    },
  ],
};
