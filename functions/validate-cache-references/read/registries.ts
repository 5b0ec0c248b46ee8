import type { ImageKey } from "../../lib/cache/mod.ts";

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

/** Namespaces in which a cloud itself publishes images for everybody, as its documentation uses them. */
const VENDORS =
  /^(registry(-vpc)?(\.[a-z0-9-]+)?\.aliyuncs\.com\/(eci_open|acs|acs-sample|knative-sample|google_containers)|registry-[a-z0-9-]+\.ack\.aliyuncs\.com)\//;

/** Whether a registry is one of those on the internet that everybody pulls from. */
export function isWellKnown(host: string): boolean {
  return PUBLIC.has(host);
}

/** Whether an image needs no pull secret, as far as its name says; `more`: registries, or namespaces in them. */
export function isPublic(image: ImageKey, more: readonly string[]): boolean {
  const { name } = image;
  return isWellKnown(hostOf(image)) || VENDORS.test(name) || more.some((each) => name.startsWith(`${each}/`));
}
