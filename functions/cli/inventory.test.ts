// Every folder of testdata/inventory/ is imported by the command: the files that do not start with "_", with the options
// of `_args.txt`, give `_expected.yaml`, `_show.txt` and `_stderr.txt`. `UPDATE=1` rewrites them.
import { describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Finished, finish, type SpawnOptions } from "../lib/krm/testing/spawn.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const CASES = fileURLToPath(new URL("../../testdata/inventory", import.meta.url));
const AS_OF = "2026-11-05T08:00:00Z";
const NOW = "2026-11-06T09:00:00Z";

const inventory = (args: readonly string[], options: SpawnOptions = {}): Promise<Finished> =>
  finish([process.execPath, MAIN, "inventory", ...args], options);

/** Compares with a file of the case; no file stands for no output. */
function expectFile(path: string, text: string): void {
  if (process.env["UPDATE"]) {
    if (text === "") rmSync(path, { force: true });
    else writeFileSync(path, text);
  }
  expect(text).toBe(existsSync(path) ? readFileSync(path, "utf8") : "");
}

describe.each(readdirSync(CASES))("%s", (name) => {
  const folder = join(CASES, name);
  const files = readdirSync(folder)
    .filter((file) => !file.startsWith("_"))
    .sort();

  test("import", async () => {
    const more = join(folder, "_args.txt");
    const args = existsSync(more) ? readFileSync(more, "utf8").trim().split("\n") : [];
    const { stdout, stderr, code } = await inventory(["import", "--as-of", AS_OF, ...args, ...files], { cwd: folder });
    expectFile(join(folder, "_expected.yaml"), stdout.toString());
    expectFile(join(folder, "_stderr.txt"), stderr);
    // Nothing is written when anything is wrong, and every error names file and line.
    expect(code).toBe(stdout.length === 0 ? 4 : 0);
    if (code === 4) expect(stderr).toMatch(/^(\S+:\d+ error .*\n)+nothing was written: \d+ errors?\n$/);
  });

  // What cannot be imported cannot be shown.
  const imported = existsSync(join(folder, "_expected.yaml"));
  test.each(imported ? ["show"] : [])("%s", async () => {
    const { stdout, stderr, code } = await inventory(["show", "--now", NOW, "--images", "_expected.yaml"], {
      cwd: folder,
    });
    expectFile(join(folder, "_show.txt"), stdout.toString());
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    for (const line of stdout.toString().split("\n")) expect(line.length > 80 && !/^ *\S+$/.test(line)).toBe(false);
  });
});

async function inFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "warmstart-inventory-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const HEAD = "apiVersion: warmstart.dev/v1alpha1\nkind: CacheInventory\nmetadata: {name: x}\n";

test("what is imported is an inventory that the rules take, from standard input into a file", async () => {
  const pin = "k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf";
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {alibabacloud.com/eci: "true"}, annotations: {${pin}}}\nspec: {containers: [{name: web, image: "nginx:1.27", imagePullPolicy: IfNotPresent}]}\n`;
  const check =
    "apiVersion: warmstart.dev/v1alpha1\nkind: ValidateCacheReferences\nmetadata: {name: check}\nspec: {}\n";
  await inFolder({ "pod.yaml": pod, "check.yaml": check }, async (folder) => {
    const cache = ["--provider", "alibaba-eci", "--cache", "imc-2ze5hdcnngenmwc1jmwf"];
    const options = { cwd: folder, stdin: "nginx:1.27\n" };
    const { stdout, stderr, code } = await inventory(["import", ...cache, "-o", "out.yaml", "-"], options);
    expect({ stdout: stdout.toString(), stderr, code }).toEqual({ stdout: "", stderr: "1 cache\n", code: 0 });
    expect(readFileSync(join(folder, "out.yaml"), "utf8")).toMatch(/ {2}asOf: "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\n/);
    const args = ["rewrite", "-p", "check.yaml", "-p", "out.yaml", "pod.yaml"];
    const checked = await finish([process.execPath, MAIN, ...args], { cwd: folder });
    expect(checked.stderr).toBe("0 errors, 0 warnings, 0 notes\n0 of 1 file would change\n");
  });
});

test("the file is written over, and one that cannot be written is a usage error", async () => {
  await inFolder({ "images.txt": "nginx:1.27\n", "out.yaml": "old" }, async (cwd) => {
    const args = ["import", "--provider", "huawei-cci", "images.txt", "-o"];
    expect((await inventory([...args, "out.yaml"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, "out.yaml"), "utf8")).toContain("  - name: images\n");
    expect(readdirSync(cwd).sort()).toEqual(["images.txt", "out.yaml"]);
    const { stderr, code } = await inventory([...args, "none/out.yaml"], { cwd });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--output must be a file that can be written: "none/out.yaml"'),
    ]);
  });
});

test("what is no text is a usage error, as a file and on standard input", async () => {
  const bytes = Buffer.from("\ufeffnginx", "utf16le");
  await inFolder({ "images.txt": bytes }, async (cwd) => {
    for (const path of ["images.txt", "-"]) {
      const { stderr, code } = await inventory(["import", path], { cwd, stdin: bytes });
      expect([code, stderr]).toEqual([2, expect.stringContaining(`Export must be UTF-8 text: "${path}"`)]);
    }
  });
});

test("an export without caches is an inventory without caches", async () => {
  const list = "apiVersion: v1\nkind: List\nitems: []\n";
  await inFolder({ "list.yaml": list }, async (cwd) => {
    const args = ["import", "--as-of", AS_OF, "--provider", "alibaba-eci", "list.yaml"];
    const { stdout, code } = await inventory(args, { cwd });
    expect(stdout.toString()).toContain("  provider: alibaba-eci\n");
    expect(stdout.toString()).toEndWith("  caches: []\n");
    expect(code).toBe(0);
  });
});

describe("show", () => {
  const caches = `spec:
  provider: alibaba-eci
  asOf: "2026-11-20T08:00:00Z"
  caches:
    - {id: imc-1, name: gone, expiresAt: "2026-11-20T08:00:00Z", images: [{ref: "nginx:1"}]}
    - {id: imc-2, name: soon, expiresAt: "2026-11-27T08:00:00Z", images: [{ref: "nginx:1"}]}
    - {id: imc-3, name: kept, createdAt: "2026-11-01T08:00:00Z", retentionDays: 40, images: [{ref: "nginx:1"}]}
    - {id: imc-4, name: forever, images: [{ref: "nginx:1"}]}
`;

  test.each<[string, readonly string[], readonly string[]]>([
    [
      "a fresh inventory",
      ["--now", "2026-11-21T08:00:00Z"],
      ["as of 2026-11-20T08:00:00Z\n", "4 caches, 1 expired, 1 expiring soon\n"],
    ],
    ["a stale inventory", ["--now", "2026-11-21T08:00:01Z"], ["STALE: read 24 hours ago\n", "2026-11-27 in 5 days\n"]],
    ["a cache that expires today", ["--now", "2026-11-26T23:00:00Z"], ["2026-11-27 in hours\n"]],
    ["an inventory of tomorrow", ["--now", "2026-11-18T08:00:00Z"], ["IN THE FUTURE\n"]],
    [
      "own limits",
      ["--now", "2026-11-25T08:00:00Z", "--stale-hours", "200", "--expiry-days", "1"],
      ["4 caches, 1 expired\n", "as of 2026-11-20T08:00:00Z\n"],
    ],
    ["a cache expires at its time", ["--now", "2026-11-20T08:00:00Z"], ["2026-11-20 EXPIRED", "4 caches, 1 expired"]],
    ["retention counts", ["--now", "2026-12-12T08:00:00Z"], ["2026-12-11 EXPIRED", "4 caches, 3 expired\n"]],
  ])("%s", async (_, args, texts) => {
    const { stdout, code } = await inFolder({ "a.yaml": HEAD + caches }, (cwd) =>
      inventory(["show", ...args, "."], { cwd }),
    );
    for (const text of texts) expect(stdout.toString()).toContain(text);
    expect(code).toBe(0);
  });

  test("json says the same", async () => {
    const args = ["show", "--now", "2026-11-21T09:00:00Z", "--format", "json", "a.yaml"];
    const { stdout } = await inFolder({ "a.yaml": HEAD + caches }, (cwd) => inventory(args, { cwd }));
    const { inventories } = JSON.parse(stdout.toString()) as { inventories: [{ caches: Record<string, unknown>[] }] };
    expect(inventories[0]).toMatchObject({ file: "a.yaml", line: 1, name: "x", stale: true, ageHours: 25 });
    expect(inventories[0].caches.map(({ expired, expiresSoon, daysLeft }) => [expired, expiresSoon, daysLeft])).toEqual(
      [
        [true, false, -2],
        [false, true, 5],
        [false, false, 19],
        [false, false, undefined],
      ],
    );
  });

  test("a broken inventory says where, and shows the rest", async () => {
    const broken = `${HEAD}spec:\n  caches:\n    - {id: imc-1, expiresAt: soon}\n    - {id: imc-2, images: [{ref: a}]}\n`;
    const { stdout, stderr, code } = await inFolder({ "a.yaml": broken }, (cwd) =>
      inventory(["show", "a.yaml"], { cwd }),
    );
    expect(stderr).toStartWith("a.yaml:6 error spec.caches[0].expiresAt: must be a time");
    expect(stdout.toString()).toContain("imc-2");
    expect(code).toBe(4);
  });

  test("every inventory of a file stands where it stands, beside one that cannot be read at all", async () => {
    const text = `${HEAD.replace("name: x", "name: z")}spec: none\n---\n${HEAD}${caches}---\n${HEAD.replace("name: x", "name: b")}${caches}`;
    const { stdout } = await inFolder({ "a.yaml": text }, (cwd) => inventory(["show", "a.yaml"], { cwd }));
    const lineOf = (name: string): number => text.slice(0, text.indexOf(`name: ${name}}`)).split("\n").length - 2;
    expect(stdout.toString().match(/^a\.yaml:\d+ .*/gm)).toEqual([
      `a.yaml:${lineOf("x")} x`,
      `a.yaml:${lineOf("b")} b`,
    ]);
  });

  test("of a folder only inventories are read, a file may be an export", async () => {
    const files = { "a.yaml": HEAD + caches, "pod.yaml": "apiVersion: v1\nkind: Pod\n", "list.txt": "nginx:1.27\n" };
    await inFolder(files, async (cwd) => {
      const folder = await inventory(["show", "--now", NOW, "."], { cwd });
      expect({ code: folder.code, stderr: folder.stderr }).toEqual({ code: 0, stderr: "" });
      expect(folder.stdout.toString().match(/^\S+:\d+ /gm)).toEqual(["a.yaml:1 "]);
      const list = await inventory(["show", "--provider", "huawei-cci", "list.txt"], { cwd });
      expect(list.stdout.toString()).toStartWith("list.txt:1 list.txt\nhuawei-cci\nnot dated\n");
      const pod = await inventory(["show", "pod.yaml"], { cwd });
      expect([pod.code, pod.stdout.toString()]).toEqual([4, ""]);
      expect(pod.stderr).toStartWith("pod.yaml:1 error object must be one of ");
    });
  });
});

test.each<[readonly string[], string]>([
  [[], "Verb must be import or show\n"],
  [["imprt"], 'Verb must be import or show, not "imprt"'],
  [["import"], "An export must be given"],
  [["show"], "An inventory must be given"],
  [["import", "--provider", "eci", "x.yaml"], "--provider must be one of alibaba-eci, "],
  [["import", "--as-of", "today", "x.yaml"], "--as-of must be a time"],
  [["import", "--asof", "x", "x.yaml"], "--asof"],
  [["import", "none.yaml"], 'File or folder must exist: "none.yaml"'],
  [["import", "--provider", "alibaba-eci", "-"], "--cache must name the cache"],
  [["show", "--now", "soon", "x.yaml"], "--now must be a time"],
  [["show", "--stale-hours", "a day", "x.yaml"], "--stale-hours must be a whole number"],
  [["show", "--format", "csv", "x.yaml"], "--format must be text or json"],
  [["show", "none"], 'File or folder must exist: "none"'],
])("usage error: %j", async (args, message) => {
  const files = { "x.yaml": "nginx:1.27\n" };
  const { stdout, stderr, code } = await inFolder(files, (cwd) => inventory(args, { cwd, stdin: "nginx:1.27\n" }));
  expect({ stdout: stdout.toString(), code }).toEqual({ stdout: "", code: 2 });
  expect(stderr).toContain(message);
});

test("--help shows both verbs with examples", async () => {
  const { stdout, code } = await inventory(["--help"]);
  expect(stdout.toString()).toContain("warmstart inventory import [options] FILE...");
  expect(stdout.toString()).toContain("Examples:");
  for (const line of stdout.toString().split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  expect(code).toBe(0);
});

test("the name is one that Kubernetes takes, given or made of the region", async () => {
  await inFolder({ "images.txt": "nginx:1.27\n" }, async (folder) => {
    const given = ["import", "--provider", "alibaba-eci", "--cache", "imc-2ze5hdcnngenmwc1jmwf", "images.txt"];
    const refused = await inventory([...given, "--name", "Bad Name"], { cwd: folder });
    expect({ code: refused.code, stdout: refused.stdout.length }).toEqual({ code: 2, stdout: 0 });
    const made = await inventory([...given, "--region", "Cn Beijing"], { cwd: folder });
    expect(made.stdout.toString()).toContain("  name: cn-beijing\n");
  });
});

test("--cache says nothing of caches that have names", async () => {
  const page = '{"ImageCaches": [{"ImageCacheId": "a", "Images": ["nginx"], "RegionId": "cn-beijing"}]}';
  await inFolder({ "page.json": page, "images.txt": "nginx\n" }, async (cwd) => {
    const named = await inventory(["import", "--cache", "x", "page.json"], { cwd });
    expect([named.code, named.stderr]).toEqual([0, expect.stringMatching(/^--cache has no effect: .*\n1 cache\n$/)]);
    const list = await inventory(["import", "--cache", "x", "--provider", "alibaba-eci", "images.txt"], { cwd });
    expect(list.stderr).not.toContain("no effect");
  });
});
