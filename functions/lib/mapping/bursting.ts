import { fullPrefix } from "../image/mod.ts";
import { Collected, fieldOf, isMap, MANIFEST, textOf } from "./collect.ts";
import type { Format, MappedPrefix, Mapping, Note, ReadFile } from "./types.ts";

/** Keys of the annotation, of both generations of the add-on. */
const KEYS = ["bursting.cci.io/image-replacement", "coordinator.cci.io/image-replacement"] as const;

/** The annotation of Huawei's bursting add-on on pods: a JSON list of replacements under the add-on's own rule. */
export const cciAnnotation: Format = {
  title: "replacement annotation of Huawei's bursting add-on",
  source: "https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html",
  syntax: "yaml",
  files: MANIFEST,
  uses: [],
  export: (mapping) => {
    const { replacements, notes } = underTheAddOn(mapping);
    const annotations = { [KEYS[0]]: JSON.stringify(replacements) };
    const documents = [{ metadata: { annotations } }];
    return { files: replacements.length === 0 ? [] : [{ path: "annotation.yaml", documents }], notes };
  },
  import: (files) => {
    const collected = new Collected({ match: "exact", normalize: false });
    for (const { path, documents } of files) {
      for (const [at, value] of documents.flatMap((document) => annotationsIn(document, path))) {
        const list = parseList(value);
        if (list === undefined)
          collected.leaveOut(at, "it must be a JSON list of `repositoryPrefix` and `replaceWith`");
        else addAll(list, at, collected);
      }
    }
    return collected.imported;
  },
};

/** The same list for whole clusters and namespaces, as an object of the add-on. */
export const extensionProfile: Format = {
  title: "ClusterExtensionProfile of Huawei's bursting add-on",
  source: "https://support.huaweicloud.com/intl/en-us/usermanual-cci2/cci_01_0030.html",
  syntax: "yaml",
  files: MANIFEST,
  uses: ["name"],
  export: (mapping, { name }) => {
    const { replacements, notes } = underTheAddOn(mapping);
    const profile = {
      apiVersion: "bursting.cci.io/v1",
      kind: "ClusterExtensionProfile",
      metadata: { name },
      spec: { actions: { imageReplacement: replacements }, policy: "override" },
    };
    return {
      files: replacements.length === 0 ? [] : [{ path: "cluster-extension-profile.yaml", documents: [profile] }],
      notes,
    };
  },
  import: (files) => {
    const collected = new Collected({ match: "exact", normalize: false });
    for (const { at, place, profile } of files.flatMap(profilesIn)) {
      if (isMap(fieldOf(profile, "spec", "namespaceLabels"))) {
        collected.change(at, "it holds for some namespaces, the replacements for all: use `select`");
      } else if (textOf(profile, "kind") === "ExtensionProfile") {
        collected.change(at, "it holds for its own namespace, the replacements for all: use `select`");
      }
      const actions = fieldOf(profile, "spec", "actions");
      const others = Object.keys(isMap(actions) ? actions : {}).filter((key) => key !== "imageReplacement");
      if (others.length > 0)
        collected.leaveOut(`${place} spec.actions`, `\`${others.join("`, `")}\` are no replacements of images`);
      addAll(fieldOf(actions, "imageReplacement"), at, collected);
    }
    return collected.imported;
  },
};

/** What the add-on makes of a mapping: everything before the last `/` is compared, as it is written. */
function underTheAddOn({ match, normalize, replacements }: Mapping): {
  readonly replacements: readonly MappedPrefix[];
  readonly notes: readonly Note[];
} {
  const notes = replacements.flatMap(({ repositoryPrefix }, at): Note[] => {
    const full = repositoryPrefix === "" ? "docker.io" : fullPrefix(repositoryPrefix);
    if (normalize && (full === "docker.io" || full.startsWith("docker.io/"))) {
      const message = "images are compared as they are written: only this spelling of Docker Hub is replaced";
      return [{ level: "changed", at, message }];
    }
    if (match === "exact" || repositoryPrefix === "") return [];
    return [{ level: "changed", at, message: "only images directly below the prefix are replaced" }];
  });
  return {
    replacements: replacements.map(({ repositoryPrefix, replaceWith }) => ({ repositoryPrefix, replaceWith })),
    notes,
  };
}

function addAll(list: unknown, at: string, collected: Collected): void {
  for (const { at: place, entry } of collected.entries(at, list)) {
    const { repositoryPrefix, replaceWith } = entry;
    const others = Object.keys(entry).filter((key) => key !== "repositoryPrefix" && key !== "replaceWith");
    if (others.length > 0) collected.change(place, `\`${others.join("`, `")}\` cannot be said`);
    if (typeof repositoryPrefix === "string" && typeof replaceWith === "string") {
      collected.add(place, repositoryPrefix, replaceWith);
    } else collected.leaveOut(place, "it must have the texts `repositoryPrefix` and `replaceWith`");
  }
}

/** Every annotation in an object, wherever its pod template is, or a list that stands alone. */
function annotationsIn(document: unknown, path: string): [at: string, value: unknown][] {
  return Array.isArray(document) ? [[path, document]] : walk(document, path);
}

function walk(value: unknown, path: string): [at: string, value: unknown][] {
  if (Array.isArray(value)) return value.flatMap((each) => walk(each, path));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    KEYS.some((known) => known === key) ? [[`${path} ${key}`, field] as [string, unknown]] : walk(field, path),
  );
}

function parseList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  try {
    const list: unknown = JSON.parse(String(value));
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

function profilesIn({ path, documents }: ReadFile): { at: string; place: string; profile: unknown }[] {
  return documents
    .filter((document) => /^(?:Cluster)?ExtensionProfile$/.test(textOf(document, "kind")))
    .map((profile) => {
      const place = `${path} ${textOf(profile, "kind")}/${textOf(profile, "metadata", "name")}`;
      return { at: `${place} spec.actions.imageReplacement`, place, profile };
    });
}
