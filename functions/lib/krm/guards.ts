import { createTypeMetaGuard, type TypeMeta } from "@kubernetes-models/base";

/** Narrows anything with `apiVersion` and `kind`: an item, a plain object, a kubernetes-models object. */
export type KindGuard<V extends string, K extends string> = <T>(value: T) => value is T & { apiVersion: V; kind: K };

/** A guard for one kind of one version, for example `kindGuard("apps/v1", "Deployment")`. */
export function kindGuard<const V extends string, const K extends string>(apiVersion: V, kind: K): KindGuard<V, K> {
  return createTypeMetaGuard<TypeMeta>({ apiVersion, kind }) as KindGuard<V, K>;
}

/** Whether something is a Pod of `v1`. */
export const isPod: KindGuard<"v1", "Pod"> = kindGuard("v1", "Pod");
/** Whether something is a ConfigMap of `v1`. */
export const isConfigMap: KindGuard<"v1", "ConfigMap"> = kindGuard("v1", "ConfigMap");
/** Whether something is a Namespace of `v1`. */
export const isNamespace: KindGuard<"v1", "Namespace"> = kindGuard("v1", "Namespace");
/** Whether something is a Secret of `v1`. */
export const isSecret: KindGuard<"v1", "Secret"> = kindGuard("v1", "Secret");
/** Whether something is a Service of `v1`. */
export const isService: KindGuard<"v1", "Service"> = kindGuard("v1", "Service");
/** Whether something is a ServiceAccount of `v1`. */
export const isServiceAccount: KindGuard<"v1", "ServiceAccount"> = kindGuard("v1", "ServiceAccount");
/** Whether something is a Deployment of `apps/v1`. */
export const isDeployment: KindGuard<"apps/v1", "Deployment"> = kindGuard("apps/v1", "Deployment");
/** Whether something is a StatefulSet of `apps/v1`. */
export const isStatefulSet: KindGuard<"apps/v1", "StatefulSet"> = kindGuard("apps/v1", "StatefulSet");
/** Whether something is a DaemonSet of `apps/v1`. */
export const isDaemonSet: KindGuard<"apps/v1", "DaemonSet"> = kindGuard("apps/v1", "DaemonSet");
/** Whether something is a ReplicaSet of `apps/v1`. */
export const isReplicaSet: KindGuard<"apps/v1", "ReplicaSet"> = kindGuard("apps/v1", "ReplicaSet");
/** Whether something is a Job of `batch/v1`. */
export const isJob: KindGuard<"batch/v1", "Job"> = kindGuard("batch/v1", "Job");
/** Whether something is a CronJob of `batch/v1`. */
export const isCronJob: KindGuard<"batch/v1", "CronJob"> = kindGuard("batch/v1", "CronJob");
/** Whether something is a Kustomization of `kustomize.config.k8s.io/v1beta1`. */
export const isKustomization: KindGuard<"kustomize.config.k8s.io/v1beta1", "Kustomization"> = kindGuard(
  "kustomize.config.k8s.io/v1beta1",
  "Kustomization",
);
