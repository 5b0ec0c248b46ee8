import { afterEach, beforeEach, expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listManifests, readText, reasonOf, unreadable } from "./files.ts";
import { filesBelow } from "./mapping-files.ts";
import { UsageError } from "./usage-error.ts";

let folder = "";
const at = (name: string): string => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "warmstart-files-"));
  mkdirSync(at("a/b"), { recursive: true });
  for (const name of ["a/1.yaml", "a/b/2.yml", "a/b/3.json", "a/notes.txt"]) writeFileSync(at(name), "a: 1\n");
  symlinkSync("..", at("a/b/up"));
  symlinkSync("1.yaml", at("a/link.yaml"));
  symlinkSync("nowhere", at("a/dangling.yaml"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ALL = ["a/1.yaml", "a/b/2.yml", "a/b/3.json"];

test("links in a folder are not followed, so a loop ends and a file counts once", () => {
  expect(listManifests([at("a")])).toEqual(ALL.map(at));
  expect(filesBelow([at("a")], /\.(?:ya?ml|json)$/)).toEqual(ALL.map(at));
});

test("files of kpt and kustomize without an ending are manifests, names like theirs are none", () => {
  for (const name of ["a/Kustomization", "a/b/Kptfile", "a/MyKptfile", "a/kptfile"]) writeFileSync(at(name), "a: 1\n");
  expect(listManifests([at("a")])).toEqual([...ALL, "a/Kustomization", "a/b/Kptfile"].map(at).sort());
});

test("a file counts once however it is spelled or linked, by its first name", () => {
  const spelled = [at("a/link.yaml"), at("a"), `${folder}/a/../a/1.yaml`, at("a/b"), at("a/b/up")];
  const once = ["a/b/2.yml", "a/b/3.json", "a/link.yaml"].map(at);
  expect(listManifests(spelled)).toEqual(once);
  expect(filesBelow(spelled, /\.(?:ya?ml|json)$/).toSorted()).toEqual(once);
});

test("what is not there is a wrong call", () => {
  for (const name of ["nowhere", "a/dangling.yaml"]) {
    expect(() => listManifests([at(name)])).toThrow(UsageError);
    expect(() => filesBelow([at(name)], /./)).toThrow(UsageError);
  }
});

test("a folder that cannot be read is heard of below a given one, and a wrong call otherwise", () => {
  const isRoot = process.geteuid?.() === 0;
  chmodSync(folder, 0o755);
  chmodSync(at("a/b"), 0);
  const heard: string[] = [];
  const hear = (path: string, reason: string): unknown => heard.push(`${path}: ${reason}`);
  if (isRoot) process.seteuid?.(65534);
  try {
    expect(listManifests([at("a")], hear)).toEqual([at("a/1.yaml")]);
    expect(heard).toEqual([`${at("a/b")}: permission denied`]);
    expect(() => listManifests([at("a/b")], hear)).toThrow(UsageError);
    expect(() => listManifests([at("a")])).toThrow(UsageError);
    expect(() => filesBelow([at("a")], /./)).toThrow(`Folder must be readable: "${at("a/b")}" (permission denied)`);
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(at("a/b"), 0o755);
  }
});

test("why there is no text is said: its bytes, or the system's reason", () => {
  writeFileSync(at("binary"), new Uint8Array([0xff, 0xfe, 0]));
  expect([readText(at("binary")), unreadable(at("binary"))]).toEqual([undefined, "must be UTF-8 text"]);
  expect(readText(at("a"))).toBeUndefined();
  expect(unreadable(at("a"))).toBe("must be readable (illegal operation on a directory)");
  expect(reasonOf(new Error("EACCES: permission denied, open 'x'"))).toBe("permission denied");
  expect(reasonOf(new Error("odd"))).toBe("odd");
});
