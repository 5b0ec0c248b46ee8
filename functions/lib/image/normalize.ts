import { isRegistry } from "./grammar.ts";

/** Where an image without a registry comes from. */
const DEFAULT_REGISTRY = "docker.io";

/** Namespace of the official images, which may be left out. */
const OFFICIAL = "library";

/** Another spelling of the default registry, the only one that distribution/reference folds. */
const ALIAS = "index.docker.io";

/**
 * An image name in full: `nginx`, `library/nginx` and `index.docker.io/nginx` are all `docker.io/library/nginx`.
 * The name must be valid and without tag and digest.
 */
export function normalizeName(name: string): string {
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const hosted = slash >= 0 && isRegistry(first);
  const registry = hosted && first !== ALIAS ? first : DEFAULT_REGISTRY;
  const repository = hosted ? name.slice(slash + 1) : name;
  const official = registry === DEFAULT_REGISTRY && !repository.includes("/");
  return `${registry}/${official ? `${OFFICIAL}/` : ""}${repository}`;
}

/** The parts of an image reference that tell what is pulled. */
interface Parts {
  readonly name: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/**
 * What a container runtime pulls: the full name with the digest when there is one, else with the tag, else with
 * `:latest`.
 */
export function normalize({ name, tag, digest }: Parts): string {
  return normalizeName(name) + (digest === undefined ? `:${tag ?? "latest"}` : `@${digest}`);
}
