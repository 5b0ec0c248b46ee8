import { compileGlob, type GlobKind } from "./compile-glob.ts";
import type { Conditions, Select } from "./select.ts";

type Texts = Readonly<Record<string, string>>;

/** What a selector is asked about; what does not apply is left out, and a condition on it then does not hold. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
  /** Several maps (of the workload, of its pods): a label counts when one of them has it. */
  readonly labels: Texts | readonly Texts[];
  /** Like `labels`. */
  readonly annotations: Texts | readonly Texts[];
  readonly container?: string | undefined;
  readonly image?: string | undefined;
}

type Test<T> = (value: T) => boolean;

function compileGlobs(globs: string | readonly string[], kind: GlobKind): Test<string> {
  const tests = (typeof globs === "string" ? [globs] : globs).map((glob) => compileGlob(glob, kind));
  return (value) => tests.some((test) => test(value));
}

/** Turns globs into a test of names; `*` takes every character. */
export function compileNames(globs: readonly string[]): (name: string) => boolean {
  return compileGlobs(globs, "text");
}

function compileTexts(wanted: Texts): Test<Texts | readonly Texts[]> {
  const tests = Object.entries(wanted).map(([key, glob]) => [key, compileGlob(glob, "text")] as const);
  return (found) => {
    const maps = Array.isArray(found) ? (found as readonly Texts[]) : [found as Texts];
    return tests.every(([key, test]) => maps.some((map) => Object.hasOwn(map, key) && test(map[key] as string)));
  };
}

/** The reference without tag and digest. */
function nameOf(image: string): string {
  const at = image.indexOf("@");
  const tagged = at < 0 ? image : image.slice(0, at);
  const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
  return colon < 0 ? tagged : tagged.slice(0, colon);
}

/** How each condition reads a subject; a condition on what the subject does not have fails. */
const FIELDS: { readonly [Key in keyof Conditions]-?: (wanted: NonNullable<Conditions[Key]>) => Test<Subject> } = {
  kind: (globs) => field(compileGlobs(globs, "text"), ({ kind }) => kind),
  name: (globs) => field(compileGlobs(globs, "text"), ({ name }) => name),
  namespace: (globs) =>
    field(compileGlobs(globs, "text"), ({ namespace }) => (namespace === "" ? undefined : namespace)),
  labels: (texts) => field(compileTexts(texts), ({ labels }) => labels),
  annotations: (texts) => field(compileTexts(texts), ({ annotations }) => annotations),
  container: (globs) => field(compileGlobs(globs, "text"), ({ container }) => container),
  image: (globs) => {
    const test = compileGlobs(globs, "image");
    return field(
      (image: string) => test(image) || test(nameOf(image)),
      ({ image }) => image,
    );
  },
};

function field<T>(test: Test<T>, read: (subject: Subject) => T | undefined): Test<Subject> {
  return (subject) => {
    const value = read(subject);
    return value !== undefined && test(value);
  };
}

function compileConditions(conditions: Conditions): Test<Subject> {
  const tests = Object.entries(FIELDS).flatMap(([key, compile]) => {
    const wanted = conditions[key as keyof Conditions];
    return wanted === undefined ? [] : [compile(wanted as never)];
  });
  return (subject) => tests.every((test) => test(subject));
}

/** Turns a selector into a test. Globs are compiled here, once. */
export function compileSelect({ include, exclude, ...always }: Select): (subject: Subject) => boolean {
  const all = compileConditions(always);
  const some = include?.map(compileConditions) ?? [];
  const none = exclude?.map(compileConditions) ?? [];
  return (subject) =>
    all(subject) && (some.length === 0 || some.some((test) => test(subject))) && !none.some((test) => test(subject));
}
