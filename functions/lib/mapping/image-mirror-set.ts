import { Collected, fieldOf, MANIFEST, textOf } from "./collect.ts";
import { inFull } from "./full-names.ts";
import type { Format } from "./types.ts";

const GROUP = "config.openshift.io/v1";

/** Kinds, the field of their lists, and the pulls that they are for. */
const KINDS = [
  { apiVersion: GROUP, kind: "ImageDigestMirrorSet", field: "imageDigestMirrors", pulls: "digest" },
  { apiVersion: GROUP, kind: "ImageTagMirrorSet", field: "imageTagMirrors", pulls: "tag" },
  {
    apiVersion: "operator.openshift.io/v1alpha1",
    kind: "ImageContentSourcePolicy",
    field: "repositoryDigestMirrors",
    pulls: "digest",
  },
] as const;

/**
 * The mirrors of OpenShift nodes: one object for images with a digest, one for images with a tag. Without
 * `NeverContactSource` a node goes back to the origin when no mirror answers.
 */
export const imageMirrorSet: Format = {
  title: "ImageDigestMirrorSet and ImageTagMirrorSet of OpenShift",
  source: "https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/images/image-configuration",
  syntax: "yaml",
  files: MANIFEST,
  uses: ["name"],
  export: (mapping, { name }) => {
    const { rules, notes } = inFull(mapping);
    const own = notes.slice();
    const mirrors = rules.flatMap(({ rule, prefixes, target }) => {
      if (prefixes.some((prefix) => target.startsWith(`${prefix}/`))) {
        const message = "a mirror below its own source would be put in front of images that are there already";
        own.push({ level: "left-out", at: rule, message });
        return [];
      }
      return prefixes.map((source) => ({ source, mirrors: [target], mirrorSourcePolicy: "NeverContactSource" }));
    });
    const documents = KINDS.filter(({ apiVersion }) => apiVersion === GROUP).map(({ apiVersion, kind, field }) => ({
      apiVersion,
      kind,
      metadata: { name },
      spec: { [field]: mirrors },
    }));
    const left = new Set(own.filter(({ level }) => level === "left-out").map(({ at }) => at));
    const kept = own.filter(({ level, at }) => level === "left-out" || !left.has(at));
    return { files: mirrors.length === 0 ? [] : [{ path: "image-mirror-sets.yaml", documents }], notes: kept };
  },
  import: (files) => {
    const collected = new Collected({ match: "prefix", normalize: true });
    const entries = files.flatMap(({ path, documents }) =>
      documents.flatMap((document) => entriesOf(document, path, collected)),
    );
    for (const entry of entries) {
      const { at, source, mirrors, policy, pulls } = entry;
      const [first, ...others] = mirrors;
      if (source.startsWith("*.")) {
        collected.leaveOut(at, "a prefix cannot stand for all hosts of a domain");
        continue;
      }
      if (first === undefined) {
        collected.leaveOut(at, "it names no mirror");
        continue;
      }
      const twin = entries.some(
        (other) => other.source === source && other.pulls !== pulls && other.mirrors[0] === first,
      );
      if (!twin) {
        const other = pulls === "digest" ? "tag" : "digest";
        collected.change(at, `it holds for images with a ${pulls}, the replacement for those with a ${other}, too`);
      }
      const next = policy === "NeverContactSource" ? others : [...others, source];
      if (next.length > 0) {
        collected.change(
          at,
          `where its mirror fails, "${next.join('", "')}" is tried next; a replacement has one target`,
        );
      }
      collected.add(at, source, first);
    }
    return collected.imported;
  },
};

interface Entry {
  readonly at: string;
  readonly source: string;
  readonly mirrors: readonly string[];
  readonly policy: string;
  readonly pulls: "digest" | "tag";
}

function entriesOf(document: unknown, path: string, collected: Collected): Entry[] {
  const row = KINDS.find(
    ({ apiVersion, kind }) => textOf(document, "apiVersion") === apiVersion && textOf(document, "kind") === kind,
  );
  if (row === undefined) return [];
  const place = `${path} ${row.kind}/${textOf(document, "metadata", "name")} spec.${row.field}`;
  return collected.entries(place, fieldOf(document, "spec", row.field)).map(({ at, entry }) => {
    const mirrors: readonly unknown[] = Array.isArray(entry["mirrors"]) ? entry["mirrors"] : [];
    for (const mirror of mirrors.filter((each) => !isName(each)))
      collected.leaveOut(at, `a mirror must be a name, not ${JSON.stringify(mirror)}`);
    return {
      at,
      source: textOf(entry, "source"),
      mirrors: mirrors.filter(isName),
      policy: textOf(entry, "mirrorSourcePolicy"),
      pulls: row.pulls,
    };
  });
}

const isName = (value: unknown): value is string => typeof value === "string" && value !== "";
