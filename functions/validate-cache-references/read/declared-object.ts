import type { CacheObject, ImageKey, Provider } from "../../lib/cache/mod.ts";
import type { Path } from "../../lib/yaml/mod.ts";
import type { InventorySource, Resource } from "../model.ts";
import type { ReplacingProfile } from "./replacing-profile.ts";

/** Names of what an object that describes a cache may state. */
export type SettingName = keyof CacheObject["settings"];

/** A scalar as rules see it. */
export interface Value {
  readonly path: Path;
  /** A string's value, another scalar as written, `""` for a map, a list or nothing. */
  readonly text: string;
  readonly type: "string" | "number" | "boolean" | "other";
}

/** What an object states about one thing: by fields of its spec (several where the field is in a list), by an annotation. */
export interface Stated {
  readonly fields: readonly Value[];
  readonly annotation: Value | undefined;
}

/** One image of an object. */
export interface ObjectImage {
  readonly path: Path;
  /** Undefined when it is no string, or not where it belongs. */
  readonly written: string | undefined;
  /** Undefined for text that is no reference. */
  readonly image: ImageKey | undefined;
}

/** A registry that the builder of a cache is told about. */
export interface Registry {
  /** As written, blanks around it left out. */
  readonly host: string;
  /** Of the host, or of the annotation that lists it. */
  readonly path: Path;
  readonly plainHttp: boolean;
  readonly insecure: boolean;
  /** Whether a pull secret is named for it. */
  readonly secret: boolean;
  /** The annotation that lists it, with its whole text; undefined for an item of a list in the spec. */
  readonly annotation: { readonly key: string; readonly text: string } | undefined;
}

/** An object that describes a cache, as its author wrote it: plain data, no YAML. Paths are inside of the object. */
export interface DeclaredObject {
  readonly resource: Resource;
  readonly row: Provider;
  /** What the row says about such objects. */
  readonly shape: CacheObject;
  /** Path of the list of images, whether it is there or not. */
  readonly imagesPath: Path;
  /** Whether something else than a list stands there. */
  readonly imagesAreNoList: boolean;
  readonly images: readonly ObjectImage[];
  readonly settings: Readonly<Record<SettingName, Stated>>;
  readonly secrets: readonly Value[];
  /** Where something else than a list of pull secrets stands. */
  readonly secretsAreNoList: Path | undefined;
  readonly registries: readonly Registry[];
  /** Keys of its annotations that begin with one of a provider's domains. */
  readonly annotations: readonly string[];
  /** Whether its status says that the cache can be used: then it was built, and nothing can go wrong there any more. */
  readonly built: boolean;
  /** How pods may name it: by its name, or by the id that its status states. */
  readonly called: readonly string[];
  /** Whether the cloud made it beside a pod, and not a person. */
  readonly automatic: boolean;
}

/** An object whose kind is that of a provider's cache objects, and whose group or version is not. */
export interface LookAlike {
  readonly resource: Resource;
  readonly row: Provider;
  readonly shape: CacheObject;
}

/** What surrounds the objects of a package. */
export interface ObjectContext {
  /** How the cluster reaches the internet; undefined: nobody said. */
  readonly egress: "nat" | "none" | undefined;
  /** Caches that may be created by hand; undefined: nobody said. */
  readonly manualCaches: number | undefined;
  /** Registries whose images need no pull secret, beside those that everybody knows. */
  readonly publicRegistries: readonly string[];
  /** Secrets of the package as `namespace/name`; without a namespace `/name`. */
  readonly secrets: ReadonlySet<string>;
  /** Size of an image as some inventory states it, in bytes. */
  readonly sizeOf: (image: ImageKey) => number | undefined;
  /** ReplaceImages policies in the package that rewrite image fields, by name. */
  readonly replacePolicies: readonly string[];
  /** Whether a pod of the package names the cache that is called so. */
  readonly isNamed: (called: string) => boolean;
  /** Whether a workload of the package runs an image; undefined: the package has no workloads. */
  readonly isUsed: (image: ImageKey) => boolean | undefined;
}

/** All that is declared about caches, and about the replacement of images in the cluster. */
export interface Declared {
  readonly profiles: readonly ReplacingProfile[];
  readonly objects: readonly DeclaredObject[];
  readonly lookAlikes: readonly LookAlike[];
  /** Inventories; every object is one too. */
  readonly sources: readonly InventorySource[];
}
