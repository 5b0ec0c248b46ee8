import { isRegistry } from "../../lib/image/mod.ts";
import type { Replacement } from "../replace.ts";

/** A host that is probably not the one that is meant. */
export interface LookAlike {
  readonly rule: number;
  readonly field: "repositoryPrefix" | "replaceWith";
  readonly message: string;
}

/** Addresses around Docker Hub that no image is written with; its own name is `docker.io`. */
const HUB_ADDRESSES: ReadonlySet<string> = new Set([
  "registry-1.docker.io",
  "registry.docker.io",
  "registry.hub.docker.com",
  "hub.docker.com",
  "docker.com",
  "www.docker.com",
]);

/** Registries whose names are typed so often that a neighbour is a mistake. */
const WELL_KNOWN: readonly string[] = [
  "docker.io",
  "quay.io",
  "ghcr.io",
  "gcr.io",
  "registry.k8s.io",
  "k8s.gcr.io",
  "mcr.microsoft.com",
  "public.ecr.aws",
  "nvcr.io",
  "lscr.io",
  "icr.io",
  "registry.gitlab.com",
  "registry.redhat.io",
  "registry.access.redhat.com",
  "docker.elastic.co",
];

interface Host extends Omit<LookAlike, "message"> {
  readonly host: string;
}

/**
 * Hosts that look like another one, of the world or of the same policy. Prefixes are compared letter by letter, so each
 * of them is a rule that silently misses what it means, or a place that nobody runs a registry at.
 */
export function findLookAlikes(replacements: readonly Replacement[], normalize: boolean): LookAlike[] {
  const hosts = replacements.flatMap(({ repositoryPrefix, replaceWith }, rule): Host[] => [
    { rule, field: "repositoryPrefix", host: firstSegment(repositoryPrefix) },
    { rule, field: "replaceWith", host: firstSegment(replaceWith) },
  ]);
  const neighbours = new Neighbours(hosts);
  return hosts.flatMap((each) => {
    const problem = each.host === "" ? undefined : (ownProblem(each, hosts, normalize) ?? neighbours.problem(each));
    return problem === undefined ? [] : [{ rule: each.rule, field: each.field, message: problem }];
  });
}

function ownProblem({ host, field }: Host, hosts: readonly Host[], normalize: boolean): string | undefined {
  if (HUB_ADDRESSES.has(host)) {
    return `should be "docker.io" when Docker Hub is meant: "${host}" is no part of the names of its images`;
  }
  if (!isRegistry(host)) return undefined;
  if (host === "index.docker.io" && field === "repositoryPrefix" && !normalize) {
    if (hosts.some((other) => other.field === field && other.host === "docker.io")) return undefined;
    return `should be "docker.io" with \`normalize: true\` when Docker Hub is meant: "${host}" stands only for images that are written with it`;
  }
  if (host !== host.toLowerCase()) {
    return `should be lower-case as images are written: "${host}" is compared letter by letter`;
  }
  if (host.endsWith(":443")) {
    return `should be "${host.slice(0, -":443".length)}" unless images are written with the port: "${host}" is another name for the same registry`;
  }
  if (host.startsWith("xn--") || host.includes(".xn--")) {
    return `should be checked by its address: "${host}" is written with other letters than it is shown with`;
  }
  const known = wellKnownNeighbour(host);
  return known === undefined ? undefined : `should be "${known}" when that registry is meant, not "${host}"`;
}

function wellKnownNeighbour(host: string): string | undefined {
  if (WELL_KNOWN.includes(host)) return undefined;
  return WELL_KNOWN.find(
    (known) =>
      // Most hosts are far from all of them: the length says so at once.
      Math.abs(known.length - host.length) <= 2 && (isTypo(host, known) || skeleton(known) === skeleton(host)),
  );
}

/** Hosts of one policy that differ only in what a reader overlooks. */
class Neighbours {
  readonly #first = new Map<string, Host>();
  readonly #ports = new Map<string, Host[]>();
  readonly #prefixes: ReadonlySet<string>;

  constructor(hosts: readonly Host[]) {
    this.#prefixes = new Set(hosts.flatMap(({ host, field }) => (field === "repositoryPrefix" ? [host] : [])));
    for (const each of hosts) {
      const shape = isRegistry(each.host) ? skeleton(each.host) : "";
      if (shape !== "" && !this.#first.has(shape)) this.#first.set(shape, each);
      const colon = each.host.lastIndexOf(":");
      const name = each.host.slice(0, Math.max(0, colon));
      if (colon <= 0) continue;
      const known = this.#ports.get(name);
      if (known === undefined) this.#ports.set(name, [each]);
      else known.push(each);
    }
  }

  problem({ host, field, rule }: Host): string | undefined {
    if (field === "repositoryPrefix") {
      const other = this.#ports.get(host)?.find((each) => each.rule !== rule && !this.#prefixes.has(each.host));
      if (other !== undefined) {
        const where = `\`spec.replacements[${other.rule}].${other.field}\``;
        return `should have its port when the registry of ${where} is meant: "${host}" does not stand for "${other.host}"`;
      }
    }
    const first = isRegistry(host) ? this.#first.get(skeleton(host)) : undefined;
    if (first === undefined || first.host === host) return undefined;
    return `should not be so like "${first.host}" of \`spec.replacements[${first.rule}].${first.field}\`: check that "${host}" is meant`;
  }
}

const firstSegment = (name: string): string => name.split("/", 1)[0] as string;

/** What a host looks like at a glance. */
function skeleton(host: string): string {
  if (!host.includes("0") && !host.includes("1") && !host.includes("rn") && !host.includes("vv")) return host;
  return host.replaceAll("0", "o").replaceAll("1", "l").replaceAll("rn", "m").replaceAll("vv", "w");
}

/** Shorter names have too many honest neighbours: only two exchanged letters count there. */
const SHORT = 4;

/** One letter too many, too few, another one, or two exchanged. */
function isTypo(host: string, known: string): boolean {
  if (Math.abs(host.length - known.length) > 1) return false;
  let start = 0;
  while (start < host.length && host[start] === known[start]) start++;
  let end = 0;
  const most = Math.min(host.length, known.length) - start;
  while (end < most && host.at(-1 - end) === known.at(-1 - end)) end++;
  const [a, b] = [host.slice(start, host.length - end), known.slice(start, known.length - end)];
  if (a.length === 2 && b.length === 2) return a[0] === b[1] && a[1] === b[0];
  return a.length <= 1 && b.length <= 1 && Math.min(host.indexOf("."), known.indexOf(".")) >= SHORT;
}
