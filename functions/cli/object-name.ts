import { UsageError } from "./usage-error.ts";

/** What Kubernetes takes for the name of an object: a subdomain of RFC 1123. */
const NAME = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The name of an object that is written, as an option gives it.
 * @throws {UsageError} for what Kubernetes would refuse
 */
export function nameOption<const T extends string | undefined>(option: string, name: T): T {
  if (name === undefined || NAME.test(name)) return name;
  const form = 'of at most 253 lower-case letters, digits, "-" and ".", and begin and end with a letter or digit';
  throw new UsageError(`${option} must be a name ${form}, not "${name}"`);
}

/** A text as the name of an object; where nothing of it can stay, `fallback`. */
export function objectName(text: string, fallback: string): string {
  if (NAME.test(text)) return text;
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/-?\.[-.]*/g, ".")
    .replace(/^[-.]+|[-.]+$/g, "");
  return NAME.test(name) ? name : fallback;
}
