import { parse } from "smol-toml";
import { normalizeName, parseReference } from "../../image/mod.ts";
import type { FormatName } from "../formats.ts";
import type { Exported } from "../types.ts";

/**
 * What the other side makes of an image: a second, plain reading of each format, written after its own documentation and
 * apart from the code that writes and reads it. Nodes know full names, so their answer is one.
 */
export const MODELS: Readonly<Record<FormatName, (exported: Exported, image: string) => string>> = {
  containerd: (exported, image) => {
    const { name, suffix } = inFull(image);
    const [registry = ""] = name.split("/");
    const file = exported.files.find(({ path }) => path === `${registry}/hosts.toml`);
    if (file === undefined) return name + suffix;
    const table = parse("text" in file ? file.text : "") as { server: string; override_path?: boolean };
    const [, host = "", path = ""] = /^https:\/\/([^/]+)(.*)$/.exec(table.server) ?? [];
    const root = table.override_path === true ? path.replace(/^\/v2/, "") : "";
    const known = host === "registry-1.docker.io" ? "docker.io" : host;
    return `${known}${root}${name.slice(registry.length)}${suffix}`;
  },
  "registries-conf": (exported, image) => {
    const { name, suffix } = inFull(image);
    const [file] = exported.files;
    const tables = parse(file !== undefined && "text" in file ? file.text : "")["registry"] as
      | { prefix: string; location: string }[]
      | undefined;
    return (
      longest(
        name,
        (tables ?? []).map(({ prefix, location }) => [prefix, location]),
      ) + suffix
    );
  },
  "image-mirror-set": (exported, image) => {
    const { name, suffix } = inFull(image);
    const [kind, field] = suffix.includes("@")
      ? ["ImageDigestMirrorSet", "imageDigestMirrors"]
      : ["ImageTagMirrorSet", "imageTagMirrors"];
    const found = documents(exported).find((document) => document["kind"] === kind) as
      | { spec: Record<string, { source: string; mirrors: string[] }[]> }
      | undefined;
    const list = found?.spec[field as string] ?? [];
    return (
      longest(
        name,
        list.map(({ source, mirrors }) => [source, mirrors[0] as string]),
      ) + suffix
    );
  },
  "cci-annotation": (exported, image) => {
    const [document] = documents(exported) as { metadata?: { annotations: Record<string, string> } }[];
    const [value = "[]"] = Object.values(document?.metadata?.annotations ?? {});
    return everythingBefore(image, JSON.parse(value) as Replacement[]);
  },
  "extension-profile": (exported, image) => {
    const [document] = documents(exported) as { spec?: { actions: { imageReplacement: Replacement[] } } }[];
    return everythingBefore(image, document?.spec?.actions.imageReplacement ?? []);
  },
  kyverno: (exported, image) => {
    const [document] = documents(exported) as { spec?: { rules: KyvernoRule[] } }[];
    let at = image;
    for (const { mutate } of document?.spec?.rules ?? []) {
      for (const loop of mutate.foreach) if (loop.list === "request.object.spec.containers") at = mutated(loop, at);
    }
    return at;
  },
  kustomize: (exported, image) => {
    const [document] = documents(exported) as { images?: { name: string; newName: string }[] }[];
    let at = image;
    for (const { name, newName } of document?.images ?? []) {
      const found = new RegExp(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`).exec(at);
      if (found !== null) at = newName + (found[1] ?? "") + (found[2] ?? "");
    }
    return at;
  },
};

interface Replacement {
  readonly repositoryPrefix: string;
  readonly replaceWith: string;
}

interface Loop {
  readonly list: string;
  readonly context?: { readonly name: string; readonly variable: { readonly value: string } }[];
  readonly preconditions: { readonly all: { readonly key: string; readonly value: boolean }[] };
  readonly patchStrategicMerge: { readonly spec: { readonly containers: { readonly image: string }[] } };
}

interface KyvernoRule {
  readonly mutate: { readonly foreach: Loop[] };
}

function documents({ files }: Exported): Record<string, unknown>[] {
  return files.flatMap((file) => ("documents" in file ? (file.documents as Record<string, unknown>[]) : []));
}

/** The full name of an image and what follows it, as written. */
export function inFull(image: string): { readonly name: string; readonly suffix: string } {
  const { name = image } = parseReference(image) ?? {};
  return { name: normalizeName(name), suffix: image.slice(name.length) };
}

function longest(name: string, pairs: readonly (readonly [from: string, to: string])[]): string {
  const [best] = pairs
    .filter(([from]) => name === from || name.startsWith(`${from}/`))
    .toSorted((a, b) => b[0].length - a[0].length);
  return best === undefined ? name : best[1] + name.slice(best[0].length);
}

function everythingBefore(image: string, list: readonly Replacement[]): string {
  const slash = image.lastIndexOf("/");
  const found = list.find(({ repositoryPrefix }) => repositoryPrefix === image.slice(0, Math.max(slash, 0)));
  if (found === undefined) return image;
  return [found.replaceWith, image.slice(slash + 1)].filter((part) => part !== "").join("/");
}

/** One loop over one container: variables, conditions, then the patch. */
function mutated({ context = [], preconditions, patchStrategicMerge }: Loop, image: string): string {
  const variables = new Map([["element.image", image]]);
  for (const { name, variable } of context) variables.set(name, evaluate(variable.value, variables));
  const holds = preconditions.all.every(({ key, value }) => evaluate(key, variables) === String(value));
  return holds ? evaluate(patchStrategicMerge.spec.containers[0]?.image ?? "", variables) : image;
}

function evaluate(text: string, variables: ReadonlyMap<string, string>): string {
  const given = text.replace(/'\{\{ ([a-zA-Z.]+) \}\}'/g, (_, name: string) => `'${variables.get(name)}'`);
  const [, call, pattern = "", subject = "", to = ""] =
    /^\{\{ (regex_match|regex_replace_all)\('([^']*)', '([^']*)'(?:, '([^']*)')?\) \}\}$/.exec(given) ?? [];
  if (call === "regex_match") return String(new RegExp(pattern).test(subject));
  if (call === "regex_replace_all") return subject.replaceAll(new RegExp(pattern, "g"), to);
  throw new Error(`no call: ${text}`);
}
