// The sample packages of testdata/packages/, and what their policies ask for.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Wanted } from "./injection.ts";
import { renamer, type Replacement } from "./renames.ts";
import { type Data, dig } from "./resources.ts";
import { PACKAGES } from "./shell.ts";

/** A sample package. */
export interface SamplePackage {
  readonly name: string;
  /** Folder of the policies, for `-p`. */
  readonly policies: string;
  /** File that declares which caches exist. */
  readonly inventory: string;
  /** The cache that a policy pins, as it is called in the inventory. */
  readonly pinned: string;
  /** What becomes of an image, worked out without the functions. */
  readonly rename: (image: string) => string | undefined;
  readonly wanted: Wanted;
}

const PIN = "imc-2zeb3k9x0v7m1q5t8r2w";

/** Every sample package. */
export const SAMPLES: readonly SamplePackage[] = [
  {
    name: "shop",
    policies: "policies",
    inventory: "manifests/caches.yaml",
    pinned: PIN,
    rename: renamer(replacementsOf("shop/policies/mutators/replace.yaml", "spec", "replacements")),
    wanted: (resource, template) => {
      if (resource["kind"] === "DaemonSet") return undefined;
      const isRedis = dig(template, "metadata", "labels", "app") === "redis";
      return isRedis ? { "k8s.aliyun.com/eci-imc-id": PIN } : { "k8s.aliyun.com/eci-auto-imc": "true" };
    },
  },
  {
    name: "burst",
    policies: "policies",
    inventory: "manifests/snapshots.yaml",
    pinned: "encoder-2026-11",
    rename: renamer(replacementsOf("burst/policies/apply.yaml", "spec", "replaceImages", "replacements"), "exact"),
    wanted: (resource) =>
      dig(resource, "metadata", "name") === "encoder"
        ? {
            "cci.io/image-snapshot-specified-name": "encoder-2026-11",
            "cci.io/image-snapshot-reject-if-not-available": "true",
          }
        : { "cci.io/image-snapshot-auto-match": "true", "cci.io/image-snapshot-usage-strategy": "quantity" },
  },
];

function replacementsOf(path: string, ...keys: string[]): Replacement[] {
  return dig(parse(readFileSync(join(PACKAGES, path), "utf8")) as Data, ...keys) as Replacement[];
}

/** Renames the pinned cache in the inventory of a copy, so that the pin points nowhere. */
export function loseCache(folder: string, { inventory, pinned }: SamplePackage): void {
  edit(join(folder, inventory), (text) => text.replaceAll(pinned, `${pinned.slice(0, -4)}gone`));
}

/** Rewrites a file of a copy. */
export function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, "utf8")));
}

/** The policy of a validator as a kustomization wants it, in a file that kpt and the other commands of kustomize read too. */
export const VALIDATOR: string = `apiVersion: warmstart.dev/v1alpha1
kind: ValidateCacheReferences
metadata:
  name: check
  annotations:
    warmstart.dev/mode: validator
    config.kubernetes.io/function: |
      exec:
        path: validate-cache-references
spec:
  coverage: none
`;
