import { provider, PROVIDER_NAMES } from "../lib/cache/mod.ts";
import { fieldPathProblem } from "../lib/kubernetes/mod.ts";
import { annotatingProvider } from "./annotate-item.ts";
import { checkReplacements, type PolicyNote } from "./check.ts";
import type { ReplaceImagesSpec } from "./policy.ts";

/** Sources in which there are containers to annotate. */
const ANNOTATED: ReadonlySet<string> = new Set(["manifests", "kustomizations"]);

/** Everything that a schema cannot say about a policy. An `error` leaves all resources unchanged. */
export function checkPolicy(spec: ReplaceImagesSpec): PolicyNote[] {
  const { replacements, normalize = false } = spec;
  const match = spec.action === "annotate" ? "exact" : (spec.match ?? "prefix");
  return [
    ...checkSources(spec),
    ...checkImageFields(spec),
    ...(spec.action === "annotate" ? checkAnnotating(spec) : []),
    ...checkReplacements(replacements, { match, normalize }),
  ];
}

function error(path: PolicyNote["path"], message: string): PolicyNote {
  return { rule: "", severity: "error", path, message };
}

function checkSources({ sources = [], action, envAndArgs }: ReplaceImagesSpec): PolicyNote[] {
  const notes = sources.flatMap((source, index) => {
    if (action !== "annotate" || ANNOTATED.has(source)) return [];
    const message = `must not be "${source}" with \`action: annotate\`: the annotation is about containers only`;
    return [error(["sources", index], message)];
  });
  if (envAndArgs === undefined || sources.includes("envAndArgs")) return notes;
  return [...notes, error(["envAndArgs"], 'must be absent, or `sources` must have "envAndArgs"')];
}

function checkImageFields({ imageFields = [] }: ReplaceImagesSpec): PolicyNote[] {
  return imageFields.flatMap(({ group, kind, paths }, index) => [
    ...checkType(group, kind, ["imageFields", index]),
    ...paths.flatMap((path, position) => {
      const problem = fieldPathProblem(path);
      return problem === undefined ? [] : [error(["imageFields", index, "paths", position], problem)];
    }),
  ]);
}

/** What no resource has as its group or kind would leave the fields alone in silence. */
function checkType(group: string | undefined, kind: string, at: PolicyNote["path"]): PolicyNote[] {
  const notes: PolicyNote[] = [];
  if (group !== undefined && !/^[a-z0-9.-]*$/.test(group)) {
    const [plain = ""] = group.split("/");
    const advice = plain === group ? "" : `: write "${/^v\d/.test(plain) ? "" : plain}"`;
    notes.push(error([...at, "group"], `must be an API group without version, not "${group}"${advice}`));
  }
  if (!/^[A-Za-z0-9]+$/.test(kind))
    notes.push(error([...at, "kind"], `must be the kind of a resource, without patterns and group, not "${kind}"`));
  return notes;
}

function checkAnnotating(spec: ReplaceImagesSpec): PolicyNote[] {
  const notes: PolicyNote[] = [];
  const row = annotatingProvider(spec);
  const key = row.keys.imageReplacement;
  if (key === null) {
    const able = PROVIDER_NAMES.filter((name) => provider(name).keys.imageReplacement !== null);
    const message = `must be ${able.map((name) => `"${name}"`).join(" or ")}: ${row.title} has no replacement annotation`;
    notes.push(error(["provider"], message));
  } else if (spec.keys === "legacy" && key.legacy.length === 0) {
    notes.push(error(["keys"], `must not be "legacy": "${key.current}" has no older spelling`));
  }
  if (spec.normalize === true) {
    const message = `must be false with \`action: annotate\`: the annotation is compared with images as they are written`;
    notes.push(error(["normalize"], message));
  }
  return notes;
}
