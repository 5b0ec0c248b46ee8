import { nearest } from "../lib/krm/mod.ts";
import { FORMATS, type FormatName } from "../lib/mapping/mod.ts";
import { UsageError } from "./usage-error.ts";

/** Not a mapping of images, but carried out at the same place: which caches pods of some labels start from. */
export const ECI_PROFILE = "eci-profile";

/** The format of that name. Throws {@link UsageError}, which lists the names. */
export function formatNamed(name: string | undefined): (typeof FORMATS)[FormatName] | typeof ECI_PROFILE {
  const names = [...Object.keys(FORMATS), ECI_PROFILE];
  if (name === ECI_PROFILE) return name;
  if (name !== undefined && Object.hasOwn(FORMATS, name)) return FORMATS[name as FormatName];
  const close = name === undefined ? undefined : nearest(name, names);
  const hint = close === undefined ? "" : `, did you mean "${close}"?`;
  const found = name === undefined ? "" : `, not "${name}"`;
  throw new UsageError(`--format must be one of ${names.join(", ")}${found}${hint}`);
}
