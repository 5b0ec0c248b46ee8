// Reads resources with the yaml library alone, so that the outcome is not judged by the code under test.
import { parseAllDocuments, stringify } from "yaml";
import { expectSame, Mismatch } from "./suite.ts";

/** A parsed map. */
export type Data = Record<string, unknown>;

/** Whether a value is a map. */
export function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value below a path of keys. */
export function dig(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((at, key) => (isData(at) ? at[key] : undefined), value);
}

/** The resources of some texts by id (`apiVersion/kind/namespace/name`): lists are unfolded, local objects left out. */
export function readResources(texts: Iterable<string>): Map<string, Data> {
  const found = new Map<string, Data>();
  for (const text of texts) {
    for (const document of parseAllDocuments(text)) {
      if (document.errors.length > 0) throw new Mismatch(`no YAML: ${String(document.errors[0])}\n${text}`);
      for (const resource of unfold(document.toJS())) {
        const id = idOf(resource);
        if (found.has(id)) throw new Mismatch(`${id} is there twice`);
        found.set(id, resource);
      }
    }
  }
  return found;
}

function unfold(value: unknown): Data[] {
  if (!isData(value)) return [];
  if (value["kind"] === "List") return (value["items"] as unknown[]).flatMap(unfold);
  const local = dig(value, "metadata", "annotations", "config.kubernetes.io/local-config") === "true";
  return local || typeof dig(value, "metadata", "name") !== "string" ? [] : [value];
}

function idOf(resource: Data): string {
  const { namespace, name } = resource["metadata"] as Data;
  return [resource["apiVersion"], resource["kind"], namespace ?? "", name].join("/");
}

/** Fails unless both hold the same resources with the same fields, whatever their order and formatting. */
export function expectSameResources(actual: Map<string, Data>, expected: Map<string, Data>, what: string): void {
  expectSame(print(actual), print(expected), what);
}

const print = (resources: Map<string, Data>): string =>
  [...resources]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, resource]) => `# ${id}\n${stringify(resource, { sortMapEntries: true, lineWidth: 0 })}`)
    .join("---\n");
