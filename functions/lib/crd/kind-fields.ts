import type { CustomKind } from "./custom-kind.ts";
import { findImageFields, type ImageField, type OtherField } from "./find-fields.ts";
import { findPods, type PodPlace } from "./find-pods.ts";
import { isOpaque, type Schema, walkSchema } from "./schema.ts";
import { formatSteps, type Steps } from "./steps.ts";

/** What the schemas of a kind say about images, all versions together. */
export interface KindFields {
  readonly fields: readonly ImageField[];
  readonly others: readonly OtherField[];
  readonly pods: readonly PodPlace[];
  /** Where anything may stand. */
  readonly opaque: readonly Steps[];
}

/** Reads the schemas of a kind. A field that only some versions have counts. */
export function fieldsOfKind({ versions }: CustomKind): KindFields {
  const schemas = versions.map(({ schema }) => schema);
  const found = schemas.map(findImageFields);
  return {
    fields: merged(found.flatMap(({ fields }) => fields)),
    others: eachOnce(
      found.flatMap(({ others }) => others),
      ({ steps }) => steps,
    ),
    pods: eachOnce(schemas.flatMap(findPods), ({ spec }) => spec),
    opaque: eachOnce(schemas.flatMap(opaqueIn), (steps) => steps),
  };
}

/** A tag may stand beside a field in some versions only. */
function merged(fields: readonly ImageField[]): ImageField[] {
  const all = new Map<string, ImageField>();
  for (const { steps, tag } of fields) {
    const path = formatSteps(steps);
    all.set(path, { steps, tag: all.get(path)?.tag ?? tag });
  }
  return [...all.values()];
}

function opaqueIn(schema: Schema): Steps[] {
  const found: Steps[] = [];
  walkSchema(schema, (place) => {
    if (isOpaque(place.schema)) found.push(place.steps);
  });
  return found;
}

function eachOnce<T>(all: readonly T[], stepsOf: (each: T) => Steps): T[] {
  return [...new Map(all.toReversed().map((each) => [formatSteps(stepsOf(each)), each])).values()].toReversed();
}
