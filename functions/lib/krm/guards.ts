import { createTypeMetaGuard, type TypeMeta } from "@kubernetes-models/base";

/** Narrows anything with `apiVersion` and `kind`: an item, a plain object, a kubernetes-models object. */
export type KindGuard<V extends string, K extends string> = <T>(value: T) => value is T & { apiVersion: V; kind: K };

/** A guard for one kind of one version, for example `kindGuard("apps/v1", "Deployment")`. */
export function kindGuard<const V extends string, const K extends string>(apiVersion: V, kind: K): KindGuard<V, K> {
  return createTypeMetaGuard<TypeMeta>({ apiVersion, kind }) as KindGuard<V, K>;
}

export const isPod: KindGuard<"v1", "Pod"> = kindGuard("v1", "Pod");
export const isConfigMap: KindGuard<"v1", "ConfigMap"> = kindGuard("v1", "ConfigMap");
export const isNamespace: KindGuard<"v1", "Namespace"> = kindGuard("v1", "Namespace");
export const isSecret: KindGuard<"v1", "Secret"> = kindGuard("v1", "Secret");
export const isService: KindGuard<"v1", "Service"> = kindGuard("v1", "Service");
export const isServiceAccount: KindGuard<"v1", "ServiceAccount"> = kindGuard("v1", "ServiceAccount");
export const isDeployment: KindGuard<"apps/v1", "Deployment"> = kindGuard("apps/v1", "Deployment");
export const isStatefulSet: KindGuard<"apps/v1", "StatefulSet"> = kindGuard("apps/v1", "StatefulSet");
export const isDaemonSet: KindGuard<"apps/v1", "DaemonSet"> = kindGuard("apps/v1", "DaemonSet");
export const isReplicaSet: KindGuard<"apps/v1", "ReplicaSet"> = kindGuard("apps/v1", "ReplicaSet");
export const isJob: KindGuard<"batch/v1", "Job"> = kindGuard("batch/v1", "Job");
export const isCronJob: KindGuard<"batch/v1", "CronJob"> = kindGuard("batch/v1", "CronJob");
export const isKustomization: KindGuard<"kustomize.config.k8s.io/v1beta1", "Kustomization"> = kindGuard(
  "kustomize.config.k8s.io/v1beta1",
  "Kustomization",
);
