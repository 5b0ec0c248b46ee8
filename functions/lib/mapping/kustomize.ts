import { parseReference } from "../image/mod.ts";
import { Collected, fieldOf, textOf } from "./collect.ts";
import type { ExportOptions, Format, Mapping, Note } from "./types.ts";

/**
 * The `images:` of a kustomization. Its transformer exchanges whole image names, compared as they are written, so an
 * export needs the images that are meant.
 */
export const kustomize: Format = {
  title: "images of a kustomization",
  source: "https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/",
  syntax: "yaml",
  files: /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/,
  uses: ["images"],
  export: (mapping, { images, replace }) => {
    const names = new Map<string, { newName: string; rule: number }>();
    for (const image of images) {
      const reference = parseReference(image);
      const done = reference === undefined ? undefined : replace(reference.name);
      // A name is read as a pattern there: the brackets of an IPv6 address would be a choice of characters.
      if (reference !== undefined && done !== undefined && !reference.name.startsWith("["))
        names.set(reference.name, { newName: done.image, rule: done.rule });
    }
    const { list, cycles } = inOrder(names);
    const kustomization = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", images: list };
    const unnamed = bracketed(images, replace);
    const said = new Set([...names.values()].map(({ rule }) => rule));
    for (const { at } of unnamed) said.add(Number(at));
    return {
      files: list.length === 0 ? [] : [{ path: "kustomization.yaml", documents: [kustomization] }],
      notes: [...unnamed, ...unsaid(mapping, said, images.length), ...cycles, ...lookAlikes(names, images)],
    };
  },
  import: (files) => {
    const collected = new Collected({ match: "prefix", normalize: false });
    for (const { path, documents } of files) {
      for (const document of documents) {
        const entries = collected.entries(`${path} images`, fieldOf(document, "images"));
        if (entries.length > 0) {
          collected.change(
            `${path} images`,
            "they mean whole image names, a replacement means what lies below one, too",
          );
        }
        entries.forEach(({ at, entry }, index) => {
          const name = textOf(entry, "name");
          const earlier = entries
            .slice(0, index)
            .find((other) => name !== "" && textOf(other.entry, "newName") === name)?.entry;
          if (earlier !== undefined) {
            collected.change(
              at,
              `it rewrites what "${textOf(earlier, "name")}" has become; a replacement is never followed by another`,
            );
          }
          const version = ["newTag", "digest", "tagSuffix"].filter((field) => textOf(entry, field) !== "");
          if (version.length > 0)
            collected.change(at, `\`${version.join("` and `")}\` cannot be said: tag and digest stay`);
          if (name === "") collected.leaveOut(at, "it has no `name`");
          else if (textOf(entry, "newName") === "") collected.leaveOut(at, "it has no `newName`");
          else collected.add(at, name, textOf(entry, "newName"));
        });
      }
    }
    return collected.imported;
  },
};

type Names = ReadonlyMap<string, { readonly newName: string; readonly rule: number }>;

/** The entries are carried out one after the other, so what rewrites a new name has to stand before what writes it. */
function inOrder(names: Names): { list: { name: string; newName: string }[]; cycles: Note[] } {
  const list = new Map<string, string>();
  const cycles: Note[] = [];
  const visit = (name: string, open: readonly string[]): void => {
    const entry = names.get(name);
    if (entry === undefined || list.has(name)) return;
    const start = open.indexOf(name);
    if (start >= 0) {
      for (const each of open.slice(start)) {
        const message = `"${each}" is written by one entry and rewritten by another, whatever their order`;
        cycles.push({ level: "changed", at: names.get(each)?.rule ?? entry.rule, message });
      }
      return;
    }
    visit(entry.newName, [...open, name]);
    list.set(name, entry.newName);
  };
  for (const name of [...names.keys()].sort()) visit(name, []);
  return { list: [...list].map(([name, newName]) => ({ name, newName })), cycles };
}

/** What is called after an IPv6 address is never met, because its brackets are a choice of characters. */
function bracketed(images: readonly string[], replace: ExportOptions["replace"]): Note[] {
  const rules = new Map(images.filter((image) => image.startsWith("[")).map((image) => [replace(image)?.rule, image]));
  return [...rules].flatMap(([at, image]): Note[] =>
    at === undefined
      ? []
      : [
          {
            level: "left-out",
            at,
            message: `"${image}" cannot be named: brackets stand for a choice of characters there`,
          },
        ],
  );
}

/** The transformer reads a name as a pattern, in which a dot stands for any character. */
function lookAlikes(names: Names, images: readonly string[]): Note[] {
  const byLength = new Map<number, Set<string>>();
  for (const image of images) {
    const { name = "" } = parseReference(image) ?? {};
    byLength.set(name.length, (byLength.get(name.length) ?? new Set()).add(name));
  }
  return [...names].flatMap(([name, { rule }]): Note[] => {
    if (!name.includes(".")) return [];
    const pattern = new RegExp(`^${name}$`);
    const other = [...(byLength.get(name.length) ?? [])].find((each) => each !== name && pattern.test(each));
    if (other === undefined) return [];
    return [
      { level: "changed", at: rule, message: `"${other}" is replaced like "${name}": a dot there is any character` },
    ];
  });
}

function unsaid({ replacements }: Mapping, said: ReadonlySet<number>, images: number): Note[] {
  return replacements.flatMap((_, at): Note[] => {
    if (said.has(at)) return [];
    const why = images === 0 ? "name the images that are meant" : "it replaces none of the images that were named";
    return [{ level: "left-out", at, message: `only whole image names can be exchanged: ${why}` }];
  });
}
