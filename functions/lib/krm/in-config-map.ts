import { formatPath, type Node } from "../yaml/mod.ts";
import type { PolicyProblem } from "./policy-problem.ts";

/** A problem of the `spec` as one of the `data` key that holds the field. */
export function inConfigMap(config: Node, { path, message }: PolicyProblem): PolicyProblem {
  if (path[0] !== "spec") return { path, message };
  const [, ...field] = path;
  for (let length = field.length; length > 0; length--) {
    const key = field.slice(0, length).join(".");
    if (config.get("data")?.get(key) === undefined) continue;
    const rest = formatPath(field.slice(length));
    return { path: ["data", key], message: rest === "" ? message : `\`${rest}\` ${message}` };
  }
  return { path: field.length === 0 ? ["data"] : ["data", field.join(".")], message };
}
