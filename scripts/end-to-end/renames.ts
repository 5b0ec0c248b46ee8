// What replacing images must do to a text, worked out a second time from the rules.
import { survey } from "./survey.ts";

/** The text with every image renamed and not a byte changed elsewhere; `rename` gives undefined for images that stay. */
export function renameImages(text: string, rename: (image: string) => string | undefined): string {
  let out = "";
  let last = 0;
  for (const { value, start, end, quote } of survey(text).images) {
    const to = rename(value);
    if (to === undefined) continue;
    out += `${text.slice(last, start)}${quote}${to}${quote}`;
    last = end;
  }
  return out + text.slice(last);
}

const HOST = String.raw`(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\d+)?\/)`;
const COMPONENT = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const REFERENCE = new RegExp(
  String.raw`^(${HOST}?${COMPONENT}(?:\/${COMPONENT})*)(?::\w[\w.-]{0,127})?(?:@[a-z0-9]+:[0-9a-f]{32,})?$`,
);

/** A rule of a ReplaceImages policy. */
export interface Replacement {
  readonly repositoryPrefix: string;
  readonly replaceWith: string;
}

/** The policy's rules as a function: whole path segments, the longest prefix wins, `""` takes names without a slash. */
export function renamer(rules: readonly Replacement[], match = "prefix"): (image: string) => string | undefined {
  return (image) => {
    const name = REFERENCE.exec(image)?.[1];
    if (name === undefined) return undefined;
    const parent = name.includes("/") ? name.slice(0, name.lastIndexOf("/")) : "";
    const fits = ({ repositoryPrefix: prefix }: Replacement): boolean => {
      if (prefix === "" || match === "exact") return parent === prefix;
      return name === prefix || name.startsWith(`${prefix}/`);
    };
    const [best] = rules.filter(fits).sort((a, b) => b.repositoryPrefix.length - a.repositoryPrefix.length);
    if (best === undefined) return undefined;
    const { repositoryPrefix: prefix, replaceWith } = best;
    return prefix === "" ? `${replaceWith}/${image}` : replaceWith + image.slice(prefix.length);
  };
}
