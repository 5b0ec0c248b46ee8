import type { DeclaredCache } from "../validate-cache-references/inventory/cache-inventory.ts";
import { expiryOf } from "../validate-cache-references/inventory/read-inventory.ts";
import { counted } from "./report.ts";
import type { painter } from "./terminal.ts";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const COLUMNS = 80;

/** An inventory to be shown, with where it stands. */
export interface ShownInventory {
  readonly file?: string;
  readonly line?: number | undefined;
  readonly name: string;
  readonly provider?: string;
  readonly region?: string;
  readonly account?: string;
  readonly asOf?: string;
  readonly caches: readonly DeclaredCache[];
}

/** What inventories are judged by. `now` in milliseconds since 1970. */
export interface Limits {
  readonly now: number;
  readonly staleHours: number;
  readonly expiryDays: number;
}

/** A cache with what the present makes of it. */
interface CacheState extends DeclaredCache {
  /** Days until it is deleted, rounded down; negative: it has expired. */
  readonly daysLeft?: number;
  readonly expired: boolean;
  readonly expiresSoon: boolean;
}

/** An inventory with what the present makes of it. */
interface InventoryState extends Omit<ShownInventory, "caches"> {
  readonly ageHours?: number;
  readonly stale: boolean;
  readonly caches: readonly CacheState[];
}

/** Judges an inventory and its caches. An inventory without `asOf` is not called stale: nobody knows. */
export function stateOf(inventory: ShownInventory, limits: Limits): InventoryState {
  const { asOf, caches, ...rest } = inventory;
  const age = asOf === undefined ? undefined : Math.floor((limits.now - Date.parse(asOf)) / HOUR);
  return {
    ...rest,
    ...(asOf === undefined ? {} : { asOf }),
    ...(age === undefined ? {} : { ageHours: age }),
    stale: asOf !== undefined && limits.now - Date.parse(asOf) > limits.staleHours * HOUR,
    caches: caches.map((cache) => cacheState(cache, limits)),
  };
}

function cacheState(cache: DeclaredCache, { now, expiryDays }: Limits): CacheState {
  const expiresAt = cache.expiresAt ?? expiryOf(cache.createdAt, cache.retentionDays);
  const left = expiresAt === undefined ? undefined : Date.parse(expiresAt) - now;
  const expired = left !== undefined && left <= 0;
  const expiresSoon = !expired && left !== undefined && left <= expiryDays * DAY;
  return {
    ...cache,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(left === undefined ? {} : { daysLeft: Math.floor(left / DAY) }),
    expired,
    expiresSoon,
  };
}

type Paint = ReturnType<typeof painter>;

/** Inventories for people: a table of 80 columns each. `images`: with the images of every cache. */
export function inventoryTable(
  inventories: readonly ShownInventory[],
  limits: Limits,
  images: boolean,
  paint: Paint,
): string {
  return inventories
    .map((inventory) => `${inventoryLines(stateOf(inventory, limits), images, paint).join("\n")}\n`)
    .join("\n");
}

function inventoryLines(inventory: InventoryState, images: boolean, paint: Paint): string[] {
  const { file, line, name, provider, region, account, caches } = inventory;
  const where = [provider ?? "any cloud", region, account].filter((part) => part !== undefined).join(" ");
  const head = [`${file}:${line} ${paint("bold", name)}`, where, ageText(inventory, paint)];
  const counts = [
    counted(caches.length, "cache"),
    ...count(caches, "expired", ({ expired }) => expired),
    ...count(caches, "expiring soon", ({ expiresSoon }) => expiresSoon),
  ];
  return [...head, "", ...tableLines(caches, images, paint), counts.join(", ")];
}

function count(caches: readonly CacheState[], what: string, holds: (cache: CacheState) => boolean): readonly string[] {
  const found = caches.filter(holds).length;
  return found === 0 ? [] : [`${found} ${what}`];
}

function ageText({ asOf, ageHours = 0, stale }: InventoryState, paint: Paint): string {
  if (asOf === undefined) return "not dated";
  // Clocks differ a little.
  if (ageHours < -1) return `as of ${asOf}${paint("yellow", " IN THE FUTURE")}`;
  const age = ageHours < 48 ? counted(ageHours, "hour") : counted(Math.floor(ageHours / 24), "day");
  return `as of ${asOf}${stale ? paint("yellow", ` STALE: read ${age} ago`) : ""}`;
}

interface Column {
  readonly title: string;
  readonly right?: boolean;
  readonly text: (cache: CacheState) => string;
  readonly style?: (cache: CacheState) => Parameters<Paint>[0] | undefined;
}

const NAME: Column = { title: "NAME", text: ({ id, name }) => (id === undefined ? "" : (name ?? "")) };

const TABLE: readonly Column[] = [
  { title: "CACHE", text: ({ id, name }) => id ?? name ?? "" },
  NAME,
  { title: "STATE", text: ({ phase }) => phase ?? "" },
  { title: "IMAGES", right: true, text: ({ images = [] }) => String(images.length) },
  { title: "GIB", right: true, text: ({ sizeGiB }) => (sizeGiB === undefined ? "" : String(sizeGiB)) },
  {
    title: "EXPIRES",
    text: expiryText,
    style: ({ expired, expiresSoon }) => (expired ? "red" : expiresSoon ? "yellow" : undefined),
  },
];

function expiryText({ expiresAt, expired, expiresSoon, daysLeft = 0 }: CacheState): string {
  if (expiresAt === undefined) return "";
  const day = expiresAt.slice(0, 10);
  if (expired) return `${day} EXPIRED`;
  if (!expiresSoon) return day;
  return `${day} in ${daysLeft === 0 ? "hours" : counted(daysLeft, "day")}`;
}

/** Names stand in a column while they fit, and below the row when they do not: nothing is cut off. */
function tableLines(caches: readonly CacheState[], images: boolean, paint: Paint): string[] {
  if (caches.length === 0) return [];
  const used = TABLE.filter(({ title, text }) => title === "CACHE" || caches.some((cache) => text(cache) !== ""));
  const fits = lineLength(used, caches) <= COLUMNS;
  const columns = fits ? used : used.filter((column) => column !== NAME);
  const widths = columns.map((column) => widthOf(column, caches));
  const row = (cells: readonly string[], style: (index: number) => Parameters<Paint>[0] | undefined): string => {
    const line = cells.map((cell, index) => {
      const padded = columns[index]?.right ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
      const painted = style(index);
      // The last column is not filled up: no line ends in spaces.
      const text = index === cells.length - 1 ? padded.trimEnd() : padded;
      return painted === undefined ? text : paint(painted, text);
    });
    return line.join("  ").trimEnd();
  };
  const lines = [
    row(
      columns.map(({ title }) => title),
      () => "dim",
    ),
  ];
  for (const cache of caches) {
    lines.push(
      row(
        columns.map(({ text }) => text(cache)),
        (index) => columns[index]?.style?.(cache),
      ),
    );
    if (!fits && NAME.text(cache) !== "") lines.push(`  ${NAME.text(cache)}`);
    if (images) lines.push(...(cache.images ?? []).map(({ ref }) => `    ${ref}`));
  }
  return [...lines, ""];
}

function widthOf({ title, text }: Column, caches: readonly CacheState[]): number {
  return caches.reduce((most, cache) => Math.max(most, text(cache).length), title.length);
}

function lineLength(columns: readonly Column[], caches: readonly CacheState[]): number {
  return columns.reduce((sum, column) => sum + widthOf(column, caches) + 2, -2);
}
