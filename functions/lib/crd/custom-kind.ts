import { asSchema, type Schema } from "./schema.ts";

/** What a CustomResourceDefinition defines. */
export interface CustomKind {
  readonly group: string;
  readonly kind: string;
  /** The versions that have a schema, in the order of the definition. */
  readonly versions: readonly { readonly name: string; readonly schema: Schema }[];
}

/** Reads a CustomResourceDefinition (`v1`, and `v1beta1` with one schema for all versions); undefined for anything else. */
export function readCustomKind(object: unknown): CustomKind | undefined {
  const definition = asSchema(object);
  if (definition?.["kind"] !== "CustomResourceDefinition") return undefined;
  if (!String(definition["apiVersion"]).startsWith("apiextensions.k8s.io/")) return undefined;
  const spec = asSchema(definition["spec"]);
  const group = spec?.["group"];
  const kind = asSchema(spec?.["names"])?.["kind"];
  if (spec === undefined || typeof group !== "string" || typeof kind !== "string") return undefined;
  const shared = asSchema(asSchema(spec["validation"])?.["openAPIV3Schema"]);
  const { versions } = spec;
  const listed = Array.isArray(versions) ? versions : [{ name: spec["version"] }];
  return {
    group,
    kind,
    versions: listed.flatMap((each: unknown) => {
      const version = asSchema(each);
      const schema = asSchema(asSchema(version?.["schema"])?.["openAPIV3Schema"]) ?? shared;
      return version === undefined || schema === undefined ? [] : [{ name: String(version["name"]), schema }];
    }),
  };
}
