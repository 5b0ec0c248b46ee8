import { isImageName, isImagesName, otherMeaning, tagBeside } from "./image-names.ts";
import { isText, itemsOf, type Place, property, propertyNames, type Schema, valuesOf, walkSchema } from "./schema.ts";
import { formatSteps, ITEMS, type Step, type Steps, VALUES } from "./steps.ts";

/** A field of a schema that names an image. */
export interface ImageField {
  readonly steps: Steps;
  /** The field beside it that may hold the tag or digest. */
  readonly tag: string | undefined;
}

/** A field that looks like one and is none, or none that a path can name. */
export interface OtherField {
  readonly steps: Steps;
  /** Reads well behind its path. */
  readonly why: string;
}

/** The fields of a schema that name images, by the names and shapes of their properties; each once. */
export function findImageFields(root: Schema): { fields: readonly ImageField[]; others: readonly OtherField[] } {
  const fields = new Map<string, ImageField>();
  const others = new Map<string, OtherField>();
  walkSchema(root, (place) => {
    for (const { more, tag } of imagesOf(place)) {
      const steps = [...place.steps, ...more];
      const why = otherMeaning(steps.filter((step) => typeof step === "string"));
      if (why === undefined) fields.set(formatSteps(steps), { steps, tag });
      else others.set(formatSteps(steps), { steps, why });
    }
    if (isInParts(place.schema, place.steps) && hasRegistry(place.schema)) {
      const why = "is split in registry and repository: no path names both";
      others.set(formatSteps(place.steps), { steps: place.steps, why });
    }
  });
  return { fields: [...fields.values()], others: [...others.values()] };
}

interface Below {
  readonly more: readonly Step[];
  readonly tag?: string | undefined;
}

/** The images that the properties of one object hold. */
function imagesOf({ schema, steps }: Place): Below[] {
  const has = (name: string): boolean => property(schema, name) !== undefined;
  const found: Below[] = [];
  for (const name of propertyNames(schema)) {
    const child = property(schema, name);
    if (child === undefined) continue;
    if (isImageName(name) && isText(child)) found.push({ more: [name], tag: tagBeside(name, has) });
    if (isImagesName(name)) found.push(...severalIn(child).map((step): Below => ({ more: [name, step] })));
  }
  // The image of a volume, and of whatever imitates it.
  if (steps.at(-1) === "image" && isText(property(schema, "reference"))) found.push({ more: ["reference"] });
  if (isInParts(schema, steps) && !hasRegistry(schema))
    found.push({ more: ["repository"], tag: tagBeside("repository", has) });
  return found;
}

/** The steps to the images of a list of texts, of a map of them, or of an object with one for each component. */
function severalIn(schema: Schema): Step[] {
  if (itemsOf(schema).some(isText)) return [ITEMS];
  if (isText(valuesOf(schema))) return [VALUES];
  if (property(schema, "repository") !== undefined || property(schema, "tag") !== undefined) return [];
  return propertyNames(schema).filter(
    (name) => isText(property(schema, name)) && !isImageName(name) && !/[pP]olicy$/.test(name),
  );
}

/** An image in parts, of which `repository` is one: that of Git or of charts has no tag. */
function isInParts(schema: Schema, steps: Steps): boolean {
  if (!isText(property(schema, "repository"))) return false;
  if (/image$/i.test(String(steps.at(-1) ?? ""))) return true;
  if (property(schema, "tag") === undefined && property(schema, "digest") === undefined) return false;
  const named = steps.some((step) => typeof step === "string" && /image/i.test(step));
  return named || propertyNames(schema).some((name) => /pullPolicy$/i.test(name));
}

/** The host stands in a field of its own. */
function hasRegistry(schema: Schema): boolean {
  return isText(property(schema, "registry"));
}
