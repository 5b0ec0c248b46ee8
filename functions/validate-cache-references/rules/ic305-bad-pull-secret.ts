import { formatPath } from "../../lib/yaml/mod.ts";
import { hasObject } from "../read/has-object.ts";
import type { DeclaredObject, ObjectContext, Value } from "../read/declared-object.ts";
import { quoted } from "../found.ts";
import type { Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { imageCache } from "./examples.ts";

/** Secrets that the clouds put into namespaces themselves, as public manifests show. */
const GIVEN: ReadonlySet<string> = new Set(["default-secret", "imagepull-secret"]);

const SPEC = "images:\n- registry.example/acme/web:1\nimagePullSecrets:\n- ";
const SECRET = `apiVersion: v1
kind: Secret
metadata:
  name: registry
  namespace: shop
type: kubernetes.io/dockerconfigjson
data:
  .dockerconfigjson: e30=
---
`;

export default defineRule({
  id: "IC305",
  name: "bad-pull-secret",
  severity: "error",
  otherwise: [
    { severity: "warning", when: "the package has Secrets, and not this one" },
    { severity: "info", when: "the package has no Secrets at all" },
  ],
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/kubernetes-imagecache-api-2",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0113.html",
  ],
  appliesTo: hasObject(),
  documentation: () => ({
    what: "A pull secret of a cache object that is not written as its cloud wants it: `namespace:name` on ECI, `namespace/name` on Tencent, the plain name on CCI. Or more of them than the cloud takes (10 on CCI). Or one that is well written, while no Secret of that name (nor a SealedSecret or ExternalSecret) is in the package; `default-secret` and `imagepull-secret` are there by themselves.",
    why: "The builder cannot find the secret, and the images of private registries are not pulled. Every cloud, and kube-fledged too, writes it in another way.",
    example: SECRET + imageCache({ spec: `${SPEC}shop/registry` }),
    instead: SECRET + imageCache({ spec: `${SPEC}shop:registry` }),
    ignore:
      "Secrets are made outside of Git: `IC305: error` is then too much and `off` is right, once the spelling is.",
    fix: "Writes the separator that the cloud wants.",
  }),
  checkObject: (object, context) => [
    ...noList(object),
    ...tooMany(object),
    ...object.secrets.flatMap((secret) => judge(secret, object, context)),
  ],
});

function noList({ resource, shape, secretsAreNoList: path }: DeclaredObject): readonly Found[] {
  if (path === undefined) return NOTHING;
  const [, field = ""] = shape.secrets.field.split("[].");
  const items = field === "" ? shape.secrets.what : `maps with \`${field}\``;
  return [{ at: resource, path, message: `\`${formatPath(path)}\` must be a list of ${items}` }];
}

function tooMany({ resource, shape, secrets, row }: DeclaredObject): readonly Found[] {
  const { max, field } = shape.secrets;
  if (max === null || secrets.length <= max) return NOTHING;
  const [list = field] = field.split("[]");
  const message = `\`${list}\` must name at most ${max} pull secrets, and names ${secrets.length}: ${row.title} takes no more in one ${row.noun}; make two of it`;
  return [{ at: resource, path: list.split("."), message }];
}

function judge(secret: Value, object: DeclaredObject, context: ObjectContext): readonly Found[] {
  const { shape, resource } = object;
  const { pattern, what } = shape.secrets;
  const { text, path, type } = secret;
  const place = { at: resource, path, ...(type !== "other" && { current: text }) };
  if (type === "string" && new RegExp(pattern).test(text)) return missing(text, object, place, context);
  const proposed = respelled(text, object);
  const advice = proposed === undefined ? "" : `: write ${quoted(proposed)}`;
  const shown = type === "other" ? "and it is no text" : `not ${quoted(text)}`;
  const message = `pull secret of an ${shape.kind} must be ${what}, ${shown}${advice}`;
  if (proposed === undefined) return [{ ...place, message }];
  return [{ ...place, message, proposed, fix: [{ set: path, value: proposed }] }];
}

/** The same namespace and name in the spelling of this cloud. */
function respelled(text: string, { shape }: DeclaredObject): string | undefined {
  const [namespace, name, more] = text.trim().split(/[:/]/);
  if (namespace === undefined || more !== undefined) return undefined;
  const pattern = new RegExp(shape.secrets.pattern);
  const all = name === undefined ? [namespace] : [`${namespace}:${name}`, `${namespace}/${name}`, name];
  return all.find((each) => pattern.test(each));
}

function missing(
  text: string,
  { resource, built }: DeclaredObject,
  place: Omit<Found, "message">,
  { secrets }: ObjectContext,
): readonly Found[] {
  const parts = text.split(/[:/]/);
  const name = parts.at(-1) ?? "";
  if (built || GIVEN.has(name)) return NOTHING;
  const namespaces = parts.length > 1 ? [parts[0] as string, ""] : undefined;
  const known = namespaces?.some((namespace) => secrets.has(`${namespace}/${name}`)) ?? hasName(secrets, name);
  if (known) return NOTHING;
  const none = secrets.size === 0;
  const where = none
    ? ", which holds no Secrets at all: make sure that the cluster has it"
    : ": add it, or name another";
  const message = `Secret ${quoted(text)} of ${resource.kind} ${quoted(resource.name)} must be in the package${where}`;
  return [{ ...place, message, severity: none ? "info" : "warning" }];
}

function hasName(secrets: ReadonlySet<string>, name: string): boolean {
  return [...secrets].some((each) => each.endsWith(`/${name}`));
}
