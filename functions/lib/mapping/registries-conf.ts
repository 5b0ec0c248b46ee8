import { stringify } from "smol-toml";
import { Collected, maps, textOf } from "./collect.ts";
import { inFull, startsWithSegments } from "./full-names.ts";
import { readToml } from "./read-toml.ts";
import { tomlLines } from "./toml-lines.ts";
import type { Format } from "./types.ts";

type Table = Readonly<Record<string, unknown>>;

/** A table of a file; `at` names it, or one of its keys, with its line. */
interface Placed {
  readonly table: Table;
  readonly at: (key?: string) => string;
}

interface Registry extends Placed {
  readonly mirrors: readonly Placed[];
}

/** One file with the lines of what it says. */
class ConfFile {
  readonly path: string;
  readonly table: Table;
  readonly registries: readonly Registry[];
  readonly #lines: ReadonlyMap<string, number>;

  constructor({ path, text }: { readonly path: string; readonly text: string }) {
    this.path = path;
    this.table = readToml(path, text);
    this.#lines = tomlLines(text);
    this.registries = maps(this.table["registry"]).map((table, index) => {
      const own = `registry[${index}]`;
      const name = `[[registry]] ${prefixOf(table)}`.trimEnd();
      const mirrors = maps(table["mirror"]).map((mirror, each) => {
        const below = `${own}.mirror[${each}]`;
        return { table: mirror, at: (key = "") => this.#place([`${below}.${key}`, below, own], `${name} mirror`, key) };
      });
      return { table, mirrors, at: (key = "") => this.#place([`${own}.${key}`, own], name, key) };
    });
  }

  /** Names a key of the file. */
  readonly at = (key: string, name: string = key): string => this.#place([key], name);

  #place(paths: readonly string[], ...names: readonly string[]): string {
    const line =
      paths.map((path) => this.#lines.get(path)).find((each) => each !== undefined) ?? this.#lineBelow(paths);
    const place = line === undefined ? this.path : `${this.path}:${line}`;
    return [place, ...names].filter((part) => part !== "").join(" ");
  }

  /** A table may have no line of its own, and an array none for its elements. */
  #lineBelow(paths: readonly string[]): number | undefined {
    const [top = ""] = (paths.at(-1) ?? "").split("[", 1);
    return [...this.#lines].find(([path]) => path === top || path.startsWith(`${top}.`))?.[1];
  }
}

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
  uses: [],
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
    const read = files.map((file) => new ConfFile(file));
    // Files are read one after the other, and an entry overwrites those of earlier files for the same prefix.
    const last = new Map(
      read.flatMap((file) => file.registries.map(({ table }) => [prefixOf(table), { file, table }])),
    );
    for (const file of read) {
      checkGlobals(file, collected);
      for (const registry of file.registries) {
        const later = last.get(prefixOf(registry.table));
        if (later !== undefined && later.file !== file) {
          const same = JSON.stringify(later.table) === JSON.stringify(registry.table);
          if (!same) collected.leaveOut(registry.at(), `"${later.file.path}" is read later, and overwrites it`);
          continue;
        }
        const entry = entryOf(registry, collected);
        if (entry !== undefined) collected.add(registry.at(), entry.prefix, entry.location);
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

const prefixOf = (table: Table): string => textOf(table, "prefix") || textOf(table, "location");

function entryOf(registry: Registry, collected: Collected): Entry | undefined {
  const { table, at } = registry;
  const prefix = prefixOf(table);
  const origin = textOf(table, "location") || prefix;
  if (prefix === "") return void collected.leaveOut(at(), "it names no images");
  if (table["blocked"] === true) return void collected.leaveOut(at("blocked"), "a replacement cannot block a registry");
  if (prefix.startsWith("*."))
    return void collected.leaveOut(at("prefix"), "a prefix cannot stand for all hosts of a domain");
  if (/@|:[^/]*$/.test(prefix.slice(prefix.indexOf("/") + 1)) && prefix.includes("/")) {
    return void collected.leaveOut(at(), "a prefix cannot stand for one tag or digest");
  }
  checkKeys(registry, collected);
  const [first, ...others] = registry.mirrors.filter((mirror) => textOf(mirror.table, "location") !== "");
  if (first === undefined) return { prefix, location: origin };
  const pulls = textOf(first.table, "pull-from-mirror");
  if (table["mirror-by-digest-only"] === true || pulls === "digest-only") {
    collected.change(at(), "its mirror serves digests only, the replacement holds for tags, too");
  } else if (pulls === "tag-only")
    collected.change(at(), "its mirror serves tags only, the replacement holds for digests, too");
  const next = [...others.map((mirror) => textOf(mirror.table, "location")), origin];
  collected.change(at(), `where its mirror fails, "${next.join('", "')}" is tried next; a replacement has one target`);
  return { prefix, location: textOf(first.table, "location") };
}

/** What the keys of an entry and its mirrors say beside names. */
function checkKeys({ table, at, mirrors }: Registry, collected: Collected): void {
  for (const each of [{ table, at, keys: OF_REGISTRY }, ...mirrors.map((mirror) => ({ ...mirror, keys: OF_MIRROR }))]) {
    for (const [key, value] of Object.entries(each.table)) {
      const type = Object.hasOwn(each.keys, key) ? each.keys[key] : undefined;
      if (type === undefined) collected.leaveOut(each.at(key), `\`${key}\` is no key that is known here`);
      else if (type === "list" ? !Array.isArray(value) : typeof value !== type)
        collected.leaveOut(each.at(key), `\`${key}\` must be a ${type === "string" ? "text" : type}`);
    }
    if (each.table["insecure"] === true)
      collected.change(each.at("insecure"), "TLS is not asked for or not verified, which a name cannot say");
  }
  for (const mirror of mirrors) {
    if (textOf(mirror.table, "location") === "") collected.leaveOut(mirror.at(), "the mirror has no `location`");
  }
}

type Keys = Readonly<Record<string, "string" | "boolean" | "list">>;

const OF_REGISTRY: Keys = {
  prefix: "string",
  location: "string",
  insecure: "boolean",
  blocked: "boolean",
  mirror: "list",
  "mirror-by-digest-only": "boolean",
};

const OF_MIRROR: Keys = { location: "string", insecure: "boolean", "pull-from-mirror": "string" };

/** What a file says beside its entries. */
function checkGlobals({ table, at }: ConfFile, collected: Collected): void {
  for (const [key, value] of Object.entries(table)) {
    if (key === "registry") {
      if (!Array.isArray(value)) collected.leaveOut(at(key), "`registry` must be a list of tables: `[[registry]]`");
    } else if (key === "registries") collected.leaveOut(at(key), "its first version, with `[registries]`, is not read");
    else if (key === "aliases") collected.leaveOut(at(key, "[aliases]"), "a replacement has no names of its own");
    else if (key === "unqualified-search-registries") {
      const list = JSON.stringify(value);
      // Without a registry an image is of Docker Hub: that is what a replacement takes it for, too.
      if (list !== '["docker.io"]' && list !== "[]")
        collected.change(at(key), `images without a registry are looked for in ${list} there, and in Docker Hub here`);
    } else if (Object.hasOwn(GLOBALS, key)) collected.leaveOut(at(key), GLOBALS[key] as string);
    else collected.leaveOut(at(key), `\`${key}\` is no key that is known here`);
  }
}

const GLOBALS: Readonly<Record<string, string>> = {
  "short-name-mode": "how a registry is chosen for images without one is no matter of a replacement",
  "credential-helpers": "credentials are no matter of a replacement",
  "additional-layer-store-auth-helper": "credentials are no matter of a replacement",
};
