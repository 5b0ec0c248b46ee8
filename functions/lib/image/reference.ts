import {
  DIGEST,
  DIGEST_LENGTH,
  IMAGE_ID,
  isRegistry,
  LONGEST_REPOSITORY,
  REGISTRY,
  REPOSITORY,
  TAG,
} from "./grammar.ts";
import { normalizeName } from "./normalize.ts";

/** An image reference in its parts, each as it was written: nothing is filled in. */
export interface ImageReference {
  readonly original: string;
  /** Registry and repository, without tag and digest. */
  readonly name: string;
  /** Host with optional port; undefined when the text names none (Docker Hub). */
  readonly registry: string | undefined;
  /** `library/nginx`: what follows the registry. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** With its algorithm: `sha256:…`. */
  readonly digest: string | undefined;
}

/** Cuts a text where the grammar would, without looking at the parts. */
function cut(text: string): ImageReference {
  const at = text.indexOf("@");
  const tagged = at < 0 ? text : text.slice(0, at);
  const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
  const name = colon < 0 ? tagged : tagged.slice(0, colon);
  const slash = name.indexOf("/");
  const hosted = slash >= 0 && isRegistry(name.slice(0, slash));
  return {
    original: text,
    name,
    registry: hosted ? name.slice(0, slash) : undefined,
    repository: hosted ? name.slice(slash + 1) : name,
    tag: colon < 0 ? undefined : tagged.slice(colon + 1),
    digest: at < 0 ? undefined : text.slice(at + 1),
  };
}

function digestProblem(digest: string): string | undefined {
  const [, algorithm = "", hex = ""] = DIGEST.exec(digest) ?? [];
  if (algorithm === "") return `digest must be an algorithm, ":" and at least 32 hexadecimal digits, not "${digest}"`;
  const length = DIGEST_LENGTH.get(algorithm);
  if (length === undefined || (hex.length === length && !/[A-F]/.test(hex))) return undefined;
  return `digest must have ${length} lower-case hexadecimal digits after "${algorithm}:", not ${hex.length}`;
}

/** Characters of the repository in full: an official image of Docker Hub lies below `library/`. */
function lengthOf({ name }: ImageReference): number {
  const full = normalizeName(name);
  return full.length - full.indexOf("/") - 1;
}

function repositoryProblem(reference: ImageReference): string | undefined {
  const { original, repository } = reference;
  if (original.includes("://")) return `must not have a scheme, as "${original}" has`;
  if (/\s/.test(original)) return `must not have white space, as "${original}" has`;
  if (repository === "" || repository.startsWith("/")) return `must name a repository, and "${original}" does not`;
  if (repository.endsWith("/") || repository.includes("//")) {
    return `must have text between and after its slashes, unlike "${original}"`;
  }
  if (REPOSITORY.test(repository)) return undefined;
  if (REPOSITORY.test(repository.toLowerCase())) return `repository must be lower-case, not "${repository}"`;
  return `repository must be words of a-z and 0-9 between ".", "_", "__", "-" and "/", not "${repository}"`;
}

function problemOf(reference: ImageReference): string | undefined {
  const { original, registry, repository, tag, digest } = reference;
  if (original === "") return "must not be empty";
  const problem = repositoryProblem(reference);
  if (problem !== undefined) return problem;
  if (registry !== undefined && !REGISTRY.test(registry))
    return `registry must be a host with optional port, not "${registry}"`;
  if (original.length === 64 && IMAGE_ID.test(original)) return `must be a name, and "${original}" is an image id`;
  if (tag !== undefined && !TAG.test(tag)) {
    return `tag must be 1 to 128 letters, digits, "_", "." or "-" and not start with "." or "-", not "${tag}"`;
  }
  if (digest !== undefined) {
    const wrong = digestProblem(digest);
    if (wrong !== undefined) return wrong;
  }
  const length = repository.length < 200 ? 0 : lengthOf(reference);
  return length > LONGEST_REPOSITORY
    ? `repository must have at most ${LONGEST_REPOSITORY} characters, not ${length}`
    : undefined;
}

/**
 * Reads an image reference; undefined when the text is none. Nothing is defaulted: no registry, no `library/`, no
 * `latest`. Digests of algorithms nobody registered are accepted, because a rewriter carries them over unread.
 */
export function parseReference(text: string): ImageReference | undefined {
  const reference = cut(text);
  return problemOf(reference) === undefined ? reference : undefined;
}

/** Why a text is no image reference, as the end of "image …"; undefined when it is one. */
export function referenceProblem(text: string): string | undefined {
  return problemOf(cut(text));
}
