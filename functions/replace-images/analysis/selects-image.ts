import { compileSelect, type Select } from "../../lib/select/mod.ts";

type Conditions = Pick<Select, "image" | "kind" | "name" | "namespace" | "labels" | "annotations" | "container">;

/**
 * Whether a policy's `select` means an image, wherever it stands. `undefined`: that depends on more than the image; the
 * fields of `select` on which it depends stand in `on`.
 */
export function selectsImage(
  select: Select | undefined,
  image: string,
): { readonly selected: boolean | undefined; readonly on: readonly string[] } {
  const { include = [], exclude = [], ...own } = select ?? {};
  const matches = (conditions: Conditions): boolean =>
    conditions.image === undefined ||
    compileSelect({ image: conditions.image })({ kind: "", name: "", labels: {}, annotations: {}, image });
  const meant = include.filter(matches);
  const kept = exclude.filter(matches);
  const isOut = !matches(own) || (include.length > 0 && meant.length === 0);
  if (isOut || kept.some((conditions) => more(conditions).length === 0)) return { selected: false, on: [] };
  const isMeant = include.length === 0 || meant.some((conditions) => more(conditions).length === 0);
  const on = [
    ...more(own),
    ...(isMeant ? [] : meant.flatMap(more).map((key) => `include.${key}`)),
    ...kept.flatMap(more).map((key) => `exclude.${key}`),
  ];
  return { selected: on.length === 0 ? true : undefined, on: [...new Set(on)] };
}

/** What a condition asks for beside the image. */
const more = (conditions: Conditions): string[] => Object.keys(conditions).filter((key) => key !== "image");
