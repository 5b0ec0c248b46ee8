import { isRegistry } from "../image/mod.ts";
import { stringify } from "smol-toml";
import { Collected, isMap, textOf } from "./collect.ts";
import { inFull } from "./full-names.ts";
import { readToml } from "./read-toml.ts";
import type { Format, Note } from "./types.ts";

/** Docker Hub is called `docker.io`, and answers at another address. */
const HUB = "docker.io";
const HUB_ADDRESS = "registry-1.docker.io";

/**
 * The `hosts.toml` folders of containerd: one folder per registry that images are named after. The address that answers
 * for it is its `server`; with `override_path` the path of that address is the beginning of every repository there.
 */
export const containerd: Format = {
  title: "hosts.toml folders of containerd",
  source: "https://github.com/containerd/containerd/blob/main/docs/hosts.md",
  syntax: "toml",
  files: /(?:^|\/)hosts\.toml$/,
  uses: [],
  inFolders: true,
  export: (mapping) => {
    const { rules, notes } = inFull(mapping);
    const left: Note[] = [];
    const files = rules.flatMap(({ rule, prefixes: [prefix = ""], target }) => {
      const message = prefix.includes("/")
        ? "there is a folder per registry, and none for a part of one"
        : target.startsWith(`${prefix}/`)
          ? "the path would be put in front of images that are there already"
          : undefined;
      if (message !== undefined) {
        left.push({ level: "left-out", at: rule, message });
        return [];
      }
      return [{ path: `${prefix}/hosts.toml`, text: stringify(server(target)) }];
    });
    const gone = new Set(left.map(({ at }) => at));
    return { files, notes: [...notes.filter(({ at }) => !gone.has(at)), ...left] };
  },
  import: (files) => {
    const collected = new Collected({ match: "prefix", normalize: true });
    for (const { path, text } of files) {
      const registry = registryOf(path);
      const table = readToml(path, text);
      if (registry === "_default") collected.leaveOut(path, "a prefix cannot stand for every other registry");
      else importHosts(registry, table, path, collected);
    }
    return collected.imported;
  },
};

/** A target as the address that answers: nothing else is tried. */
function server(target: string): Record<string, unknown> {
  const slash = target.indexOf("/");
  const [host, path] = slash < 0 ? [target, ""] : [target.slice(0, slash), target.slice(slash)];
  const address = `https://${host === HUB ? HUB_ADDRESS : host}${path === "" ? "" : `/v2${path}`}`;
  return { server: address, capabilities: ["pull", "resolve"], ...(path === "" ? {} : { override_path: true }) };
}

/** The folder's name; where `:` cannot be part of one, a port stands between underscores. */
function registryOf(path: string): string {
  const folder = path.split("/").at(-2) ?? "";
  return folder.replace(/_([0-9]+)_$/, ":$1");
}

interface Address {
  readonly url: string;
  readonly table: Readonly<Record<string, unknown>>;
}

function importHosts(
  registry: string,
  table: Readonly<Record<string, unknown>>,
  path: string,
  collected: Collected,
): void {
  if (registry === "") return collected.leaveOut(path, "its folder names the registry, and must be part of the path");
  if (!isRegistry(registry)) return collected.leaveOut(path, `"${registry}" must be a folder named after a registry`);
  const own = textOf(table, "server");
  const hosts = isMap(table["host"]) ? Object.entries(table["host"]) : [];
  const tried: Address[] = [
    ...hosts.map(([url, host]) => ({ url, table: isMap(host) ? host : {} })),
    { url: own || registry, table: own === "" ? {} : table },
  ].filter((address) => canPull(address.table));
  const [first, ...others] = tried;
  if (first === undefined) return collected.leaveOut(path, "no address may be pulled from");
  const target = targetOf(first);
  if (target === undefined) {
    return collected.leaveOut(path, `"${first.url}" has a path in front of \`/v2\`, which is no part of a name`);
  }
  if (first.url.startsWith("http://"))
    collected.change(path, `"${first.url}" is spoken to without TLS, which a name cannot say`);
  if (first.table["skip_verify"] === true && target !== registry)
    collected.change(path, `the certificate of "${first.url}" is not verified, which a name cannot say`);
  const next = others.filter(({ url }) => url !== first.url).map(({ url }) => url);
  if (next.length > 0) {
    collected.change(
      path,
      `where its first address fails, "${next.join('", "')}" is tried next; a replacement has one target`,
    );
  }
  collected.add(path, registry, target);
}

/** An empty list stands for all capabilities, as does none; their case is no matter. */
function canPull({ capabilities }: Readonly<Record<string, unknown>>): boolean {
  return (
    !Array.isArray(capabilities) ||
    capabilities.length === 0 ||
    capabilities.some((each) => /^pull$/i.test(String(each)))
  );
}

/** An address as the beginning of image names; undefined when names cannot say it. */
function targetOf({ url, table }: Address): string | undefined {
  const [, host = "", path = ""] = /^(?:https?:\/\/)?([^/]+)(\/.*)?$/.exec(url.replace(/\/+$/, "")) ?? [];
  const name = host === HUB_ADDRESS ? HUB : host;
  if (path === "" || path === "/v2") return name;
  if (table["override_path"] !== true || !path.startsWith("/v2/")) return undefined;
  return name + path.slice("/v2".length);
}
