import { type ObjectProvider, objectProviders, type ProviderName } from "../../lib/cache/mod.ts";
import { readStrings } from "../../lib/kubernetes/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import type { DeclaredCache } from "../inventory/cache-inventory.ts";
import { imageField, numberField, textField, timeField } from "./import-fields.ts";
import { type ImportContext, otherCloud, problemAt } from "./import-problem.ts";
import type { ImportedCache } from "./imported-cache.ts";
import { readCacheObject } from "../read/read-cache-object.ts";
import { valuesAt } from "../read/values-at.ts";

/** Kind and apiVersion that the items of a typed list have by the list, as interfaces leave them out. */
interface Implied {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Reads a Kubernetes object, or a list of them as `kubectl get -o yaml` prints it. */
export function importObject(
  context: ImportContext,
  node: Node,
  given: ProviderName | undefined,
  implied?: Implied,
): readonly ImportedCache[] {
  const apiVersion = node.get("apiVersion")?.string ?? implied?.apiVersion ?? "";
  const kind = node.get("kind")?.string ?? implied?.kind ?? "";
  const items = node.get("items");
  if (kind.endsWith("List") && items !== undefined) {
    checkWhole(context, node);
    const of = kind === "List" ? undefined : { apiVersion, kind: kind.slice(0, -"List".length) };
    if (items.kind === "null") return [];
    if (items.kind === "sequence") return items.children().flatMap((item) => importObject(context, item, given, of));
    problemAt(context, items, "must be a list of objects");
    return [];
  }
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const row = objectProviders().find(({ cacheObject }) => cacheObject.group === group && cacheObject.kind === kind);
  if (row === undefined) {
    const known = objectProviders().map(({ cacheObject }) => `${cacheObject.group} ${cacheObject.kind}`);
    problemAt(context, node, `object must be one of ${known.join(", ")}, not "${apiVersion}" "${kind}"`);
    return [];
  }
  if (given !== undefined && given !== row.name) problemAt(context, node, otherCloud(given, row.name));
  return [importCache(context, node, kind, row)];
}

/** A list that was cut into pieces names the rest. */
function checkWhole(context: ImportContext, node: Node): void {
  const rest = node.get("metadata")?.get("continue");
  if (rest?.string !== undefined && rest.string !== "") {
    problemAt(context, rest, "list must be whole, and more objects follow: export it without a limit");
  }
}

function importCache(context: ImportContext, node: Node, kind: string, row: ObjectProvider): ImportedCache {
  checkFields(context, node, row);
  const metadata = node.get("metadata");
  const annotations = readStrings(metadata?.get("annotations"));
  const name = metadata?.get("name")?.string ?? "";
  const { caches } = readCacheObject({ kind, name, root: node, annotations }, undefined, row);
  const { provider: _provider, source: _source, id, ...rest } = caches[0]?.entry ?? { provider: undefined, source: "" };
  // Where pods name a cache by its name, its id is of no use to anybody.
  const cache = id === undefined || row.pin.by === "name" ? rest : { id, ...rest };
  return {
    provider: row.name as ImportedCache["provider"],
    region: undefined,
    cache: cache as DeclaredCache,
    at: { context, node },
  };
}

/** Every field that is read must be of its type: reading alone would leave out what is not. */
function checkFields(context: ImportContext, node: Node, { cacheObject }: ObjectProvider): void {
  const { status, settings, images } = cacheObject;
  const list = valuesAt(node, images.replace(/\[\].*$/, ""))[0]?.node;
  if (list === undefined) problemAt(context, node, `must have \`${images.replace(/\[\].*$/, "")}\`, a list of images`);
  else if (list.kind !== "sequence" || list.size === 0) problemAt(context, list, "must be a list of images");
  if (list?.kind === "sequence") {
    const rest = images.replace(/^.*\[\]\.?/, "");
    for (const item of list.children()) {
      const ref = rest === "" ? item : item.get(rest);
      if (ref === undefined) problemAt(context, item, `must have \`${rest}\``);
      else imageField(context, ref);
    }
  }
  const each = (path: string | null, read: (context: ImportContext, node: Node | undefined) => unknown): void => {
    for (const place of path === null ? [] : valuesAt(node, path)) read(context, place.node);
  };
  for (const path of ["metadata.name", status.id, status.phase]) each(path, textField);
  for (const path of [...status.createdAt, status.expiresAt]) each(path, timeField);
  for (const setting of [settings.size, settings.retentionDays]) {
    each(setting?.field ?? null, numberField);
    const annotation = setting?.annotation == null ? undefined : node.get("metadata")?.get("annotations");
    if (annotation !== undefined) numberField(context, annotation.get(setting?.annotation as string));
  }
  if (status.images !== null) each(`${status.images.items}.${status.images.size}`, numberField);
}
