import type { Provider } from "../lib/cache/mod.ts";
import type { Path } from "../lib/yaml/mod.ts";
import type { Entry, Found, Resource } from "./model.ts";

type More = Omit<Found, "at" | "path" | "message" | "current">;

/** A finding at an annotation or label, with its text as the current value. */
export function atEntry(resource: Resource, entry: Entry, message: string, more: More = {}): Found {
  return { at: resource, path: entry.path, message, current: entry.text, ...more };
}

/** A value in a message, on one line. */
export function quoted(value: string): string {
  return `"${value.replace(/\p{Cc}/gu, (one) => JSON.stringify(one).slice(1, -1))}"`;
}

/** Values in a message: `"a", "b" and "c"`. */
export function quotedList(values: readonly string[], joint = "and"): string {
  const all = values.map(quoted);
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} ${joint} ${all.at(-1)}`;
}

/** How a provider's cache is called: `image cache "imc-…"`. */
export function cacheTitle(row: Provider, label: string): string {
  return `${row.noun} ${quoted(label)}`;
}

/** A number of things: `1 container`, `3 containers`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A proposal to write another value, with the repair that does. */
export function setTo({ path }: Entry, value: string): Required<Pick<Found, "proposed" | "fix">> {
  return { proposed: value, fix: [{ set: path, value }] };
}

/** The repair that renames a key. */
export function renameTo(path: Path, key: string): Required<Pick<Found, "fix">> {
  return { fix: [{ rename: path, key }] };
}

/** The repair that takes a key away. */
export function removal({ path }: Entry): Required<Pick<Found, "fix">> {
  return { fix: [{ remove: path }] };
}

/** Whether what a cache holds, and how long it is kept, can be changed once it exists. */
export function canChange({ cacheObject }: Provider): boolean {
  return cacheObject?.immutable !== true;
}

/** What to do about a cache in a state in which it cannot be used: one that failed does not get better by waiting. */
export function waitFor(phase: string): string {
  return /fail/i.test(phase) ? "create it again" : "wait for it";
}
