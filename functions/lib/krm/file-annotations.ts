import type { Node } from "../yaml/mod.ts";
import type { Item } from "./item.ts";
import { scalarText } from "./scalar-text.ts";

/**
 * The file an orchestrator says, in its metadata, that a resource came from: the current annotation, else the legacy one. An absolute path says
 * something about a machine, not about a package, and is left out.
 */
export function annotatedFile(metadata: Node | undefined): Item["file"] {
  const annotations = metadata?.get("annotations");
  if (annotations === undefined) return undefined;
  const path = scalarText(
    annotations.get("internal.config.kubernetes.io/path") ?? annotations.get("config.kubernetes.io/path"),
  );
  if (path === undefined || path === "" || isAbsolute(path)) return undefined;
  const index = scalarText(
    annotations.get("internal.config.kubernetes.io/index") ?? annotations.get("config.kubernetes.io/index"),
  );
  return placeOf(path, index);
}

/** The same of a text that has no outline, where it can only be searched for: better than no file at all. */
export function searchedFile(text: string): Item["file"] {
  const entry =
    /(?:^|[{,])[ \t]*["']?(?:internal\.)?config\.kubernetes\.io\/(path|index)["']?[ \t]*:[ \t]*(?:'([^'\n]+)'|"([^"\\\n]+)"|([^\s"'{}[\],#&*!|>][^,}\r\n]*))[ \t]*(?=$|[,}\r])/gm;
  const found: Partial<Record<string, string>> = {};
  for (const [, key = "", ...values] of text.matchAll(entry))
    found[key] ??= values[2]?.trimEnd() ?? values.find((value) => value !== undefined);
  const { path, index } = found;
  return path === undefined || isAbsolute(path) ? undefined : placeOf(path, index);
}

function placeOf(path: string, index?: string): NonNullable<Item["file"]> {
  // Only what is written as a number is one: no sign, no blank, no exponent.
  const number = Number(index);
  return String(number) === index && number >= 0 ? { path, index: number } : { path };
}

/** Whether a path starts at a root, of any system. */
function isAbsolute(path: string): boolean {
  const start = path.startsWith(":", 1) ? 2 : 0; // behind a drive letter
  return path.startsWith("/", start) || path.startsWith("\\", start);
}

/** The name that results of a function may carry for a path: absolute ones are shortened to the file's name. */
export function reportedPath(path: string): string {
  return isAbsolute(path) ? path.replace(/^.*[/\\]/, "") : givenPath(path);
}

/** A path as results name it to who gave it: what a file is called and where it lies also says what may be in it. */
export function givenPath(path: string): string {
  return path.replace(/^\.\//, "");
}
