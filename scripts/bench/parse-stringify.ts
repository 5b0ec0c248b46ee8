// The same replacement done the usual way: parse everything with `yaml`, change the objects' nodes, print everything again.
import { readFileSync, writeSync } from "node:fs";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";

const RULES: readonly (readonly [string, string])[] = [
  ["docker.io/", "registry-vpc.cn-beijing.aliyuncs.com/dockerhub/"],
  ["quay.io/acme/", "registry-vpc.cn-beijing.aliyuncs.com/acme/"],
];

function replaced(image: string): string {
  for (const [prefix, target] of RULES) if (image.startsWith(prefix)) return target + image.slice(prefix.length);
  return image.includes("/") ? image : `registry-vpc.cn-beijing.aliyuncs.com/library/${image}`;
}

const document = parseDocument(readFileSync(0, "utf8"));
const items = document.get("items");
for (const item of isSeq(items) ? items.items : []) {
  if (!isMap(item)) continue;
  for (const list of ["containers", "initContainers"]) {
    const containers = item.getIn(["spec", "template", "spec", list]);
    for (const container of isSeq(containers) ? containers.items : []) {
      const image = isMap(container) ? container.get("image", true) : undefined;
      if (isScalar(image) && typeof image.value === "string") image.value = replaced(image.value);
    }
  }
}
const out = Buffer.from(document.toString());
for (let done = 0; done < out.length;) done += writeSync(1, out, done);
