import { companion } from "./companion.ts";
import type { CciPages } from "./huawei-cci-pages.ts";
import type { Family, Key } from "./key.ts";
import { documented } from "./source.ts";

/** Documented keys of CCI and of its bursting add-on other than the ones that steer image snapshots. */
export function cciCompanions({ annotations }: CciPages): readonly Key[] {
  const source = documented(annotations);
  const key = (current: string, family: Family, about: string, rest: Partial<Key> = {}): Key =>
    companion(current, family, about, source, rest);
  return [
    key("resource.cci.io/size", "instance", "size of the pod as the platform rounded it", { by: "platform" }),
    key("virtual-kubelet.cci.io/burst-pod-cpu", "instance", "processors of the burst pod", { by: "platform" }),
    key("virtual-kubelet.cci.io/burst-pod-memory", "instance", "memory of the burst pod", { by: "platform" }),
    key("resource.cci.io/instance-type", "instance", "instance type of the pod"),
    key("resource.cci.io/instance-type-preference", "instance", "preferred instance types of the pod"),
    key("resource.cci.io/pod-size-specs", "instance", "allowed sizes of the pod"),
    key("resource.cci.io/memory-reservation", "instance", "memory kept for the system"),
    key("resource.cci.io/memory-burst-size", "instance", "memory that may be used beyond the limit"),
    key("coordinator.cci.io/inject-volumes", "storage", "volumes added to burst pods", {
      value: { type: "json", what: "a list" },
    }),
    key("sandbox-volume.openvessel.io/volume-names", "storage", "volumes of the sandbox"),
    key("logconf.k8s.io/fluent-bit-configmap-reference", "instance", "log collection of the pod"),
    key("scheduling.cci.io/managed-by-profile", "routing", "profile that routed the pod", { by: "platform" }),
  ];
}
