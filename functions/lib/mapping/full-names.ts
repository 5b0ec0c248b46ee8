import { fullPrefix, fullPrefixes } from "../image/mod.ts";
import type { Mapping, Note } from "./types.ts";

/** A replacement as a runtime sees it, which knows images by their full names only. */
interface FullRule {
  readonly rule: number;
  /** Full names that images start with; a single word of Docker Hub has two. */
  readonly prefixes: readonly string[];
  /** In full. */
  readonly target: string;
}

/** The replacements that can be said in full names, and what is lost. */
export interface InFull {
  readonly rules: readonly FullRule[];
  readonly notes: readonly Note[];
}

/** Reads a mapping as one of full names, prefix by prefix, the longest one winning. */
export function inFull({ match, normalize, replacements }: Mapping): InFull {
  const owners = new Map<string, number>();
  const notes: Note[] = [];
  const rules = replacements.flatMap(({ repositoryPrefix, replaceWith }, rule): FullRule[] => {
    const leave = (message: string): FullRule[] => {
      notes.push({ level: "left-out", at: rule, message });
      return [];
    };
    const target = replaceWith === "" ? "" : fullPrefix(replaceWith);
    if (target === "" || target === "docker.io") {
      return leave("the target must have a registry, or a namespace of Docker Hub: a runtime adds no `library/` to it");
    }
    const all = fullPrefixes(repositoryPrefix);
    const prefixes = all.filter((prefix) => !owners.has(prefix));
    if (prefixes.length === 0) {
      return leave(`in full it means the same images as \`replacements[${owners.get(all[0] as string)}]\``);
    }
    for (const prefix of prefixes) owners.set(prefix, rule);
    if (match === "exact") {
      notes.push({ level: "changed", at: rule, message: "images further below the prefix are replaced, too" });
    }
    if (WORD.test(target) && prefixes.some((prefix) => prefix.includes("/"))) {
      const message = `the image of that very name becomes "${target}" there, without \`library/\`, which nobody can pull`;
      notes.push({ level: "changed", at: rule, message });
    }
    if (!normalize && isOnDockerHub(prefixes)) {
      const message = "images of Docker Hub are replaced in every spelling, not only as the prefix has it";
      notes.push({ level: "changed", at: rule, message });
    }
    return [{ rule, prefixes, target }];
  });
  return { rules, notes };
}

/** A namespace of Docker Hub; as an image of its own it would have to be called `library/…`. */
const WORD = /^docker\.io\/(?!library$)[^/]+$/;

const isOnDockerHub = (prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => prefix === "docker.io" || prefix.startsWith("docker.io/"));

/** Whether `name` is `prefix` or lies below it, in whole segments. */
export function startsWithSegments(name: string, prefix: string): boolean {
  return name === prefix || name.startsWith(`${prefix}/`);
}
