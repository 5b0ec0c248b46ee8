import picomatch from "picomatch";
import type { Conditions, Select } from "./schema.ts";

/** What a selector is asked about: a resource, or one container of it. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly container?: string | undefined;
  readonly image?: string | undefined;
}

type Test = (subject: Subject) => boolean;

const FIELDS = ["kind", "name", "namespace", "container", "image"] as const;

/** Compiles a selector once; the answer asks it about many subjects. */
export function compileSelect(select: Select): Test {
  const { include, exclude, ...direct } = select;
  const tests: Test[] = [compileConditions(direct)];
  if (include !== undefined) tests.push(any(include));
  if (exclude !== undefined) {
    const excluded = any(exclude);
    tests.push((subject) => !excluded(subject));
  }
  return (subject) => tests.every((test) => test(subject));
}

function any(sets: Conditions | readonly Conditions[]): Test {
  const tests = (Array.isArray(sets) ? (sets as readonly Conditions[]) : [sets as Conditions]).map(compileConditions);
  return (subject) => tests.some((test) => test(subject));
}

function compileConditions(conditions: Conditions): Test {
  const tests: Test[] = [];
  for (const field of FIELDS) {
    const globs = conditions[field];
    if (globs === undefined) continue;
    const matches = compileGlobs(globs);
    tests.push((subject) => matches(subject[field] ?? ""));
  }
  for (const field of ["labels", "annotations"] as const) {
    for (const [key, glob] of Object.entries(conditions[field] ?? {})) {
      const matches = compileGlobs(glob);
      tests.push((subject) => {
        const value = subject[field][key];
        return value !== undefined && matches(value);
      });
    }
  }
  return (subject) => tests.every((test) => test(subject));
}

/** A text without special characters is compared as it is; picomatch does the rest. Names may start with a dot. */
function compileGlobs(globs: string | readonly string[]): (text: string) => boolean {
  const tests = (typeof globs === "string" ? [globs] : globs).map((glob) =>
    /[*?[\]{}()!+@\\|]/.test(glob) ? picomatch(glob, { dot: true }) : (text: string) => text === glob,
  );
  return (text) => tests.some((test) => test(text));
}
