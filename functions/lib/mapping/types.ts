/** One entry of a mapping of image names, as in ReplaceImages. */
export interface MappedPrefix {
  readonly repositoryPrefix: string;
  readonly replaceWith: string;
}

/** A mapping of image names: which prefix becomes what, and how prefixes are compared. */
export interface Mapping {
  readonly match: "prefix" | "exact";
  readonly normalize: boolean;
  readonly replacements: readonly MappedPrefix[];
}

/**
 * What a format cannot say. `left-out`: the entry is not in the result. `changed`: it is, and does not mean the same.
 */
export interface Note {
  readonly level: "left-out" | "changed";
  /** Index of the replacement on export; on import the place in the source, as people would name it. */
  readonly at: number | string;
  readonly message: string;
}

/** A file of a format: text, or the documents of a YAML stream. */
export type WrittenFile =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly documents: readonly unknown[] };

/** A mapping in another format. Entries without a note mean the same there. */
export interface Exported {
  readonly files: readonly WrittenFile[];
  readonly notes: readonly Note[];
}

/** What an export may need to know beside the mapping. */
export interface ExportOptions {
  /** Name of the object, where the format has objects. */
  readonly name: string;
  /** Replacements whose results another one, or the same, would rewrite in a second run. */
  readonly rewrittenAgain: ReadonlySet<number>;
  /** Images for formats that name whole images. */
  readonly images: readonly string[];
  /** What the mapping makes of an image, and by which replacement; undefined when it stays. */
  readonly replace: (image: string) => { readonly image: string; readonly rule: number } | undefined;
}

/** A file that is imported. `documents` holds what a YAML stream says; it is empty for other files. */
export interface ReadFile {
  /** With `/`; for formats whose folders have a meaning, the folders are part of it. */
  readonly path: string;
  readonly text: string;
  readonly documents: readonly unknown[];
}

/** A mapping from another format. */
export interface Imported {
  readonly mapping: Mapping;
  readonly notes: readonly Note[];
}

/** A format of image mappings. */
export interface Format {
  readonly title: string;
  /** Where the format is documented. */
  readonly source: string;
  readonly syntax: "toml" | "yaml";
  /** Which files of a folder are of this format, by their path with `/`. */
  readonly files: RegExp;
  /** Which options of an export change the result. */
  readonly uses: readonly ("name" | "images")[];
  /** The folder of a file is part of what the file says. */
  readonly inFolders?: true;
  readonly export: (mapping: Mapping, options: ExportOptions) => Exported;
  readonly import: (files: readonly ReadFile[]) => Imported;
}
