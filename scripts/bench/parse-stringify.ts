// The same function done the usual way: parse everything with `yaml`, change the nodes, add the results, print everything.
import { readFileSync, writeSync } from "node:fs";
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";

const document = parseDocument(readFileSync(0, "utf8"));
const { replacements } = (document.get("functionConfig") as YAMLMap).toJS(document).spec as {
  replacements: { repositoryPrefix: string; replaceWith: string }[];
};

/** The image with its new name, and the rule that gave it. */
function replaced(image: string): { image: string; rule: number } | undefined {
  let best = -1;
  for (const [index, { repositoryPrefix: prefix }] of replacements.entries()) {
    const matches = prefix === "" ? !image.includes("/") : image.startsWith(`${prefix}/`);
    if (matches && prefix.length >= (replacements[best]?.repositoryPrefix.length ?? 0)) best = index;
  }
  const rule = replacements[best];
  if (rule === undefined) return undefined;
  const { repositoryPrefix: prefix, replaceWith } = rule;
  return { image: prefix === "" ? `${replaceWith}/${image}` : replaceWith + image.slice(prefix.length), rule: best };
}

const results: unknown[] = [];

function replaceIn(item: YAMLMap, list: string): void {
  const containers = item.getIn(["spec", "template", "spec", list]);
  if (!isSeq(containers)) return;
  for (const [index, container] of containers.items.entries()) {
    const node = isMap(container) ? container.get("image", true) : undefined;
    if (!isMap(container) || !isScalar(node) || typeof node.value !== "string") continue;
    const found = replaced(node.value);
    if (found === undefined) continue;
    results.push({
      message: `image "${node.value}" of container "${String(container.get("name"))}" is replaced by "${found.image}"`,
      severity: "info",
      resourceRef: {
        apiVersion: item.get("apiVersion"),
        kind: item.get("kind"),
        namespace: item.getIn(["metadata", "namespace"]),
        name: item.getIn(["metadata", "name"]),
      },
      field: {
        path: `spec.template.spec.${list}[${index}].image`,
        currentValue: node.value,
        proposedValue: found.image,
      },
      file: { path: item.getIn(["metadata", "annotations", "internal.config.kubernetes.io/path"]), index: 0 },
      tags: { rule: "replaced", replacement: String(found.rule) },
    });
    node.value = found.image;
  }
}

const items = document.get("items");
for (const item of isSeq(items) ? items.items : []) {
  if (!isMap(item)) continue;
  replaceIn(item, "containers");
  replaceIn(item, "initContainers");
}
document.set("results", document.createNode(results));
const out = Buffer.from(document.toString());
for (let done = 0; done < out.length;) done += writeSync(1, out, done);
