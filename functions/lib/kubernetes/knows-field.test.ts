import { expect, test } from "bun:test";
import { knowsField, type WorkloadKind, workloadKind } from "./mod.ts";

function knows(group: string, kind: string, path: string): boolean {
  return knowsField(workloadKind(group, kind) as WorkloadKind, path);
}

test.each([
  ["", "Pod", "spec.containers[].image"],
  ["", "Pod", "spec.volumes[].image.reference"],
  ["apps", "Deployment", "spec.template.spec.ephemeralContainers[].image"],
  ["monitoring.coreos.com", "Prometheus", "spec.thanos.image"],
  ["monitoring.coreos.com", "Prometheus", "spec.baseImage"],
  ["kafka.strimzi.io", "KafkaConnect", "spec.build.output.image"],
  ["kubeflow.org", "PyTorchJob", "spec.pytorchReplicaSpecs.*.template.spec.containers[].image"],
  ["kubeflow.org", "PyTorchJob", "spec.pytorchReplicaSpecs.Worker.template.spec.initContainers[].image"],
  ["operator.knative.dev", "KnativeServing", 'spec.registry.override["net-istio/a.b"]'],
])("%s %s knows %s", (group, kind, path) => {
  expect(knows(group, kind, path)).toBe(true);
});

test.each([
  ["", "Pod", "spec.containers[].image.reference"],
  ["", "Pod", "spec.volumes[].rbd.image"],
  ["apps", "Deployment", "spec.template.spec.image"],
  ["kubeflow.org", "PyTorchJob", "spec.pytorchReplicaSpecs.a.b.template.spec.containers[].image"],
  ["kubeflow.org", "PyTorchJob", "spec.pytorchReplicaSpecs.template.spec.containers[].image"],
])("%s %s does not know %s", (group, kind, path) => {
  expect(knows(group, kind, path)).toBe(false);
});
