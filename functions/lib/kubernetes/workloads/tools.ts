import { type PodShape, template, type WorkloadKind, type WorkloadRows } from "../workload-kind.ts";

const SUMMERWIND = "https://github.com/actions/actions-runner-controller/tree/master/apis/actions.summerwind.net";
const AGONES = "https://agones.dev/site/docs/reference/agones_crd_api_reference/";
const SANDBOX = "https://agent-sandbox.sigs.k8s.io/";
const SHIPWRIGHT = "https://shipwright.io/docs/build/";
const LITMUS = "https://litmuschaos.github.io/litmus/experiments/concepts/chaos-resources/contents/";
const TESTKUBE = "https://docs.testkube.io/articles/crds-reference";
const DEVFILE = "https://github.com/devfile/api/tree/main/pkg/apis/workspaces/v1alpha2";
const ENVOY = "https://gateway.envoyproxy.io/docs/api/extension_types/";
const KONG = "https://developer.konghq.com/operator/reference/custom-resources/";
const FLUID = "https://github.com/fluid-cloudnative/fluid/tree/master/api/v1alpha1";

const K8UP = "https://github.com/k8up-io/k8up/blob/master/api/v1/";

/** The runner beside the containers that its pod has, too. */
const RUNNER = ["image", "sidecarContainers[].image"] as const;

/** A strategy's steps become the containers of one pod, to which its annotations are handed on. */
const STRATEGY: PodShape = {
  at: "",
  // `buildSteps` is the older name.
  images: ["spec.steps[].image", "spec.buildSteps[].image", "spec.volumes[].image.reference"],
  annotations: "metadata.annotations",
};

/** Lists of steps in a test workflow, and in what each of its steps starts in parallel. */
const TEST_STEPS = ["setup", "steps", "after"] as const;

/** The containers of a list of steps, and of the steps in them. */
function testSteps(list: string): string[] {
  const steps = [`${list}[]`, `${list}[].steps[]`];
  return steps.flatMap((step) => [`${step}.container.image`, `${step}.run.image`]);
}

/** A pod of a test workflow: its steps are containers of it, services and parallel steps have pods of their own. */
function testPod(at: string, images: readonly string[]): PodShape {
  return { at, images, annotations: "pod.annotations", labels: "pod.labels" };
}

function envoy(name: string): PodShape {
  return {
    at: `spec.provider.kubernetes.${name}`,
    images: ["container.image", "initContainers[].image", "pod.volumes[].image.reference"],
    annotations: "pod.annotations",
    labels: "pod.labels",
  };
}

/** A file system that Fluid runs: the tag of each image is in `imageTag`. */
function fluid(kind: string, version: string): WorkloadKind {
  return {
    group: "data.fluid.io",
    kinds: [kind],
    pods: [],
    names: [`spec.${version}.image`, "spec.fuse.image"],
    source: FLUID,
  };
}

/** Builds, tests, game servers, gateways and workplaces. */
export const TOOLS: WorkloadRows = {
  groups: [
    "actions.summerwind.dev",
    "agones.dev",
    "agents.x-k8s.io",
    "extensions.agents.x-k8s.io",
    "shipwright.io",
    "chaos-mesh.org",
    "litmuschaos.io",
    "testworkflows.testkube.io",
    "workspace.devfile.io",
    "gateway.envoyproxy.io",
    "gateway-operator.konghq.com",
    "k8s.keycloak.org",
    "upgrade.cattle.io",
    "nfd.k8s-sigs.io",
    "data.fluid.io",
    "jenkins.io",
    "infra.contrib.fluxcd.io",
    "k8up.io",
    "policies.kubewarden.io",
  ],
  rows: () => [
    {
      group: "actions.summerwind.dev",
      kinds: ["RunnerDeployment", "RunnerReplicaSet"],
      pods: [{ ...template("spec.template"), images: RUNNER.map((path) => `spec.${path}`) }],
      source: SUMMERWIND,
    },
    {
      group: "actions.summerwind.dev",
      kinds: ["Runner"],
      pods: [{ ...template(""), images: RUNNER.map((path) => `spec.${path}`) }],
      source: SUMMERWIND,
    },
    {
      group: "actions.summerwind.dev",
      kinds: ["RunnerSet"],
      pods: [template("spec.template")],
      images: ["spec.image"],
      source: SUMMERWIND,
    },
    {
      group: "agones.dev",
      kinds: ["Fleet", "GameServerSet"],
      pods: [template("spec.template.spec.template")],
      source: AGONES,
    },
    { group: "agones.dev", kinds: ["GameServer"], pods: [template("spec.template")], source: AGONES },
    { group: "agents.x-k8s.io", kinds: ["Sandbox"], pods: [template("spec.podTemplate")], source: SANDBOX },
    {
      group: "extensions.agents.x-k8s.io",
      kinds: ["SandboxTemplate"],
      pods: [template("spec.podTemplate")],
      source: SANDBOX,
    },
    {
      group: "shipwright.io",
      kinds: ["BuildStrategy", "ClusterBuildStrategy"],
      pods: [STRATEGY],
      source: `${SHIPWRIGHT}buildstrategies/`,
    },
    {
      group: "shipwright.io",
      kinds: ["Build"],
      pods: [],
      images: ["spec.builder.image"],
      kept: [{ path: "spec.output.image", why: "it is where the image that Shipwright builds is pushed to" }],
      source: `${SHIPWRIGHT}build/`,
    },
    {
      group: "chaos-mesh.org",
      kinds: ["Workflow"],
      pods: [],
      images: ["spec.templates[].task.container.image", "spec.templates[].task.volumes[].image.reference"],
      source: "https://chaos-mesh.org/docs/create-chaos-mesh-workflow/",
    },
    {
      group: "chaos-mesh.org",
      kinds: ["Schedule"],
      pods: [],
      images: ["container.image", "volumes[].image.reference"].map((path) => `spec.workflow.templates[].task.${path}`),
      source: "https://chaos-mesh.org/docs/define-scheduling-rules/",
    },
    {
      group: "litmuschaos.io",
      kinds: ["ChaosExperiment"],
      pods: [],
      images: ["spec.definition.image"],
      source: LITMUS,
    },
    {
      group: "litmuschaos.io",
      kinds: ["ChaosEngine"],
      pods: [
        { at: "spec.components.runner", images: ["image"], annotations: "runnerAnnotations" },
        {
          at: "spec.experiments[].spec.components",
          images: ["experimentImage"],
          annotations: "experimentAnnotations",
        },
      ],
      source: LITMUS,
    },
    {
      group: "testworkflows.testkube.io",
      kinds: ["TestWorkflow", "TestWorkflowTemplate"],
      pods: [
        testPod("spec", ["container.image", ...TEST_STEPS.flatMap(testSteps)]),
        ...["", ...TEST_STEPS.flatMap((list) => [`.${list}[]`, `.${list}[].parallel`])].map((at) =>
          testPod(`spec${at}.services.*`, ["image"]),
        ),
        ...TEST_STEPS.map((list) =>
          testPod(`spec.${list}[].parallel`, ["container.image", "run.image", ...TEST_STEPS.flatMap(testSteps)]),
        ),
      ],
      source: TESTKUBE,
    },
    {
      group: "workspace.devfile.io",
      kinds: ["DevWorkspace"],
      pods: [],
      images: ["spec.template.components[].container.image"],
      source: DEVFILE,
    },
    {
      group: "workspace.devfile.io",
      kinds: ["DevWorkspaceTemplate"],
      pods: [],
      images: ["spec.components[].container.image"],
      source: DEVFILE,
    },
    {
      group: "gateway.envoyproxy.io",
      kinds: ["EnvoyProxy"],
      pods: [envoy("envoyDeployment"), envoy("envoyDaemonSet")],
      source: ENVOY,
    },
    {
      group: "gateway-operator.konghq.com",
      kinds: ["DataPlane", "ControlPlane"],
      pods: [template("spec.deployment.podTemplateSpec")],
      source: KONG,
    },
    {
      group: "gateway-operator.konghq.com",
      kinds: ["GatewayConfiguration"],
      pods: ["dataPlaneOptions", "controlPlaneOptions"].map((name) =>
        template(`spec.${name}.deployment.podTemplateSpec`),
      ),
      source: KONG,
    },
    {
      group: "k8s.keycloak.org",
      kinds: ["Keycloak"],
      pods: [
        {
          at: "spec",
          spec: "unsupported.podTemplate.spec",
          images: ["image"],
          annotations: "unsupported.podTemplate.metadata.annotations",
          labels: "unsupported.podTemplate.metadata.labels",
        },
      ],
      source: "https://www.keycloak.org/operator/advanced-configuration",
    },
    {
      // The tag is the plan's version, unless the image has one.
      group: "upgrade.cattle.io",
      kinds: ["Plan"],
      pods: [],
      names: ["spec.upgrade.image", "spec.prepare.image"],
      source: "https://github.com/rancher/system-upgrade-controller/tree/master/examples",
    },
    {
      group: "nfd.k8s-sigs.io",
      kinds: ["NodeFeatureDiscovery"],
      pods: [],
      images: ["spec.operand.image"],
      source: "https://kubernetes-sigs.github.io/node-feature-discovery-operator/",
    },
    fluid("JuiceFSRuntime", "juicefsVersion"),
    fluid("AlluxioRuntime", "alluxioVersion"),
    fluid("JindoRuntime", "jindoVersion"),
    fluid("GooseFSRuntime", "goosefsVersion"),
    {
      group: "data.fluid.io",
      kinds: ["EFCRuntime"],
      pods: [],
      names: ["master", "worker", "initFuse", "fuse"].map((name) => `spec.${name}.version.image`),
      source: FLUID,
    },
    fluid("ThinRuntime", "version"),
    fluid("ThinRuntimeProfile", "version"),
    {
      group: "data.fluid.io",
      kinds: ["DataProcess"],
      pods: [
        {
          at: "spec.processor",
          spec: "job.podSpec",
          annotations: "podMetadata.annotations",
          labels: "podMetadata.labels",
        },
      ],
      names: ["spec.processor.script.image"],
      source: FLUID,
    },
    {
      group: "jenkins.io",
      kinds: ["Jenkins"],
      pods: [{ at: "spec.master", spec: "", annotations: "annotations", labels: "labels" }],
      source: "https://github.com/jenkinsci/kubernetes-operator/blob/master/api/v1alpha2/jenkins_types.go",
    },
    {
      group: "infra.contrib.fluxcd.io",
      kinds: ["Terraform"],
      pods: [{ ...template("spec.runnerPodTemplate"), images: ["spec.image"] }],
      source: "https://github.com/flux-iac/tofu-controller/blob/main/api/v1alpha2/terraform_types.go",
    },
    {
      group: "k8up.io",
      kinds: ["PreBackupPod"],
      pods: [template("spec.pod")],
      source: `${K8UP}prebackuppod_types.go`,
    },
    {
      // What it says itself reaches the pods, too.
      group: "k8up.io",
      kinds: ["PodConfig"],
      pods: [{ ...template("spec.template"), inherits: ["metadata"] }],
      source: `${K8UP}podconfig_types.go`,
    },
    {
      group: "policies.kubewarden.io",
      kinds: ["PolicyServer"],
      pods: [],
      images: ["spec.image"],
      source: "https://github.com/kubewarden/kubewarden-controller/blob/main/api/policies/v1/policyserver_types.go",
    },
  ],
};
