import { statSync } from "node:fs";
import { parseOptions, wordOption } from "./parse-options.ts";
import { applyPolicy, defineFunction, inOneLine, writeText } from "../lib/krm/mod.ts";
import { CacheInventoryPolicy, type DeclaredCache } from "../validate-cache-references/inventory/cache-inventory.ts";
import { decodeInventory } from "../validate-cache-references/inventory/decode-inventory.ts";
import type { ImportProblem } from "../validate-cache-references/import/import-problem.ts";
import { eachFileOnce, listManifests, type TextFile } from "./files.ts";
import { type ExportOptions, importFiles, problemText, readExports } from "./inventory-read.ts";
import { timeOption } from "./time-option.ts";
import { inventoryTable, type Limits, type ShownInventory, stateOf } from "./inventory-table.ts";
import { painter } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

interface Call extends ExportOptions {
  readonly paths: readonly string[];
  readonly limits: Limits;
  readonly images: boolean;
  readonly format: "text" | "json";
}

/** `warmstart inventory show`: prints inventories, or what an export would become. Returns the exit code. */
export async function inventoryShow(args: readonly string[]): Promise<number> {
  const call = parse(args);
  const { inventories, problems } = await read(call);
  if (problems.length > 0) process.stderr.write(problemText(problems));
  const text =
    call.format === "json"
      ? `${JSON.stringify({ inventories: inventories.map((each) => stateOf(each, call.limits)) }, null, 2)}\n`
      : inventoryTable(inOneLine(inventories), call.limits, call.images, painter(process.stdout));
  writeText(text);
  if (inventories.length === 0) process.stderr.write("no inventory in these files\n");
  return problems.length > 0 ? 4 : 0;
}

interface Read {
  readonly inventories: readonly ShownInventory[];
  readonly problems: readonly ImportProblem[];
}

/** Inventories of all files; a file that is named and holds none is read as an export. */
async function read(call: Call): Promise<Read> {
  const inventories: ShownInventory[] = [];
  const problems: ImportProblem[] = [];
  const named = new Set(call.paths.filter((path) => path === "-" || !isFolder(path)));
  const files = eachFileOnce([...named, ...listManifests(call.paths.filter((path) => !named.has(path)))]);
  for (const path of files) {
    const [file] = (await readExports([path])) as [TextFile];
    const own = await inventoriesIn(file);
    inventories.push(...own.inventories);
    problems.push(...own.problems);
    if (own.inventories.length > 0 || own.problems.length > 0 || !named.has(path)) continue;
    const imported = await importFiles([file], call);
    problems.push(...imported.problems);
    if (imported.problems.length === 0) inventories.push(...exported(file, imported.caches, call));
  }
  return { inventories, problems };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    throw new UsageError(`File or folder must exist: "${path}"`);
  }
}

/** The CacheInventory documents of a file; of one that is broken, what could be read. */
async function inventoriesIn(file: TextFile): Promise<Read> {
  let inventories: ShownInventory[] = [];
  const reader = defineFunction<unknown>({
    name: "inventory",
    kind: "CacheInventory",
    type: "validator",
    summary: "Reads inventories",
    policy: CacheInventoryPolicy,
    run: ({ items, results }) => {
      inventories = [];
      for (const item of items) {
        if (item.kind !== "CacheInventory") continue;
        const { spec, problems } = decodeInventory(CacheInventoryPolicy, item.root.toJS());
        for (const { path, message } of problems) results.add("error", BROKEN, message, { item, path });
        if (spec === undefined) continue;
        // Results come in an order of their own.
        results.add("info", PLACE, String(inventories.length), { item });
        inventories.push({ name: item.name, ...spec, caches: spec.caches ?? [] });
      }
    },
  });
  const { results } = await applyPolicy(reader, { decoded: undefined }, [file]);
  const broken = results.filter(({ tags }) => tags?.["rule"] === BROKEN);
  const problems = broken.map(({ line = 1, message, field }): ImportProblem =>
    Object.assign({ file: file.path, line, message }, field && { field: field.path }),
  );
  const places = results.filter(({ tags }) => tags?.["rule"] === PLACE);
  const lines = new Map(places.map(({ message, line = 1 }) => [Number(message), line]));
  return {
    inventories: inventories.map((each, index) => Object.assign(each, { file: file.path, line: lines.get(index) })),
    problems,
  };
}

const BROKEN = "broken";
const PLACE = "place";

/** What an export would become, one inventory per cloud and region. */
function exported(
  { path }: TextFile,
  caches: Awaited<ReturnType<typeof importFiles>>["caches"],
  call: Call,
): readonly ShownInventory[] {
  const groups = new Map<string, ShownInventory & { readonly caches: DeclaredCache[] }>();
  for (const { provider, region = call.region, cache } of caches) {
    const known = groups.get(`${provider} ${region}`);
    const place = region === undefined ? {} : { region };
    if (known === undefined) {
      groups.set(`${provider} ${region}`, { file: path, line: 1, name: path, provider, ...place, caches: [cache] });
    } else known.caches.push(cache);
  }
  return [...groups.values()];
}

function parse(args: readonly string[]): Call {
  const { values, positionals } = parseOptions("inventory", args, {
    now: { type: "string" },
    "stale-hours": { type: "string", default: "24" },
    "expiry-days": { type: "string", default: "7" },
    images: { type: "boolean", default: false },
    format: { type: "string" },
    provider: { type: "string" },
    region: { type: "string" },
    cache: { type: "string" },
  });
  if (positionals.length === 0) throw new UsageError("An inventory must be given: warmstart inventory show FILE");
  const { provider, region, cache, images } = values;
  const format = wordOption("--format", values.format, ["text", "json"]);
  const limits = {
    now: Date.parse(timeOption("--now", values.now)),
    staleHours: numberOption("--stale-hours", values["stale-hours"]),
    expiryDays: numberOption("--expiry-days", values["expiry-days"]),
  };
  return { paths: positionals, limits, images, format, provider, region, cache };
}

function numberOption(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`${option} must be a whole number, not "${text}"`);
}
