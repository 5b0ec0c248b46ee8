import { fullPrefix, fullPrefixes, isRegistry } from "../image/mod.ts";
import { prefixPattern, quoted } from "./prefix-pattern.ts";
import type { Mapping } from "./types.ts";

/** The lists of containers in a pod; image volumes and ephemeral containers are not among them. */
const LISTS = [
  ["containers", "request.object.spec.containers"],
  ["initContainers", "request.object.spec.initContainers || `[]`"],
] as const;

/** Steps that make a full name of an image; `localhost` has no dot and is a registry all the same. */
const FULL_NAME = [
  ["localhost", "^localhost/", "LOCALHOST/"],
  ["official", "^(?:(?:index[.])?docker[.]io/)?([^/]+)$", "docker.io/library/$1"],
  ["hub", "^index[.]docker[.]io/", "docker.io/"],
  ["hosted", "^([^./:A-Z]+/)", "docker.io/$1"],
  ["full", "^LOCALHOST/", "localhost/"],
] as const;

/** One replacement as a rule: a loop per prefix and list of containers. */
export function writeRule(mapping: Mapping, index: number): unknown {
  const foreach = entriesOf(mapping, index).flatMap((each) =>
    LISTS.map(([list, expression]) => writeLoop(list, expression, each, mapping.normalize)),
  );
  return {
    name: `replace-${index}`,
    match: { any: [{ resources: { kinds: ["Pod"] } }] },
    mutate: { foreach },
  };
}

/** One prefix: what an image must match and must not match, and what is put in place of its beginning. */
interface Entry {
  readonly matches: string;
  readonly excludes: readonly string[];
  readonly from: string;
  readonly to: string;
}

function entriesOf({ match, normalize, replacements }: Mapping, index: number): Entry[] {
  const { repositoryPrefix = "", replaceWith = "" } = replacements[index] ?? {};
  const names = (prefix: string): readonly string[] => (normalize ? fullPrefixes(prefix) : [prefix]);
  const all = replacements.flatMap(({ repositoryPrefix: prefix }) => names(prefix));
  const done = normalize && replaceWith !== "" ? fullPrefix(replaceWith) : replaceWith;
  return names(repositoryPrefix).map((prefix) => {
    if (match === "exact") return entry(prefix, replaceWith, [], `${start(prefix)}[^/]+$`);
    const longer = all.filter((other) => (prefix === "" ? isName(other) : other.startsWith(`${prefix}/`)));
    // What already lies at the target is never moved twice.
    const own = prefix !== "" && done.startsWith(`${prefix}/`) ? [done] : [];
    const excludes = [...new Set([...longer, ...own])].map(prefixPattern);
    if (prefix === "") return entry(prefix, replaceWith, excludes, "^[^/]+$");
    // A lone host is no image, neither before nor after; a last segment with a dot that stays is none.
    const lone = isHost(replaceWith) && !prefix.endsWith(`/${replaceWith}`);
    const below = isHost(prefix) || lone || replaceWith === "";
    if (below) return entry(prefix, replaceWith, excludes, start(prefix));
    return { matches: prefixPattern(prefix), excludes, from: `^${quoted(prefix)}`, to: replaceWith };
  });
}

const isWord = (name: string): boolean => name !== "" && !name.includes("/");

/** A single word that may be a whole image name; with a port it would be a name and a tag. */
const isName = (name: string): boolean => isWord(name) && !name.includes(":");
const isHost = (name: string): boolean => isWord(name) && isRegistry(name);
const start = (prefix: string): string => (prefix === "" ? "^" : `^${quoted(prefix)}/`);

/** Exchanges the beginning together with its slash. */
function entry(prefix: string, target: string, excludes: readonly string[], matches: string): Entry {
  return { matches, excludes, from: start(prefix), to: target === "" ? "" : `${target}/` };
}

function writeLoop(list: string, expression: string, { matches, excludes, from, to }: Entry, full: boolean): unknown {
  const image = full ? "{{ full }}" : "{{ element.image }}";
  const test = (pattern: string, value: boolean): unknown => ({
    key: `{{ regex_match('${pattern}', '${image}') }}`,
    operator: "Equals",
    value,
  });
  const context = FULL_NAME.map(([name, pattern, replacement], step) => {
    const before = FULL_NAME[step - 1]?.[0] ?? "element.image";
    return { name, variable: { value: `{{ regex_replace_all('${pattern}', '{{ ${before} }}', '${replacement}') }}` } };
  });
  const changed = { name: "{{ element.name }}", image: `{{ regex_replace_all('${from}', '${image}', '${to}') }}` };
  return {
    list: expression,
    ...(full ? { context } : {}),
    preconditions: { all: [test(matches, true), ...excludes.map((pattern) => test(pattern, false))] },
    patchStrategicMerge: { spec: { [list]: [changed] } },
  };
}
