import type { CacheObject, ObjectProvider } from "../../lib/cache/mod.ts";
import type { Item } from "../../lib/krm/mod.ts";
import type { Node, Path } from "../../lib/yaml/mod.ts";
import type { DeclaredObject, ObjectImage, Registry, SettingName, Stated, Value } from "./declared-object.ts";
import type { Resource } from "../model.ts";
import { readImage } from "./read-image.ts";
import { valuesAt } from "./values-at.ts";

/** How the clouds call caches that they make beside a pod. */
const AUTOMATIC = /^auto-create-for-/;

/** Reads an object that describes a cache; `resource` is the object itself. */
export function readDeclaredObject(item: Item, resource: Resource, row: ObjectProvider): DeclaredObject {
  const root = item.expanded;
  const shape = row.cacheObject;
  const [list, field] = splitList(shape.images);
  const node = root.find(list);
  const annotations = root.get("metadata")?.get("annotations");
  return {
    resource,
    row,
    shape,
    imagesPath: list,
    imagesAreNoList: node !== undefined && node.kind !== "sequence" && node.kind !== "null",
    images:
      node?.kind === "sequence" ? node.children().map((each, index) => readOne(each, [...list, index], field)) : [],
    settings: readSettings(root, shape),
    secrets: valuesAt(root, shape.secrets.field).map(({ node: each, path }) => valueOf(each, path)),
    secretsAreNoList: noListAt(root, shape.secrets.field),
    registries: [...annotatedRegistries(root, shape), ...listedRegistries(root, shape)],
    annotations: annotations?.kind === "map" ? annotations.children().map(({ key }) => String(key)) : [],
    built: row.usablePhases.includes(phaseOf(root, shape) ?? ""),
    called: [item.name, ...textsAt(root, shape.status.id)],
    automatic: AUTOMATIC.test(item.name),
  };
}

function textsAt(root: Node, path: string | null): string[] {
  return path === null ? [] : valuesAt(root, path).flatMap(({ node }) => node.string ?? []);
}

function phaseOf(root: Node, { status }: CacheObject): string | undefined {
  return status.phase === null ? undefined : valuesAt(root, status.phase)[0]?.node.string;
}

/** `spec.images[].image` as the list and the field of its items. */
function splitList(dotted: string): readonly [readonly string[], string | undefined] {
  const [list = "", field = ""] = dotted.split("[]");
  return [list.split("."), field === "" ? undefined : field.slice(1)];
}

function readOne(node: Node, path: Path, field: string | undefined): ObjectImage {
  const text = field === undefined ? node.string : node.get(field)?.string;
  const at = field === undefined ? path : [...path, field];
  return { path: at, written: text, image: text === undefined ? undefined : readImage(text) };
}

function readSettings(root: Node, { settings }: CacheObject): Readonly<Record<SettingName, Stated>> {
  const entries = Object.entries(settings).map(([name, setting]): [string, Stated] => {
    // The API server drops a null, as if the field were not there.
    const fields = (setting?.field == null ? [] : valuesAt(root, setting.field)).filter(({ node }) => !isNull(node));
    const annotation = setting?.annotation == null ? undefined : annotationOf(root, setting.annotation);
    return [name, { fields: fields.map(({ node, path }) => valueOf(node, path)), annotation }];
  });
  return Object.fromEntries(entries) as Record<SettingName, Stated>;
}

/** The list that a dotted path leads through, when something else stands there. */
function noListAt(root: Node, dotted: string): Path | undefined {
  const path = splitList(dotted)[0];
  const node = root.find(path);
  return node === undefined || isNull(node) || node.kind === "sequence" ? undefined : path;
}

function isNull(node: Node): boolean {
  return node.kind === "null" || (node.kind === "scalar" && node.scalar === null);
}

function annotationOf(root: Node, key: string): Value | undefined {
  const path = ["metadata", "annotations", key];
  const node = root.find(path);
  return node === undefined ? undefined : valueOf(node, path);
}

function valueOf(node: Node, path: Path): Value {
  const { scalar } = node;
  if (scalar === null || scalar === undefined) return { path, text: "", type: "other" };
  const type = typeof scalar === "bigint" ? "number" : (typeof scalar as Value["type"]);
  // YAML has several words for a boolean: `True` is one.
  return { path, text: type === "boolean" ? String(scalar) : (node.string ?? node.raw), type };
}

/** Registries that two annotations list by their hosts. */
function annotatedRegistries(root: Node, { settings }: CacheObject): Registry[] {
  return (["plainHttp", "insecure"] as const).flatMap((name) => {
    const key = settings[name]?.annotation ?? undefined;
    const value = key === undefined ? undefined : annotationOf(root, key);
    if (value === undefined) return [];
    const hosts = value.text.split(",").map((host) => host.trim());
    return hosts
      .filter((host) => host !== "")
      .map((host) => ({
        host,
        path: value.path,
        plainHttp: name === "plainHttp",
        insecure: name === "insecure",
        secret: false,
        annotation: { key: key as string, text: value.text },
      }));
  });
}

/** Registries that a list of the spec describes, whose items have the address in `server`. */
function listedRegistries(root: Node, { settings, secrets }: CacheObject): Registry[] {
  const field = settings.plainHttp?.field ?? "";
  const [list, plainHttp] = field.split("[].");
  const insecure = settings.insecure?.field?.split("[].")[1];
  const secret = secrets.field.split("[].")[1];
  if (list === undefined || plainHttp === undefined || insecure === undefined) return [];
  return valuesAt(root, `${list}[]`).flatMap(({ node, path }) => {
    const host = node.get("server")?.string;
    if (host === undefined) return [];
    return {
      host: host.trim(),
      path: [...path, "server"],
      plainHttp: node.get(plainHttp)?.scalar === true,
      insecure: node.get(insecure)?.scalar === true,
      secret: secret !== undefined && (node.get(secret)?.string ?? "") !== "",
      annotation: undefined,
    };
  });
}
