import { type ImageReference, isRegistry, parseReference, readImageText, referenceProblem } from "../lib/image/mod.ts";
import type { Outcome } from "./replace.ts";

/** What the text of an image field is, and what the policy makes of it. */
export type Inspected =
  | { readonly is: "placeholder" | "template" | "encrypted" | "pattern" }
  | { readonly is: "invalid"; readonly problem: string }
  | {
      readonly is: "reference";
      readonly reference: ImageReference;
      readonly outcome: Outcome;
      /** Why the result would be no reference. */
      readonly broken: string | undefined;
      /** The rule that matches the result, in the next run. */
      readonly next: number | undefined;
    };

type Reference = Extract<Inspected, { is: "reference" }>;

/** Looks at image texts, each distinct one once: in large packages most of them repeat. */
export interface Inspector {
  (text: string): Inspected;
  /** Every text seen so far. */
  readonly seen: ReadonlyMap<string, Inspected>;
}

/** Puts a matcher behind the grammar of references: only a reference is ever matched. */
export function createInspector(replace: (image: string) => Outcome): Inspector {
  const seen = new Map<string, Inspected>();
  const names = new Map<string, Inspected>();
  const inspect = (text: string): Inspected => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const fresh = look(text, replace, names);
    seen.set(text, fresh);
    return fresh;
  };
  return Object.assign(inspect, { seen });
}

/** The names of all images seen so far, as written, without tag and digest. */
export function namesOf({ seen }: Inspector): ReadonlySet<string> {
  const names = [...seen.values()].flatMap((each) => (each.is === "reference" ? [each.reference.name] : []));
  return new Set(names);
}

/** `names`: by name and kind of suffix, the first image of that name. A tag or digest changes nothing but the end of the result. */
function look(text: string, replace: (image: string) => Outcome, names: Map<string, Inspected>): Inspected {
  const read = readImageText(text);
  if (read === "invalid") return { is: read, problem: referenceProblem(text) ?? "must be an image reference" };
  if (typeof read === "string") return { is: read };
  const key = `${read.name}${read.tag === undefined ? "" : ":"}${read.digest === undefined ? "" : "@"}`;
  const alike = names.get(key);
  if (alike?.is === "reference" && alike.broken === undefined) return withSuffix(alike, read);
  const fresh = match(text, read, replace);
  names.set(key, fresh);
  return fresh;
}

function withSuffix(alike: Reference, reference: ImageReference): Reference {
  const { outcome, next } = alike;
  if (!("image" in outcome)) return { ...alike, reference };
  const { original, name } = alike.reference;
  const target = outcome.image.slice(0, outcome.image.length - (original.length - name.length));
  const image = target + reference.original.slice(reference.name.length);
  return { is: "reference", reference, outcome: { image, rule: outcome.rule }, broken: undefined, next };
}

function match(text: string, read: ImageReference, replace: (image: string) => Outcome): Reference {
  const outcome = replace(text);
  if (!("image" in outcome)) return { is: "reference", reference: read, outcome, broken: undefined, next: undefined };
  const broken = problemOf(outcome.image, read);
  const again = broken === undefined ? replace(outcome.image) : undefined;
  const next = again !== undefined && "image" in again ? again.rule : undefined;
  return { is: "reference", reference: read, outcome, broken, next };
}

/**
 * A result must be a reference, and still have the tag and digest of the original: `localhost:5000` would be a tag. A
 * lone host that comes of a whole image name would be an image of Docker Hub.
 */
function problemOf(image: string, { name, tag, digest }: ImageReference): string | undefined {
  const result = parseReference(image);
  if (result === undefined) return referenceProblem(image);
  const lone = !result.name.includes("/") && isRegistry(result.name) && !name.endsWith(`/${result.name}`);
  if (result.tag === tag && result.digest === digest && !lone) return undefined;
  return `must name a repository behind the host, and "${image}" does not`;
}
