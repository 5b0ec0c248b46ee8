import { type PodShape, template, type WorkloadRows, wrapped } from "../workload-kind.ts";

const SOURCE = "https://tekton.dev/docs/pipelines/";
const TRIGGERS = "https://tekton.dev/docs/triggers/";

/** Where a TriggerTemplate writes the resources that it makes. */
const RESOURCES = "spec.resourcetemplates[]";

/** Fields of a TaskSpec that name images. */
function taskImages(spec: string): readonly string[] {
  return [
    `${spec}.stepTemplate.image`,
    `${spec}.steps[].image`,
    `${spec}.sidecars[].image`,
    `${spec}.volumes[].image.reference`,
  ];
}

/** The tasks that a pipeline, or a pipeline in it, writes out; a `taskRef` is a resource of its own. */
function pipeline(spec: string): readonly PodShape[] {
  return ["tasks[]", "finally[]", "tasks[].pipelineSpec.tasks[]", "finally[].pipelineSpec.tasks[]"].map((tasks) => ({
    at: `${spec}.${tasks}`,
    images: taskImages("taskSpec"),
    annotations: "taskSpec.metadata.annotations",
    labels: "taskSpec.metadata.labels",
    when: "images",
  }));
}

/** One pod per run; annotations of the Task or TaskRun are copied to it. `pod` is where a run shapes its pod. */
function task(spec: string, pod?: string): PodShape {
  const volumes = pod === undefined ? [] : [`${pod}.volumes[].image.reference`];
  const images = [...taskImages(spec), ...volumes];
  return { at: "", images, annotations: "metadata.annotations", labels: "metadata.labels" };
}

/** Tasks and pipelines of Tekton. */
export const TEKTON: WorkloadRows = {
  groups: ["tekton.dev", "triggers.tekton.dev"],
  rows: () => [
    { group: "tekton.dev", kinds: ["Task", "ClusterTask"], pods: [task("spec")], source: `${SOURCE}tasks/` },
    {
      group: "tekton.dev",
      kinds: ["TaskRun"],
      pods: [task("spec.taskSpec", "spec.podTemplate")],
      source: `${SOURCE}taskruns/`,
    },
    { group: "tekton.dev", kinds: ["Pipeline"], pods: pipeline("spec"), source: `${SOURCE}pipelines/` },
    {
      group: "tekton.dev",
      kinds: ["PipelineRun"],
      pods: pipeline("spec.pipelineSpec"),
      images: [
        "podTemplate",
        "taskRunTemplate.podTemplate",
        "taskRunSpecs[].podTemplate",
        "taskRunSpecs[].taskPodTemplate",
      ].map((pod) => `spec.${pod}.volumes[].image.reference`),
      source: `${SOURCE}pipelineruns/`,
    },
    { group: "tekton.dev", kinds: ["StepAction"], pods: [], images: ["spec.image"], source: `${SOURCE}stepactions/` },
    {
      // The resources that a trigger makes: runs, or anything else.
      group: "triggers.tekton.dev",
      kinds: ["TriggerTemplate"],
      pods: [
        {
          at: RESOURCES,
          images: taskImages("spec.taskSpec"),
          annotations: "metadata.annotations",
          labels: "metadata.labels",
          when: "images",
        },
        ...pipeline(`${RESOURCES}.spec.pipelineSpec`),
        ...wrapped(RESOURCES),
      ],
      source: `${TRIGGERS}triggertemplates/`,
    },
    {
      group: "triggers.tekton.dev",
      kinds: ["EventListener"],
      pods: [template("spec.resources.kubernetesResource.spec.template")],
      source: `${TRIGGERS}eventlisteners/`,
    },
  ],
};
