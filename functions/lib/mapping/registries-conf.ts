import { stringify } from "smol-toml";
import { Collected, maps, textOf } from "./collect.ts";
import { inFull, startsWithSegments } from "./full-names.ts";
import { readToml } from "./read-toml.ts";
import type { Format } from "./types.ts";

interface Entry {
  readonly prefix: string;
  readonly location: string;
}

/**
 * The mirrors of Podman, Buildah, Skopeo and CRI-O. A `[[registry]]` with a `location` of its own replaces the prefix,
 * without going back to the origin; the longest prefix wins. An entry whose location is its prefix keeps what lies below.
 */
export const registriesConf: Format = {
  title: "registries.conf of Podman and CRI-O",
  source: "https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md",
  syntax: "toml",
  files: /\.conf$/,
  export: (mapping) => {
    const { rules, notes } = inFull(mapping);
    const own = rules.flatMap(({ prefixes, target }) =>
      prefixes.map((prefix): Entry => ({ prefix, location: target })),
    );
    // What already lies at its target must not be moved once more, unless a prefix in between means it.
    const guards = own.filter(({ prefix, location }) => prefix !== location && longest(location, own) === prefix);
    const registry = [...own, ...guards.map(({ location }): Entry => ({ prefix: location, location }))];
    const short = registry.some(({ prefix }) => startsWithSegments(prefix, "docker.io"));
    const text = stringify({ ...(short ? { "unqualified-search-registries": ["docker.io"] } : {}), registry });
    return { files: registry.length === 0 ? [] : [{ path: "registries.conf", text }], notes };
  },
  import: (files) => {
    const collected = new Collected({ match: "prefix", normalize: true });
    const read = files.map(({ path, text }) => ({ path, file: readToml(path, text) }));
    // Files are read one after the other, and an entry overwrites those of earlier files for the same prefix.
    const last = new Map(
      read.flatMap(({ path, file }) => maps(file["registry"]).map((table) => [prefixOf(table), { path, table }])),
    );
    for (const { path, file } of read) {
      if (file["registries"] !== undefined)
        collected.leaveOut(path, "its first version, with `[registries]`, is not read");
      if (file["aliases"] !== undefined)
        collected.leaveOut(`${path} [aliases]`, "a replacement has no names of its own");
      for (const table of maps(file["registry"])) {
        const at = `${path} [[registry]] ${prefixOf(table)}`;
        const later = last.get(prefixOf(table));
        if (later !== undefined && later.path !== path) {
          const same = JSON.stringify(later.table) === JSON.stringify(table);
          if (!same) collected.leaveOut(at, `"${later.path}" is read later, and overwrites it`);
          continue;
        }
        const entry = entryOf(table, at, collected);
        if (entry !== undefined) collected.add(at, entry.prefix, entry.location);
      }
    }
    return collected.imported;
  },
};

/** The longest prefix that a name starts with. */
function longest(name: string, entries: readonly Entry[]): string | undefined {
  const found = entries.map(({ prefix }) => prefix).filter((prefix) => startsWithSegments(name, prefix));
  return found.sort((a, b) => b.length - a.length)[0];
}

const prefixOf = (table: Readonly<Record<string, unknown>>): string =>
  textOf(table, "prefix") || textOf(table, "location");

function entryOf(table: Readonly<Record<string, unknown>>, at: string, collected: Collected): Entry | undefined {
  const prefix = prefixOf(table);
  const origin = textOf(table, "location") || prefix;
  if (prefix === "") return void collected.leaveOut(at.trimEnd(), "it names no images");
  if (table["blocked"] === true) return void collected.leaveOut(at, "a replacement cannot block a registry");
  if (prefix.startsWith("*.")) return void collected.leaveOut(at, "a prefix cannot stand for all hosts of a domain");
  if (/@|:[^/]*$/.test(prefix.slice(prefix.indexOf("/") + 1)) && prefix.includes("/")) {
    return void collected.leaveOut(at, "a prefix cannot stand for one tag or digest");
  }
  const [first, ...others] = maps(table["mirror"]).filter((mirror) => textOf(mirror, "location") !== "");
  if (first === undefined) return { prefix, location: origin };
  const pulls = textOf(first, "pull-from-mirror");
  if (table["mirror-by-digest-only"] === true || pulls === "digest-only") {
    collected.change(at, "its mirror serves digests only, the replacement holds for tags, too");
  } else if (pulls === "tag-only")
    collected.change(at, "its mirror serves tags only, the replacement holds for digests, too");
  const next = [...others.map((mirror) => textOf(mirror, "location")), origin];
  collected.change(at, `where its mirror fails, "${next.join('", "')}" is tried next; a replacement has one target`);
  return { prefix, location: textOf(first, "location") };
}
