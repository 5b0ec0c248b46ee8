import { fullPrefix, fullPrefixes, nameProblem } from "../image/mod.ts";
import type { Imported, MappedPrefix, Mapping, Note } from "./types.ts";

/** Files of a folder that may hold objects. */
export const MANIFEST: RegExp = /\.(?:ya?ml|json)$/;

/**
 * Puts a mapping together from entries of a foreign file, and keeps it a valid policy: names are checked, a prefix that
 * comes twice counts once, and an entry that changes nothing is a replacement only where it keeps images from a shorter
 * prefix.
 */
export class Collected {
  readonly #how: Omit<Mapping, "replacements">;
  readonly #replacements: MappedPrefix[] = [];
  readonly #owners = new Map<string, MappedPrefix>();
  readonly #notes: Note[] = [];
  readonly #kept: { readonly at: string; readonly prefix: string }[] = [];
  readonly #spared = new Set<string>();
  /** The place of every replacement. */
  readonly #places = new Map<MappedPrefix, string>();
  /** Full names that entries stood for, before a single word got its second one. */
  readonly #said = new Map<string, string>();

  constructor(how: Omit<Mapping, "replacements">) {
    this.#how = how;
  }

  /** Adds `prefix` → `target` of the place `at`; says so when that is impossible. */
  add(at: string, prefix: string, target: string): void {
    if (prefix === "" && this.#how.normalize) return this.leaveOut(at, "it names no images");
    const problem =
      (prefix === "" ? undefined : nameProblem(prefix)) ?? (target === "" ? undefined : nameProblem(target));
    if (problem !== undefined) return this.leaveOut(at, `its name ${problem}`);
    if (prefix === target) {
      this.spare(this.#compared(prefix));
      return void this.#kept.push({ at, prefix });
    }
    const names = this.#how.normalize ? fullPrefixes(prefix) : [prefix];
    this.#said.set(names[0] as string, at);
    const first = names.map((name) => this.#owners.get(name)).find((owner) => owner !== undefined);
    if (first !== undefined) {
      if (first.replaceWith !== target) this.leaveOut(at, `"${prefix}" is replaced by "${first.replaceWith}" already`);
      return;
    }
    const replacement = { repositoryPrefix: prefix, replaceWith: target };
    this.#replacements.push(replacement);
    this.#places.set(replacement, at);
    for (const name of names) this.#owners.set(name, replacement);
  }

  /** Says that the foreign file itself leaves alone what starts with `name`, given as names are compared. */
  spare(name: string): void {
    this.#spared.add(name);
  }

  leaveOut(at: string, message: string): void {
    this.#notes.push({ level: "left-out", at, message });
  }

  change(at: string, message: string): void {
    this.#notes.push({ level: "changed", at, message });
  }

  /** The maps of a foreign list with their places; what is none is said. Nothing at all is an empty list. */
  entries(at: string, list: unknown): { readonly at: string; readonly entry: Readonly<Record<string, unknown>> }[] {
    if (list === undefined || list === null) return [];
    if (!Array.isArray(list)) this.leaveOut(at, "it must be a list");
    return (Array.isArray(list) ? (list as readonly unknown[]) : []).flatMap((entry, index) => {
      const place = `${at}[${index}]`;
      if (isMap(entry)) return [{ at: place, entry }];
      this.leaveOut(place, `it must be a map, not ${JSON.stringify(entry)}`);
      return [];
    });
  }

  /** The mapping; to be asked for once, at the end. */
  get imported(): Imported {
    for (const { at, prefix } of this.#kept) this.#keep(at, prefix);
    for (const [name, at] of this.#said) this.#compareWord(name, at);
    for (const [replacement, at] of this.#places) this.#compareDone(replacement, at);
    return { mapping: { ...this.#how, replacements: this.#replacements }, notes: this.#notes };
  }

  /** A namespace of Docker Hub is a word, and a replacement of a word means the official image of that name as well. */
  #compareWord(name: string, at: string): void {
    const [, image] = this.#how.normalize ? fullPrefixes(name) : [];
    if (image !== undefined && !this.#said.has(image)) this.change(at, `"${image}" is replaced by it, too`);
  }

  /** A replacement leaves alone what starts with its target already; elsewhere only an entry for the target does that. */
  #compareDone({ repositoryPrefix, replaceWith }: MappedPrefix, at: string): void {
    const done = this.#compared(replaceWith);
    const isBelow = repositoryPrefix !== "" && done.startsWith(`${this.#compared(repositoryPrefix)}/`);
    if (this.#how.match === "exact" || !isBelow || this.#owners.has(done) || this.#spared.has(done)) return;
    this.change(at, `what starts with "${replaceWith}" already is moved once more; a replacement leaves it alone`);
  }

  #compared(name: string): string {
    return this.#how.normalize && name !== "" ? fullPrefix(name) : name;
  }

  /** What lies below a prefix stays, although a shorter prefix means it. */
  #keep(at: string, prefix: string): void {
    const above = [...this.#owners.keys()].filter((other) => other !== "" && prefix.startsWith(`${other}/`));
    const [nearest = ""] = above.sort((a, b) => b.length - a.length);
    const owner = this.#owners.get(nearest);
    // What already lies at its target is never moved twice anyway.
    if (owner === undefined || this.#how.match === "exact" || owner.replaceWith === prefix) return;
    // Another spelling of the same name is no change to anybody, and a replacement all the same.
    if (this.#how.normalize && prefix.startsWith("docker.io/")) this.add(at, prefix, prefix.slice("docker.io/".length));
    else this.leaveOut(at, "no replacement can keep images that a shorter prefix means: use `select.exclude`");
  }
}

/** A foreign value as a list of maps; anything else is empty. */
export function maps(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** Whether a foreign value is a map. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field of a foreign map, as text; empty when it is none. */
export function textOf(map: unknown, ...path: readonly string[]): string {
  const found = fieldOf(map, ...path);
  return typeof found === "string" ? found : "";
}

/** A field of a foreign map, however deep; undefined when it is not there. */
export function fieldOf(map: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined), map);
}
