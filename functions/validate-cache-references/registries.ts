import type { ImageKey } from "../lib/cache/mod.ts";

/** Registries that anybody may pull from, at least mostly: what is private there cannot be told from its name. */
const PUBLIC: ReadonlySet<string> = new Set([
  "docker.io",
  "registry-1.docker.io",
  "quay.io",
  "ghcr.io",
  "gcr.io",
  "k8s.gcr.io",
  "registry.k8s.io",
  "mcr.microsoft.com",
  "public.ecr.aws",
  "registry.access.redhat.com",
  "nvcr.io",
  "docker.elastic.co",
  "registry.gitlab.com",
  "cr.l5d.io",
  "xpkg.upbound.io",
  "cgr.dev",
]);

/** `docker.io` of `docker.io/library/nginx`. */
export function hostOf({ name }: ImageKey): string {
  return name.slice(0, name.indexOf("/"));
}

/** Whether images of a registry need no pull secret, as far as its name says; `more`: hosts that the policy adds. */
export function isPublic(host: string, more: readonly string[]): boolean {
  return PUBLIC.has(host) || more.includes(host);
}
