import { hasObject } from "../read/has-object.ts";
import type { DeclaredObject, ObjectContext, ObjectImage } from "../read/declared-object.ts";
import { quoted } from "../found.ts";
import type { Found } from "../model.ts";
import { hostOf, isPublic } from "../read/registries.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { imageCache } from "./examples.ts";

/** Annotations that let a builder into registries without a pull secret. */
const PASSWORD_FREE = /\/acr-/;

export default defineRule({
  id: "IC306",
  name: "private-image-without-secret",
  severity: "warning",
  otherwise: [
    { severity: "info", when: "the registry is the cloud's own, which opens to builders of the same account" },
  ],
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0113.html",
  ],
  appliesTo: hasObject(),
  documentation: () => ({
    what: "A cache object with an image of a registry that is not one of the well-known public ones, without a pull secret (on CCI: for that registry) and without the `acr-…` annotations of ECI. One finding per registry; a cache that is built already has what it needs. Further public registries are listed in `publicRegistries` of the policy.",
    why: "The builder pulls the images with what the object names. Without a secret it gets nothing from a private registry, and the cache fails.",
    example: imageCache({ spec: "images:\n- registry.example/acme/web:1" }),
    instead: imageCache({ spec: "images:\n- registry.example/acme/web:1\nimagePullSecrets:\n- shop:registry" }),
    ignore: "The registry is public, or lets the builder in by its network: name it in `publicRegistries`.",
  }),
  checkObject: (object, context) => {
    // Secrets that cannot be read are another finding.
    if (object.built || object.secretsAreNoList !== undefined) return NOTHING;
    const told = new Set<string>();
    return object.images.flatMap((image) => judge(image, object, context, told));
  },
});

function judge(
  { image, written = "", path }: ObjectImage,
  object: DeclaredObject,
  { publicRegistries }: ObjectContext,
  told: Set<string>,
): readonly Found[] {
  if (image === undefined || isPublic(image, publicRegistries)) return NOTHING;
  const host = hostOf(image);
  if (told.has(host) || hasSecret(host, object)) return NOTHING;
  told.add(host);
  const where = `\`${object.shape.secrets.field.replaceAll("[]", "")}\``;
  const place = { at: object.resource, path, current: written };
  if (isOwnRegistry(host, object)) {
    const message = `image ${quoted(written)} must belong to the account of the builder, which gets into ${quoted(host)} by itself: of another account it needs a pull secret in ${where} or the \`acr-…\` annotations`;
    return [{ ...place, message, severity: "info" }];
  }
  const message = `image ${quoted(written)} must have a pull secret for ${quoted(host)} in ${where}, or the builder gets nothing from a private registry; a public one belongs into \`publicRegistries\` of the policy`;
  return [{ ...place, message }];
}

function hasSecret(host: string, { secrets, shape, registries, annotations }: DeclaredObject): boolean {
  if (annotations.some((key) => PASSWORD_FREE.test(key))) return true;
  // A list of secrets is tried for every registry; a secret inside of a list of registries counts for its own.
  if (shape.secrets.field.split("[]").length === 2 && !shape.secrets.field.includes("[].")) return secrets.length > 0;
  return registries.some((registry) => registry.secret && registry.host === host);
}

/**
 * Whether a registry is the cloud's own, where its pages say that it opens to builders of the same account; one under
 * a domain of the user's does not.
 * https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache
 */
function isOwnRegistry(host: string, { row }: DeclaredObject): boolean {
  return host.endsWith(".aliyuncs.com") && row.companions.some(({ current }) => PASSWORD_FREE.test(current));
}
