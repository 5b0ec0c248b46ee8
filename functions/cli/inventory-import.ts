import { existsSync, writeFileSync } from "node:fs";
import { nameOption, objectName } from "./object-name.ts";
import { parseOptions } from "./parse-options.ts";
import { writeText, writeYaml } from "../lib/krm/mod.ts";
import { provider as row } from "../lib/cache/mod.ts";
import type { Imported } from "../validate-cache-references/import/import-caches.ts";
import { isImageList } from "../validate-cache-references/import/import-list.ts";
import { reasonOf, replaceFile } from "./files.ts";
import { counted } from "./report.ts";
import { importFiles, problemText, readExports } from "./inventory-read.ts";
import { timeOption } from "./time-option.ts";
import { UsageError } from "./usage-error.ts";

interface Call {
  readonly files: readonly string[];
  readonly provider: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly cache: string | undefined;
  readonly name: string | undefined;
  readonly asOf: string;
  readonly output: string | undefined;
}

/** `warmstart inventory import`: exports of a cloud become a CacheInventory file. Returns the exit code. */
export async function inventoryImport(args: readonly string[]): Promise<number> {
  const call = parse(args);
  const files = await readExports(call.files);
  if (call.cache !== undefined && !files.some(({ text }) => isImageList(text)))
    process.stderr.write("--cache has no effect: only a list of images does not say what its cache is called\n");
  const { caches, problems } = await importFiles(files, call);
  const all = [...problems, ...regionProblems(caches, call.region)];
  if (all.length > 0) {
    process.stderr.write(`${problemText(all)}nothing was written: ${counted(all.length, "error")}\n`);
    return 4;
  }
  const text = inventoryText(caches, call);
  if (call.output === undefined) writeText(text);
  else write(call.output, text);
  const unnamed = caches.filter(({ provider, cache }) => cache[row(provider).pin.by] === undefined).length;
  const note = unnamed === 0 ? "" : `, ${unnamed} that a pod cannot name (no id)`;
  process.stderr.write(`${counted(caches.length, "cache")}${note}\n`);
  return 0;
}

/** An inventory that is there already is replaced in one step. */
function write(path: string, text: string): void {
  try {
    if (existsSync(path)) replaceFile(path, text);
    else writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`--output must be a file that can be written: "${path}" (${reasonOf(error)})`);
  }
}

/** A region that the export states must not be another one. */
function regionProblems(caches: Imported["caches"], region: string | undefined): Imported["problems"] {
  return caches.flatMap(({ region: own, at: { context, node } }) => {
    if (region === undefined || own === undefined || own === region) return [];
    const line = context.above + (node?.line ?? 1);
    return [{ file: context.file, line, message: `region must be "${region}" as --region says, not "${own}"` }];
  });
}

const HEAD = "# Written by warmstart inventory import: import again instead of editing.\n";

/** One CacheInventory per cloud and region, caches in the order of their ids, so that two imports can be compared. */
function inventoryText(caches: Imported["caches"], call: Call): string {
  const groups = new Map<string, Imported["caches"][number][]>();
  for (const each of caches) {
    const key = `${each.provider} ${each.region ?? call.region ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  const documents = [...groups.values()].map((group) => writeYaml(inventoryOf(group, call, [...groups.values()])));
  // No cache at all is an answer, too: of which cloud only the call can say.
  if (documents.length === 0) documents.push(writeYaml(emptyInventory(call)));
  return HEAD + documents.join("---\n");
}

const LABEL = { "config.kubernetes.io/local-config": "true" };

function inventoryOf(group: Imported["caches"], call: Call, groups: readonly Imported["caches"][]): object {
  const [{ provider, region }] = group as [Imported["caches"][number]];
  const place = region ?? call.region;
  const clouds = new Set(groups.map(([first]) => first?.provider));
  const parts = [call.name, clouds.size > 1 ? provider : undefined, place].filter((part) => part !== undefined);
  const name = groups.length > 1 ? parts.join("-") : (call.name ?? place ?? provider);
  const caches = group.map(({ cache }) => inOrder(cache));
  caches.sort((a, b) => ((a.id ?? a.name ?? "") < (b.id ?? b.name ?? "") ? -1 : 1));
  return document(objectName(name, provider), provider, place, call, caches);
}

/** Fields in the order in which people look for them. */
const FIELDS = ["id", "name", "phase", "images", "sizeGiB", "createdAt", "expiresAt", "arch", "os", "origin"] as const;

type Cache = Imported["caches"][number]["cache"];

function inOrder(cache: Cache): Cache {
  return Object.fromEntries(FIELDS.map((field) => [field, cache[field]])) as Cache;
}

function emptyInventory(call: Call): object {
  const name = objectName(call.name ?? call.region ?? call.provider ?? "", "caches");
  return document(name, call.provider, call.region, call, []);
}

function document(
  name: string,
  provider: string | undefined,
  region: string | undefined,
  { account, asOf }: Call,
  caches: readonly object[],
): object {
  return {
    apiVersion: "warmstart.dev/v1alpha1",
    kind: "CacheInventory",
    metadata: { name, annotations: LABEL },
    spec: { provider, region, account, asOf, caches },
  };
}

function parse(args: readonly string[]): Call {
  const { values, positionals } = parseOptions("inventory", args, {
    provider: { type: "string" },
    region: { type: "string" },
    account: { type: "string" },
    cache: { type: "string" },
    name: { type: "string" },
    "as-of": { type: "string" },
    output: { type: "string", short: "o" },
  });
  if (positionals.length === 0) throw new UsageError("An export must be given: warmstart inventory import FILE");
  const { provider, region, account, cache, name, output, "as-of": asOf } = values;
  const options = { provider, region, account, cache, output };
  return { files: positionals, ...options, name: nameOption("--name", name), asOf: timeOption("--as-of", asOf) };
}
