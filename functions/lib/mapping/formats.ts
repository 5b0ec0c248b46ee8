import { cciAnnotation, extensionProfile } from "./bursting.ts";
import { containerd } from "./containerd.ts";
import { imageMirrorSet } from "./image-mirror-set.ts";
import { kustomize } from "./kustomize.ts";
import { kyverno } from "./kyverno.ts";
import { registriesConf } from "./registries-conf.ts";
import type { Format } from "./types.ts";

/** The formats by the name that the command line knows. */
export const FORMATS = {
  containerd,
  "registries-conf": registriesConf,
  "image-mirror-set": imageMirrorSet,
  "cci-annotation": cciAnnotation,
  "extension-profile": extensionProfile,
  kyverno,
  kustomize,
} as const satisfies Readonly<Record<string, Format>>;

/** Name of a format. */
export type FormatName = keyof typeof FORMATS;
