import { beforeAll, expect, test } from "bun:test";
import * as fc from "fast-check";
import { PROVIDER_NAMES } from "../../lib/cache/mod.ts";
import { loadLibrary } from "../../lib/yaml/mod.ts";
import { type Imported, importCaches, type ImportOptions } from "./import-caches.ts";
import { isImageList } from "./import-list.ts";

beforeAll(loadLibrary);

const NOTHING: ImportOptions = { provider: undefined, cache: undefined };

function read(text: string, options: Partial<ImportOptions> = {}): Imported {
  return importCaches([{ path: "export", text }], { ...NOTHING, ...options });
}

const said = ({ problems }: Imported): readonly string[] =>
  problems.map(({ line, field, message }) => `${line} ${field ?? "-"} ${message}`);

const name = fc.stringMatching(/^[a-z]{1,8}$/);
const cache = fc.record({
  ImageCacheId: name.map((text) => `imc-${text}`),
  ImageCacheName: fc.option(name),
  Images: fc.array(
    name.map((text) => `registry.example/${text}:1`),
    { minLength: 1, maxLength: 4 },
  ),
  ImageCacheSize: fc.option(fc.integer({ min: 20, max: 500 })),
  CreationTime: fc.constantFrom("2026-11-01T08:00:00Z", "2026-11-01T08:00Z", ""),
  ExpireDateTime: fc.option(fc.constantFrom("2027-11-01T08:00:00Z", "")),
  Status: fc.constantFrom("Ready", "Creating"),
  RegionId: fc.constantFrom("cn-beijing", "cn-hangzhou"),
});

test("every cache of an answer arrives with what it states, however it is printed", () => {
  const caches = fc.uniqueArray(cache, { selector: ({ ImageCacheId }) => ImageCacheId, maxLength: 5 });
  fc.assert(
    fc.property(caches, fc.constantFrom(undefined, 2), (given, indent) => {
      const { caches: found, problems } = read(
        JSON.stringify({ TotalCount: given.length, ImageCaches: given }, null, indent),
        {
          provider: "alibaba-eci",
        },
      );
      expect(problems).toEqual([]);
      const stated = found.map(({ region, cache: { id, name: called, images = [], sizeGiB, expiresAt, phase } }) => ({
        ImageCacheId: id,
        ImageCacheName: called ?? null,
        Images: images.map(({ ref }) => ref),
        ImageCacheSize: sizeGiB ?? null,
        ExpireDateTime: expiresAt ?? null,
        Status: phase,
        RegionId: region,
      }));
      const wanted = given.map(({ CreationTime: _created, ExpireDateTime, ...rest }) => ({
        ...rest,
        ExpireDateTime: ExpireDateTime === "" ? null : ExpireDateTime,
      }));
      expect(stated).toEqual(wanted as typeof stated);
    }),
  );
});

test("whatever a file holds, it gives caches or problems, and never a crash", () => {
  const fields = fc.constantFrom("kind", "apiVersion", "items", "ImageCaches", "Response", "spec", "images", "status");
  const value = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom<unknown>(
        "ImageCache",
        "List",
        "ImageCacheList",
        "eci.alibabacloud.com/v1",
        "nginx:1",
        "",
        1,
        null,
        true,
      ),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fields, tie("tree"), { maxKeys: 4 }),
    ),
  })).tree;
  const text = fc.oneof(
    fc.string(),
    value.map((tree) => JSON.stringify(tree)),
    value.map((tree) => JSON.stringify(tree, null, 2)),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(undefined, ...PROVIDER_NAMES), (given, provider) => {
      const { caches, problems } = read(given, { provider });
      // Only a list that is written as empty holds no cache.
      const empty = /"(items|ImageCaches)":\s*(\[\s*\]|null)/.test(given);
      expect(caches.length + problems.length > 0 || empty).toBe(true);
      for (const { file, line, message } of problems) {
        expect([file, line > 0]).toEqual(["export", true]);
        expect(message).not.toEndWith(".");
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["nginx:1.27\nredis:7\n", true],
  ["# only a comment\n\nnginx\n", true],
  ["- nginx:1.27\n- 'redis:7'\r\n", true],
  ["registry:5000/nginx@sha256:0000", true],
  ["", false],
  ["# nothing\n", false],
  ["kind: List\n", false],
  ["items:\n- nginx\n", false],
  ['{"ImageCaches": []}', false],
  ["[nginx]", false],
  ["---\nnginx\n", false],
])("%j is a list of images: %p", (text, expected) => expect(isImageList(text)).toBe(expected));

const page = (id: string, more: string, total?: number, region = "r"): string =>
  JSON.stringify({
    TotalCount: total,
    NextToken: more,
    ImageCaches: [{ RegionId: region, ImageCacheId: id, Images: ["nginx"] }],
  });
const all = (...texts: readonly string[]): Imported =>
  importCaches(
    texts.map((text, index) => ({ path: `page-${index}`, text })),
    NOTHING,
  );

test("pages may come in any order, and one that is missing is named", () => {
  expect(said(all(page("imc-a", "t"), page("imc-b", "")))).toEqual([]);
  expect(said(all(page("imc-b", "", 2), page("imc-a", "t", 2)))).toEqual([]);
  expect(said(all(page("imc-a", "t")))).toEqual([
    '1 ImageCaches all pages must be given: the one after this is that of NextToken "t"',
  ]);
  expect(said(all(page("imc-a", "t", 3), page("imc-b", "t", 3)))).toEqual([
    '1 ImageCaches all pages must be given: the cloud has 3 caches, these files have 2; the one after this is that of NextToken "t"',
  ]);
  expect(said(all(page("imc-a", "t", 3), page("imc-b", "", 3)))).toEqual([
    "1 ImageCaches all pages must be given: the cloud has 3 caches, these files have 2",
  ]);
});

test("the pages of one region do not stand for those of another", () => {
  expect(said(all(page("imc-a", "", 1, "r"), page("imc-b", "", 1, "s")))).toEqual([]);
  expect(said(all(page("imc-a", "", 1, "r"), page("imc-c", "", 1, "r"), page("imc-b", "", 2, "s")))).toEqual([
    "1 ImageCaches all pages must be given: the cloud has 2 caches, these files have 1",
  ]);
});

test("an answer of ListImageCaches is that of ACS, which has other names for the same", () => {
  const answer = {
    RequestId: "1",
    TotalCount: 1,
    ImageCaches: [
      {
        ImageCacheId: "imc-bp1dj",
        ImageCacheName: "web",
        Status: "Ready",
        Images: ["registry-vpc.cn-hangzhou.aliyuncs.com/shop/web:1"],
        Size: 8,
        CreateTime: "2026-10-01T07:55:25Z",
        ReadyTime: "2026-10-01T07:58:25Z",
      },
    ],
  };
  const { caches, problems } = read(JSON.stringify(answer));
  expect(problems).toEqual([]);
  expect(
    caches.map(({ provider, cache: { sizeGiB, createdAt, phase } }) => [provider, sizeGiB, createdAt, phase]),
  ).toEqual([["alibaba-acs", 8, "2026-10-01T07:55:25Z", "Ready"]]);
});

test("a list that kubectl cut into pieces is not whole", () => {
  const list = "apiVersion: v1\nkind: List\nmetadata:\n  continue: abc\nitems: []\n";
  expect(said(read(list))).toEqual([
    "4 metadata.continue list must be whole, and more objects follow: export it without a limit",
  ]);
});

const withAliases = (size: string): string => `apiVersion: v1
kind: List
items:
- apiVersion: eci.alibabacloud.com/v1
  kind: ImageCache
  metadata: {name: one}
  spec: &spec {images: [nginx:1], imageCacheSize: ${size}}
- apiVersion: eci.alibabacloud.com/v1
  kind: ImageCache
  metadata: {name: two}
  spec: {<<: *spec, retentionDays: 7}
- apiVersion: eci.alibabacloud.com/v1
  kind: ImageCache
  metadata: {name: three}
  spec: *spec
`;

test("objects have what aliases and merge keys stand for, and problems the lines of the text", () => {
  const { caches, problems } = read(withAliases("25"));
  expect(problems).toEqual([]);
  const stated = caches.map(({ cache: { name: called, images = [] } }) => `${called} ${images[0]?.ref}`);
  expect(stated.sort()).toEqual(["one nginx:1", "three nginx:1", "two nginx:1"]);
  expect(said(read(withAliases("big")))).toEqual([
    '7 items[0].spec.imageCacheSize must be a number, not "big"',
    '11 items[1].spec.imageCacheSize must be a number, not "big"',
    '15 items[2].spec.imageCacheSize must be a number, not "big"',
  ]);
});

test("an answer that does not say whose it is needs a name", () => {
  const answer = JSON.stringify({ ImageCaches: [{ ImageCacheId: "imc-1a2b3c4d", Images: ["nginx"] }] });
  expect(said(read(answer))).toEqual([
    "1 ImageCaches cloud must be named by --provider: the answer does not say whose it is",
  ]);
  expect(read(answer, { provider: "tencent-tke" }).caches.map(({ provider }) => provider)).toEqual(["tencent-tke"]);
});

test("a cache of one id is given once, over all files", () => {
  const files = ["a.txt", "b.txt"].map((path) => ({ path, text: "nginx\n" }));
  const { problems } = importCaches(files, { provider: "alibaba-eci", cache: "imc-2ze5hdcnngenmwc1jmwf" });
  expect(problems).toEqual([
    { file: "b.txt", line: 1, message: 'cache "imc-2ze5hdcnngenmwc1jmwf" must be given once: a.txt has it already' },
  ]);
  expect(importCaches(files, { provider: "alibaba-eci", cache: undefined }).problems).toEqual([]);
});

test("what says whose it is and the cloud that is named must be one", () => {
  const eci = JSON.stringify({ ImageCaches: [{ ImageCacheId: "a", Images: ["nginx"], RegionId: "cn-beijing" }] });
  expect(said(read(eci, { provider: "huawei-cci" }))).toEqual([
    '1 ImageCaches cloud must be "huawei-cci" as --provider says, and this is of "alibaba-eci"',
  ]);
  expect(said(read(eci, { provider: "alibaba-eci" }))).toEqual([]);
  const object = "apiVersion: cci/v2\nkind: ImageSnapshot\nmetadata: {name: a}\nspec: {images: [{image: nginx}]}\n";
  expect(said(read(object, { provider: "tencent-tke" }))).toEqual([
    '1 - cloud must be "tencent-tke" as --provider says, and this is of "huawei-cci"',
  ]);
  expect(said(read(object, { provider: "huawei-cci" }))).toEqual([]);
});

test("a table of kubectl and the refusal of a cloud are told from a list of images", () => {
  const table = "NAME   AGE  CACHEID\nweb    20h  imc-2ze5hdcnngenmwc1jmwf\n";
  for (const provider of [undefined, "alibaba-eci"] as const) {
    expect(said(read(table, { provider }))).toEqual([
      "1 - content must be objects, and this is a table of them: ask kubectl for them with -o yaml or json",
    ]);
  }
  expect(said(read('{"Code": "Forbidden", "Message": "not authorized"}'))[0]).toEndWith(
    'or a list of images, not the error "Forbidden": not authorized',
  );
  expect(said(read('{"Response": {"Error": {"Code": "AuthFailure", "Message": "no"}}}'))[0]).toEndWith(
    '"AuthFailure": no',
  );
});
