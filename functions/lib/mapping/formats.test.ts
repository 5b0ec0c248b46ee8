import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compileRun } from "../../replace-images/analysis/follow.ts";
import { rewrittenAgain } from "../../replace-images/analysis/prove.ts";
import { checkReplacements } from "../../replace-images/check.ts";
import { imagesFor, rules } from "../../replace-images/testing/policies.ts";
import { writeYaml } from "../krm/mod.ts";
import { isRefusal, outline } from "../yaml/mod.ts";
import { FORMATS, type FormatName } from "./formats.ts";
import { inFull, MODELS } from "./testing/models.ts";
import type { Exported, Mapping, ReadFile } from "./types.ts";

const TABLE = fileURLToPath(new URL("../../../testdata/mappings/", import.meta.url));
const IMAGES = readFileSync(join(TABLE, "images.txt"), "utf8").trim().split("\n");
const NAMES = Object.keys(FORMATS) as FormatName[];
const POLICIES = readdirSync(TABLE, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

function policy(name: string): Mapping {
  const read = outline(readFileSync(join(TABLE, name, "policy.yaml"), "utf8"));
  if (isRefusal(read)) throw new Error(read.message);
  const { spec } = read.root!.toJS() as { spec: Mapping };
  return { match: spec.match ?? "prefix", normalize: spec.normalize ?? false, replacements: spec.replacements };
}

/** What a mapping makes of an image: the name after one run, and by which replacement. */
function compile(mapping: Mapping): (image: string) => { readonly image: string; readonly rule: number | undefined } {
  const run = compileRun(mapping.replacements, mapping);
  return (image) => {
    const done = run(image);
    return { image: done.is === "changed" ? done.image : image, rule: done.rule };
  };
}

function exported(mapping: Mapping, format: FormatName, images: readonly string[]): Exported {
  const replace = compile(mapping);
  return FORMATS[format].export(mapping, {
    name: "mirror",
    images,
    rewrittenAgain: rewrittenAgain(mapping.replacements, mapping),
    replace: (image) => {
      const done = replace(image);
      return done.image === image || done.rule === undefined ? undefined : { image: done.image, rule: done.rule };
    },
  });
}

const asRead = ({ files }: Exported): ReadFile[] =>
  files.map((file) =>
    "text" in file
      ? { ...file, documents: [] }
      : { path: file.path, text: "", documents: structuredClone(file.documents) },
  );

/**
 * The images that replacements without a note decide about; others are said to be different. A lone host is no image that
 * anybody means, and only text tells it from one.
 */
function keptImages(mapping: Mapping, { notes }: Exported, images: readonly string[]): string[] {
  const noted = new Set(notes.map(({ at }) => at));
  const run = compileRun(mapping.replacements, mapping);
  return images.filter((image) => {
    const { is, rule } = run(image);
    const lone = !image.includes("/") && /^[^:@]*\./.test(image);
    return is === "changed" && !noted.has(rule as number) && !lone;
  });
}

const full = (image: string): string => Object.values(inFull(image)).join("");

describe.each(POLICIES)("the policy %s on 200 images", (name) => {
  const mapping = policy(name);

  test.each(NAMES)("as %s and back keeps its meaning", (format) => {
    const written = exported(mapping, format, IMAGES);
    const back = compile(FORMATS[format].import(asRead(written)).mapping);
    const before = compile(mapping);
    const kept = keptImages(mapping, written, IMAGES);
    const table = (what: (image: string) => string): string[] =>
      kept.map((image) => `${image} -> ${full(what(image))}`);
    expect(table((image) => back(image).image)).toEqual(table((image) => before(image).image));
    expect(table((image) => MODELS[format](written, image))).toEqual(table((image) => before(image).image));
  });

  test.each(NAMES)("as %s is what the folder holds", (format) => {
    const { files, notes } = exported(mapping, format, IMAGES);
    const shown = files.map((file) => ({
      path: join(TABLE, name, format, file.path),
      text: "text" in file ? file.text : file.documents.map((document) => writeYaml(document)).join("---\n"),
    }));
    const remarks = notes.map(({ level, at, message }) => `[${at}] ${level}: ${message}\n`).join("");
    if (remarks !== "") shown.push({ path: join(TABLE, name, format, "notes.txt"), text: remarks });
    for (const { path, text } of shown) {
      if (process.env["UPDATE"] === "1") {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
      expect([path, existsSync(path) ? readFileSync(path, "utf8") : ""]).toEqual([path, text]);
    }
  });
});

test("there are 200 images, and every format keeps the meaning of some", () => {
  expect(new Set(IMAGES).size).toBe(200);
  for (const format of NAMES) {
    const kept = POLICIES.flatMap((name) => keptImages(policy(name), exported(policy(name), format, IMAGES), IMAGES));
    expect([format, kept.length > 20]).toEqual([format, true]);
  }
});

test.each(NAMES)("any policy as %s and back keeps the meaning of what is kept", (format) => {
  const policyAndImages = rules.chain(([replacements, matching]) =>
    fc.tuple(
      fc.constant({ ...matching, replacements } as Mapping),
      fc.array(imagesFor([replacements, matching]), { minLength: 10, maxLength: 10 }),
    ),
  );
  fc.assert(
    fc.property(policyAndImages, ([mapping, images]) => {
      const written = exported(mapping, format, images);
      const { mapping: imported } = FORMATS[format].import(asRead(written));
      const valid = checkReplacements(imported.replacements, imported);
      expect(valid.filter(({ severity, rule }) => severity === "error" && rule !== "IR008")).toEqual([]);
      const [before, back] = [compile(mapping), compile(imported)];
      for (const image of keptImages(mapping, written, images)) {
        const expected = full(before(image).image);
        expect([mapping, image, full(back(image).image)]).toEqual([mapping, image, expected]);
        expect([mapping, image, full(MODELS[format](written, image))]).toEqual([mapping, image, expected]);
      }
    }),
    { numRuns: 250 },
  );
});
