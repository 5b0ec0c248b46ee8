import { classifyImage } from "../../lib/image/mod.ts";
import { hasObject } from "../read/has-object.ts";
import type { DeclaredObject, Registry } from "../read/declared-object.ts";
import { quoted, quotedList } from "../found.ts";
import type { Found } from "../model.ts";
import { hostOf } from "../read/registries.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { imageCache } from "./examples.ts";

const SPEC = "images:\n- harbor.example:8443/acme/web:1\nretentionDays: 30\nimagePullSecrets:\n- shop:registry";
const uses = (host: string): string =>
  imageCache({ annotations: `k8s.aliyun.com/insecure-registry: ${host}`, spec: SPEC });

export default defineRule({
  id: "IC309",
  name: "useless-registry",
  severity: "warning",
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/use-self-managed-image-repositories-1",
    "https://support.huaweicloud.com/api-cci2/createImageSnapshot.html",
  ],
  appliesTo: hasObject(({ settings }) => settings.insecure !== null),
  documentation: () => ({
    what: "A registry in `plain-http-registry` or `insecure-registry` (on CCI: in `registries`) that no image of the cache object comes from: with a scheme or a path, without the port that the images have, or of another host.",
    why: "Registries are compared with the host of the image, with its port. Such an entry has no effect, and the builder speaks HTTPS and checks the certificate after all.",
    example: uses("harbor.example"),
    instead: uses("harbor.example:8443"),
    ignore: "The list is the same for all caches.",
    fix: "Takes away the scheme and the path, where the rest is a registry of the images.",
  }),
  checkObject: (object) => {
    const hosts = new Set(object.images.flatMap(({ image }) => (image === undefined ? [] : [hostOf(image)])));
    return object.registries.flatMap((registry) => judge(registry, hosts, object));
  },
});

function judge(registry: Registry, hosts: ReadonlySet<string>, object: DeclaredObject): readonly Found[] {
  const { host, path, annotation } = registry;
  const isUsed = (one: string): boolean => hosts.has(one) || (one === "index.docker.io" && hosts.has("docker.io"));
  if (isUsed(host)) return NOTHING;
  const bare = host.replace(/^[a-z]+:\/\//i, "").replace(/\/.*$/, "");
  const place = { at: object.resource, path };
  let meant = isUsed(bare) ? [bare] : [...hosts].filter((each) => each.startsWith(`${bare}:`));
  // What is filled in later may make an image of it.
  if (meant.length === 0 && isOpen(bare, object)) meant = [bare];
  if (meant[0] === host) return NOTHING;
  if (meant.length === 0) {
    const message = `registry ${quoted(host)} must be one that an image comes from, and none does: remove it, or correct its host and port`;
    return [{ ...place, message }];
  }
  const must =
    bare === host ? "have the port that the images have" : "be a host with its port, without scheme and path";
  const listed = new Set(
    object.registries.flatMap((each) => (each.annotation?.key === annotation?.key ? each.host : [])),
  );
  const missing = meant.filter((each) => !listed.has(each));
  if (missing.length === 0) {
    // An item of a list may say more than the host.
    const advice = annotation === undefined ? "make one entry of them" : "remove it";
    const message = `registry ${quoted(host)} must ${must}, and ${quotedList(meant)} is listed already: ${advice}`;
    return [{ ...place, message }];
  }
  const message = `registry ${quoted(host)} must ${must}: write ${quotedList(missing)}`;
  // A field of a list says one.
  if (annotation === undefined && missing.length > 1) return [{ ...place, message }];
  const value = replaced(registry, missing.join(","));
  return [{ ...place, message, proposed: value, ...(isUsed(bare) && { fix: [{ set: path, value }] }) }];
}

function isOpen(host: string, { images }: DeclaredObject): boolean {
  return images.some(({ image }) => image === undefined) || classifyImage(host) === "template";
}

/** The whole value of the field with another host: an annotation may list several. */
function replaced({ annotation, host }: Registry, by: string): string {
  if (annotation === undefined) return by;
  return annotation.text
    .split(",")
    .map((each) => (each.trim() === host ? each.replace(host, by) : each))
    .join(",");
}
