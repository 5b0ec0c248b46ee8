import { hasObject } from "../read/has-object.ts";
import type { Registry } from "../read/declared-object.ts";
import { formatPath } from "../../lib/yaml/mod.ts";
import { quoted } from "../found.ts";
import { defineRule } from "../rule.ts";
import { imageCache } from "./examples.ts";

const HOST = "harbor.example:8443";
const SPEC = `images:\n- ${HOST}/acme/web:1\nretentionDays: 30\nimagePullSecrets:\n- shop:registry`;

export default defineRule({
  id: "IC310",
  name: "registry-listed-twice",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/use-self-managed-image-repositories-1"],
  appliesTo: hasObject(({ settings }) => settings.insecure !== null && settings.plainHttp !== null),
  documentation: () => ({
    what: "A registry that is spoken to over HTTP and, at the same place, whose certificate is not to be checked.",
    why: "HTTP has no certificate, so the two contradict each other. Which of them the cloud takes is not documented.",
    example: imageCache({
      annotations: `k8s.aliyun.com/plain-http-registry: ${HOST}\nk8s.aliyun.com/insecure-registry: ${HOST}`,
      spec: SPEC,
    }),
    instead: imageCache({ annotations: `k8s.aliyun.com/insecure-registry: ${HOST}`, spec: SPEC }),
    ignore: "The registry answers both, and you have seen the build succeed.",
  }),
  checkObject: ({ resource, registries }) => {
    const plain = new Map<string, Registry>();
    for (const each of registries) if (each.plainHttp) plain.set(each.host, each);
    return registries.flatMap((each) => {
      const other = each.insecure ? plain.get(each.host) : undefined;
      if (other === undefined) return [];
      const where = other === each ? "" : ` (\`${nameOf(other)}\` and \`${nameOf(each)}\`)`;
      const message = `registry ${quoted(each.host)} must either be spoken to over HTTP or have its certificate left unchecked, not both${where}: HTTP has no certificate; remove one of the two`;
      return [{ at: resource, path: each.path, message }];
    });
  },
});

/** Where a registry is listed: an annotation by its key, an entry of a list by its field. */
function nameOf({ annotation, path }: Registry): string {
  return annotation?.key ?? formatPath(path);
}
