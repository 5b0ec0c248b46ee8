import { formatPath, type Node } from "../yaml/mod.ts";
import type { PolicyProblem } from "./policy-problem.ts";

/** A problem of the `spec` as one of the `data` key that holds the field. */
export function inConfigMap(config: Node, problem: PolicyProblem): PolicyProblem {
  const { path, message } = problem;
  if (path[0] !== "spec") return problem;
  const [, ...field] = path;
  for (let length = field.length; length > 0; length--) {
    const key = field.slice(0, length).join(".");
    if (config.get("data")?.get(key) === undefined) continue;
    const rest = formatPath(field.slice(length));
    return { ...problem, path: ["data", key], message: rest === "" ? message : `\`${rest}\` ${message}` };
  }
  return { ...problem, path: field.length === 0 ? ["data"] : ["data", field.join(".")] };
}
