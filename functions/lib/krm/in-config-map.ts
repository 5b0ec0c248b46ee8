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
  const name = field.join(".");
  // Of an unknown field there may only be longer keys.
  const longer = config
    .get("data")
    ?.children()
    .find(({ key }) => String(key).startsWith(`${name}.`));
  return { ...problem, path: field.length === 0 ? ["data"] : ["data", String(longer?.key ?? name)] };
}
