import { keyInfo, type Meaning, provider } from "../cache/mod.ts";
import { fieldOf, isMap, textOf } from "./collect.ts";
import type { Note } from "./types.ts";

/** What pods of some labels get: a rule of InjectCacheAnnotations as far as a profile can say it. */
export interface ProfileRule {
  readonly name: string;
  /** Labels that a pod must have. */
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace: string | undefined;
  /** Annotations by what they mean for image caches. */
  readonly values: ReadonlyMap<Meaning, string>;
}

/** A rule from a profile, with its place there. */
export interface FoundRule extends ProfileRule {
  readonly at: string;
}

/** Label that Kubernetes itself puts on every namespace. */
const NAMESPACE = "kubernetes.io/metadata.name";

/**
 * Rules as the `selectors` of ConfigMap `kube-system/eci-profile`, from which ACK adds annotations to pods. The name of a
 * namespace becomes the label that each one has.
 *
 * Source: alibabacloud.com/help/en/elastic-container-instance/latest/eci-profile-imc-3.
 */
export function writeProfile(rules: readonly ProfileRule[]): unknown {
  const { keys } = provider("alibaba-eci");
  const selectors = rules.map(({ name, labels, namespace, values }) => ({
    name,
    ...(namespace === undefined ? {} : { namespaceSelector: { matchLabels: { [NAMESPACE]: namespace } } }),
    ...(Object.keys(labels).length === 0 ? {} : { objectSelector: { matchLabels: labels } }),
    effect: {
      annotations: Object.fromEntries(
        [...values].flatMap(([meaning, value]) => {
          const key = keys[meaning];
          return key === null ? [] : [[key.current, value] as const];
        }),
      ),
    },
  }));
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "eci-profile", namespace: "kube-system" },
    data: { selectors: JSON.stringify(selectors) },
  };
}

/** The rules in the profiles among some documents, and what cannot be said as one. */
export function readProfiles(
  documents: readonly unknown[],
  path: string,
): { readonly rules: readonly FoundRule[]; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  const rules = documents.flatMap((document): FoundRule[] => {
    const text = textOf(document, "data", "selectors");
    if (textOf(document, "kind") !== "ConfigMap" || text.trim() === "") return [];
    const at = `${path} ConfigMap/${textOf(document, "metadata", "name")} data.selectors`;
    const list = parseList(text);
    if (list === undefined) {
      notes.push({ level: "left-out", at, message: "it must be a JSON list of selectors" });
      return [];
    }
    return list.flatMap((selector, index) => {
      const place = `${at}[${index}]`;
      if (isMap(selector)) return readSelector(selector, place, notes);
      notes.push({ level: "left-out", at: place, message: `it must be a map, not ${JSON.stringify(selector)}` });
      return [];
    });
  });
  return { rules, notes };
}

function parseList(text: string): readonly unknown[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

function readSelector(selector: Readonly<Record<string, unknown>>, at: string, notes: Note[]): FoundRule[] {
  const leave = (message: string): FoundRule[] => {
    notes.push({ level: "left-out", at, message });
    return [];
  };
  const unsaid = unsaidIn(selector);
  // Without a condition the rule would mean more pods than the selector does.
  if (unsaid.length > 0) return leave(`\`${unsaid.join("`, `")}\` cannot be said: only labels and a namespace can`);
  const { [NAMESPACE]: namespace, ...labelsOfNamespace } = texts(fieldOf(selector, "namespaceSelector", "matchLabels"));
  if (Object.keys(labelsOfNamespace).length > 0) return leave("a policy selects namespaces by name, not by label");
  const values = new Map<Meaning, string>();
  const annotations = fieldOf(selector, "effect", "annotations");
  for (const [key, value] of Object.entries(isMap(annotations) ? annotations : {})) {
    const info = keyInfo(key);
    const meaning = info?.provider === "alibaba-eci" && info.row.by === "user" ? info.meaning : undefined;
    const asked = meaning === undefined || info === undefined ? undefined : problemOf(value, info.row.value);
    if (asked !== undefined) return leave(`"${key}" must be ${asked}, not ${JSON.stringify(value)}`);
    if (meaning === undefined) {
      notes.push({
        level: "changed",
        at,
        message: `"${key}" is no annotation about image caches, and is not taken over`,
      });
    } else values.set(meaning, String(value));
  }
  if (values.size === 0) return leave("it says nothing about image caches");
  if (isMap(fieldOf(selector, "effect", "labels"))) {
    notes.push({ level: "changed", at, message: "its labels are not taken over" });
  }
  const labels = texts(fieldOf(selector, "objectSelector", "matchLabels"));
  return [{ at, name: textOf(selector, "name"), labels, namespace, values }];
}

/** What a value must be, when it is not. */
function problemOf(value: unknown, { type }: { readonly type: string }): string | undefined {
  if (typeof value !== "string") return "a text";
  return type === "boolean" && value !== "true" && value !== "false" ? '"true" or "false"' : undefined;
}

/** Conditions of a selector other than labels with their values, by path. */
function unsaidIn(selector: Readonly<Record<string, unknown>>): string[] {
  return ["namespaceSelector", "objectSelector"].flatMap((name) => {
    const { [name]: conditions = {} } = selector;
    if (!isMap(conditions)) return [name];
    return Object.entries(conditions).flatMap(([key, value]) => {
      if (key !== "matchLabels" || !isMap(value)) return [`${name}.${key}`];
      const odd = Object.keys(value).filter((label) => typeof value[label] !== "string");
      return odd.map((label) => `${name}.${key}["${label}"]`);
    });
  });
}

function texts(value: unknown): Record<string, string> {
  if (!isMap(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === "string" ? [[key, text]] : [])),
  );
}
