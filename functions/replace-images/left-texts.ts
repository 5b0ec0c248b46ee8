import { isRegistry } from "../lib/image/mod.ts";
import type { Inspected } from "./inspect.ts";
import type { ReplaceImagesSpec } from "./policy.ts";

/** What looking for images in any text needs to know of the policy. */
export interface Looking {
  readonly spec: ReplaceImagesSpec;
  readonly probe: (text: string) => Inspected;
  /** Texts of which every image of the policy holds one, see {@link needlesOf}. */
  readonly needles: readonly string[];
}

/** A run of the characters that a reference is made of. */
const WORD = /[A-Za-z0-9._\-/:@]+/g;

/** What stands before a reference without tag when it is an image all the same: `"image": "`, `--image=`, `repository: `. */
const NAMED = /(?:image|repository)["']?\s*[:=]\s*["']?$/i;

/** No reference is longer, and no line of prose has to be tried. */
const LONGEST = 512;

/**
 * Texts that must occur where an image of the policy does: the shortest of its prefixes. The empty prefix has none, since
 * any word could be meant.
 */
export function needlesOf({ replacements, normalize = false }: ReplaceImagesSpec): string[] {
  const prefixes = replacements.map(({ repositoryPrefix }) =>
    normalize ? repositoryPrefix.replace(/^index\.(?=docker\.io)/, "").replace(/^docker\.io\//, "") : repositoryPrefix,
  );
  const names = [...new Set(prefixes.filter((prefix) => prefix !== ""))];
  return names.filter((name) => !names.some((other) => other !== name && name.includes(other)));
}

/** An image in a text. */
export interface LeftText {
  readonly image: string;
  /** Of its first occurrence, from 1. */
  readonly line: number;
  /** The text is nothing else. */
  readonly whole: boolean;
}

/**
 * The references in a text that the policy would replace, each once. A text that is nothing but a reference counts as
 * such; among other words a tag or digest must tell it from prose, unless it is called an image.
 * `named`: the field around the text says that it is an image.
 */
export function leftTexts(text: string, looking: Looking, named = false): LeftText[] {
  const { needles } = looking;
  if (!needles.some((needle) => text.includes(needle))) return [];
  const found = new Map<string, LeftText>();
  const { length } = text.trim();
  let [line, counted] = [1, 0];
  for (const { 0: run, index } of text.matchAll(WORD)) {
    if (run.length > LONGEST || !needles.some((needle) => run.includes(needle))) continue;
    const image = run.replace(/[.:,/-]+$/, "");
    const whole = image.length === length;
    const called = named || NAMED.test(text.slice(Math.max(0, index - 40), index));
    if (found.has(image) || !isImage(image, { whole, called }, looking)) continue;
    for (let at = text.indexOf("\n", counted); at >= 0 && at < index; at = text.indexOf("\n", at + 1)) line++;
    counted = index;
    found.set(image, { image, line, whole });
  }
  return [...found.values()];
}

function isImage(
  word: string,
  { whole, called }: { readonly whole: boolean; readonly called: boolean },
  { probe, spec }: Looking,
): boolean {
  const inspected = probe(word);
  if (inspected.is !== "reference" || !("image" in inspected.outcome)) return false;
  const { name, registry, tag, digest } = inspected.reference;
  const prefix = spec.replacements[inspected.outcome.rule]?.repositoryPrefix ?? "";
  // `harbor.example:5000` is a host with a port, and a lone prefix is no image, whatever its full name would be.
  if (prefix === "" || (isHost(name) && isPrefix(name, spec))) return false;
  const exact = tag !== undefined || digest !== undefined;
  if (name === prefix && !exact) return false;
  if (called) return true;
  if (registry === undefined && (!exact || isPort(tag))) return false;
  return whole || exact;
}

function isPrefix(name: string, { replacements }: ReplaceImagesSpec): boolean {
  return replacements.some(({ repositoryPrefix }) => repositoryPrefix === name);
}

function isHost(name: string): boolean {
  return !name.includes("/") && isRegistry(name);
}

/** `redis:6379` in a variable is an address. */
function isPort(tag: string | undefined): boolean {
  return tag !== undefined && /^\d{2,5}$/.test(tag) && Number(tag) >= 80;
}
