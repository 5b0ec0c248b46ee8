import type { ProviderName } from "../../lib/cache/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import type { DeclaredCache } from "../inventory/cache-inventory.ts";
import { imageField, numberField, textField, timeField } from "./import-fields.ts";
import { type ImportContext, otherCloud, problemAt } from "./import-problem.ts";
import type { ImportedCache } from "./imported-cache.ts";
import { expiryOf } from "../inventory/read-inventory.ts";

/** Where an answer of DescribeImageCaches or ListImageCaches has its list, by the tool that printed it; SDKs write the first letter small. */
const ENVELOPES: readonly { readonly path: readonly string[]; readonly provider: ProviderName | undefined }[] = [
  { path: [], provider: undefined },
  { path: ["Body"], provider: undefined },
  // https://cloud.tencent.com/document/api/457/70859
  { path: ["Response"], provider: "tencent-tke" },
];

/** An answer, found in its envelope. */
interface Answer {
  readonly node: Node;
  readonly list: Node;
  readonly provider: ProviderName | undefined;
}

/** How many caches an answer has and how many there are, to see that all pages were given. */
export interface Page {
  readonly provider: ProviderName;
  /** Where its caches say that they are: a cloud answers for one region. */
  readonly region: string | undefined;
  readonly count: number;
  /** All caches that the cloud says there are. */
  readonly total: number | undefined;
  /** What the cloud calls the page that follows; undefined for the last one. */
  readonly next: string | undefined;
  readonly at: { readonly context: ImportContext; readonly node: Node };
}

/** A field of an answer, with the first letter as the interface or as an SDK writes it. */
function field(node: Node | undefined, name: string): Node | undefined {
  return node?.get(name) ?? node?.get(name.charAt(0).toLowerCase() + name.slice(1));
}

/** The answer that a document holds; undefined for anything else. */
export function openApiAnswer(root: Node): Answer | undefined {
  for (const { path, provider } of ENVELOPES) {
    const node = path.reduce<Node | undefined>(field, root);
    const list = field(node, "ImageCaches");
    if (node !== undefined && list !== undefined) return { node, list, provider };
  }
  return undefined;
}

/** What a cloud answers instead of caches when it refuses; undefined for anything else. */
export function refusalOf(root: Node): string | undefined {
  const response = field(root, "Response");
  const error = field(response, "Error") ?? root;
  const [code, message] = [field(error, "Code")?.string, field(error, "Message")?.string];
  return code === undefined || message === undefined ? undefined : `"${code}": ${message}`;
}

/** Reads an answer. `given`: the provider that the caller names. */
export function importOpenApi(
  context: ImportContext,
  { node, list, provider }: Answer,
  given: ProviderName | undefined,
): { readonly caches: readonly ImportedCache[]; readonly page: Page | undefined } {
  if (list.kind === "null") return { caches: [], page: undefined };
  if (list.kind !== "sequence") {
    problemAt(context, list, "must be a list of caches");
    return { caches: [], page: undefined };
  }
  const items = list.children();
  const own = provider ?? ownerOf(items);
  if (given !== undefined && own !== undefined && given !== own) problemAt(context, list, otherCloud(given, own));
  const owner = own ?? given;
  if (owner === undefined) {
    problemAt(context, list, "cloud must be named by --provider: the answer does not say whose it is");
    return { caches: [], page: undefined };
  }
  const total = numberField(context, field(node, "TotalCount"));
  const next = field(node, "NextToken")?.string || undefined;
  const caches = items.map((item) => importCache(context, item, owner));
  const { region } = caches[0] ?? {};
  const page: Page = { provider: owner, region, count: items.length, total, next, at: { context, node: list } };
  return { caches, page };
}

/** Fields that only one cloud has in the caches of its answer. */
const OWN_FIELDS: readonly (readonly [field: string, owner: ProviderName])[] = [
  ["RegionId", "alibaba-eci"],
  // https://help.aliyun.com/zh/cs/api-acc-2024-04-02-listimagecaches
  ["CreateTime", "alibaba-acs"],
];

function ownerOf(items: readonly Node[]): ProviderName | undefined {
  return OWN_FIELDS.find(([name]) => items.some((item) => field(item, name) !== undefined))?.[1];
}

function importCache(context: ImportContext, node: Node, provider: ProviderName): ImportedCache {
  const text = (name: string): string | undefined => textField(context, field(node, name));
  const createdAt = timeField(context, field(node, "CreationTime") ?? field(node, "CreateTime"));
  const days = numberField(context, field(node, "RetentionDays"));
  const expiresAt =
    timeField(context, field(node, "ExpireDateTime")) ?? (days === 0 ? undefined : expiryOf(createdAt, days));
  const cache: Record<string, unknown> = {
    id: text("ImageCacheId"),
    name: text("ImageCacheName"),
    phase: text("Status"),
    images: imagesOf(context, node, field(node, "Images")),
    sizeGiB: numberField(context, field(node, "ImageCacheSize") ?? field(node, "Size")),
    createdAt,
    expiresAt,
  };
  for (const [key, value] of Object.entries(cache)) if (value === undefined) delete cache[key];
  return { provider, region: text("RegionId"), cache: cache as DeclaredCache, at: { context, node } };
}

function imagesOf(context: ImportContext, node: Node, list: Node | undefined): DeclaredCache["images"] {
  if (list?.kind === "sequence" && list.size > 0) {
    return list.children().flatMap((item) => {
      const ref = imageField(context, item);
      return ref === undefined ? [] : [{ ref }];
    });
  }
  problemAt(context, list ?? node, "cache must list its images: one that holds none covers no pod");
  return undefined;
}
