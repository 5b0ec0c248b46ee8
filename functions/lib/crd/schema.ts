import { ITEMS, type Step, type Steps, VALUES } from "./steps.ts";

/** A node of an OpenAPI schema; what is asked of it is checked where it is asked. */
export type Schema = Readonly<Record<string, unknown>>;

/** A map as a schema; undefined for anything else (`additionalProperties: true`). */
export function asSchema(value: unknown): Schema | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;
}

/** The schema of one property; undefined when there is none. */
export function property(schema: Schema, name: string): Schema | undefined {
  return asSchema(asSchema(schema["properties"])?.[name]);
}

/** Names of the properties of a schema. */
export function propertyNames(schema: Schema): readonly string[] {
  return Object.keys(asSchema(schema["properties"]) ?? {});
}

/** Whether a value is a text and nothing else: a number or a text (`x-kubernetes-int-or-string`) is no image. */
export function isText(schema: Schema | undefined): boolean {
  return schema?.["type"] === "string" && schema["x-kubernetes-int-or-string"] !== true;
}

/** The schema of the items of a list; several (`items: [a, b]`) are as many. */
export function itemsOf(schema: Schema): readonly Schema[] {
  const { items } = schema;
  const all: readonly unknown[] = Array.isArray(items) ? items : [items];
  return all.map(asSchema).filter((item) => item !== undefined);
}

/** The schema of the values of a map whose keys are free. */
export function valuesOf(schema: Schema): Schema | undefined {
  return asSchema(schema["additionalProperties"]);
}

/** Whether anything may stand here, so that the schema does not tell what does. */
export function isOpaque(schema: Schema): boolean {
  const open =
    schema["x-kubernetes-preserve-unknown-fields"] === true || schema["x-kubernetes-embedded-resource"] === true;
  return (open || schema["additionalProperties"] === true) && propertyNames(schema).length === 0;
}

/** A schema on the way down, with those above it, the nearest last. */
export interface Place {
  readonly schema: Schema;
  readonly steps: Steps;
  readonly above: readonly Schema[];
}

/** Deeper than any resource is: what goes on is a schema within itself. */
const DEEPEST = 40;

/**
 * Calls `visit` with a schema and every one below it, except what is the same for all kinds or written by the cluster
 * (`metadata`, `status`). A schema that holds itself is passed through once.
 */
export function walkSchema(root: Schema, visit: (place: Place) => void): void {
  walk({ schema: root, steps: [], above: [] }, visit);
}

function walk(place: Place, visit: (place: Place) => void): void {
  const { schema, steps, above } = place;
  if (above.length > DEEPEST || above.includes(schema)) return;
  visit(place);
  const down = (child: Schema, ...more: Step[]): void =>
    walk({ schema: child, steps: [...steps, ...more], above: [...above, schema] }, visit);
  for (const name of propertyNames(schema)) {
    const child = property(schema, name);
    if (child !== undefined && !isForeign(name, schema, steps)) down(child, name);
  }
  for (const item of itemsOf(schema)) down(item, ITEMS);
  const values = valuesOf(schema);
  if (values !== undefined) down(values, VALUES);
  for (const word of ["allOf", "anyOf", "oneOf"]) {
    const parts: unknown = schema[word];
    for (const part of Array.isArray(parts) ? parts : []) {
      const child = asSchema(part);
      if (child !== undefined) down(child);
    }
  }
}

function isForeign(name: string, schema: Schema, steps: Steps): boolean {
  if (name === "status") return steps.length === 0 || property(schema, "spec") !== undefined;
  return name === "metadata" && steps.length === 0;
}
