import { COMPONENT, isRegistry, LONGEST_REPOSITORY, REGISTRY, REPOSITORY } from "./grammar.ts";

/**
 * Why a text is no image name, as the end of "`repositoryPrefix` …"; undefined when it is one.
 *
 * A name is what stands before tag and digest. Cut at a slash it is still a name, so a lone registry counts too
 * (`harbor.example:5000`): one segment with a dot, a port or an upper-case letter must be a host, anything else a
 * repository. Empty text, tags, digests, schemes, blanks and a slash at either end are refused.
 */
export function nameProblem(text: string): string | undefined {
  return shapeProblem(text) ?? partsProblem(text);
}

function shapeProblem(text: string): string | undefined {
  if (text === "") return "must not be empty";
  if (/\s/.test(text)) return `must not have white space, as "${text}" has`;
  if (text.includes("://")) return `must not have a scheme, as "${text}" has`;
  if (text.includes("@")) return `must not have a digest, as "${text}" has`;
  if (text.endsWith("/")) return `must not end with a slash, as "${text}" does`;
  if (text.startsWith("/") || text.includes("//"))
    return `must have text before and between its slashes, unlike "${text}"`;
  return undefined;
}

function partsProblem(text: string): string | undefined {
  const slash = text.indexOf("/");
  const first = slash < 0 ? text : text.slice(0, slash);
  if (!isRegistry(first)) return repositoryProblem(text);
  if (REGISTRY.test(first)) return slash < 0 ? undefined : repositoryProblem(text.slice(slash + 1));
  if (slash < 0 && /^[^:]+:[^:]*$/.test(text)) return `must not have a tag, as "${text}" has`;
  return `must start with a host and optional port, or with a repository, not "${first}"`;
}

function repositoryProblem(text: string): string | undefined {
  if (text.includes(":")) return `must not have a tag, as "${text}" has`;
  if (REPOSITORY.test(text)) {
    const { length } = text;
    return length > LONGEST_REPOSITORY
      ? `must have at most ${LONGEST_REPOSITORY} characters after the host, not ${length}`
      : undefined;
  }
  if (REPOSITORY.test(text.toLowerCase())) return `must be lower-case after the host, unlike "${text}"`;
  const wrong = text.split("/").find((segment) => !COMPONENT.test(segment));
  return `must be words of a-z and 0-9 between ".", "_", "__" and "-", which "${wrong}" is not`;
}
