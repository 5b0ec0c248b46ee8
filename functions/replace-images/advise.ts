import type { Item } from "../lib/krm/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import type { Work } from "./sources/work.ts";

/** What is known of a text that looks like an image. */
export interface Look {
  /** The text is the image and nothing else. */
  readonly whole: boolean;
  /** The resource's kind is in the catalogue. */
  readonly known: boolean;
  /** Whether a node is a text that may be YAML or JSON. */
  readonly isText: (node: Node) => boolean;
}

/** Why a policy that annotates leaves other images alone. */
export const CONTAINERS_ONLY = "the annotation is about the images of containers only";

/** Why an image is left alone, and what to do about it. */
export function advise(item: Item, node: Node, { whole, known, isText }: Look, work: Work): string {
  const { kind } = item;
  const path = `\`${patternOf(item.within(node))}\``;
  if (work.spec.action === "annotate") {
    if (known || kind === "" || !whole) return CONTAINERS_ONLY;
    return `${unknownKind(item)}, and only pods of kinds that are get the annotation`;
  }
  const flag = adviseFlag(node, whole, work);
  if (flag !== undefined) return flag;
  if (!whole) return isText(node) ? "the text around it is neither YAML nor JSON" : "it is a part of a longer text";
  if (kind === "") return "no key around it says that it is an image";
  if (!known) return `${unknownKind(item)}, and ${path} must be in \`imageFields\` to be read`;
  return `${path} of ${/^[AEIO]/.test(kind) ? "an" : "a"} ${kind} must be in \`imageFields\` to be read`;
}

function unknownKind({ kind, apiVersion }: Item): string {
  return `${kind} ${apiVersion === "" ? "without `apiVersion`" : `(${apiVersion})`} is not in the catalogue`;
}

function adviseFlag(node: Node, whole: boolean, { reads, flags }: Work): string | undefined {
  const { parent } = node;
  const name = parent?.get("name")?.string;
  const list = node.key === "value" ? parent?.parent?.key : undefined;
  if (name !== undefined && typeof list === "string" && /env/i.test(list)) {
    if (!reads("envAndArgs") && flags.isVariable(name)) return "variables are read with the source `envAndArgs`";
    return `the variable "${name}" must be among \`envAndArgs.env\`${withSource(reads)} to be read`;
  }
  const argument = parent?.kind === "sequence" ? argumentOf(node, whole, parent) : undefined;
  if (argument === undefined) return undefined;
  if (!reads("envAndArgs") && flags.isArgument(argument)) return "arguments are read with the source `envAndArgs`";
  return `the argument "${argument}" must be among \`envAndArgs.args\`${withSource(reads)} to be read`;
}

/** The name before a value: in the same text, or in the one before it, when the value is nothing but an image. */
function argumentOf({ key, string = "" }: Node, whole: boolean, list: Node): string | undefined {
  const before = whole && typeof key === "number" ? list.children()[key - 1]?.string : undefined;
  return /^(-[^=\s]+)=/.exec(string)?.[1] ?? /^--?[^-=\s][^=\s]*$/.exec(before ?? "")?.[0];
}

/** A policy that has the patterns without their source is an error. */
function withSource(reads: Work["reads"]): string {
  return reads("envAndArgs") ? "" : ", with the source `envAndArgs`,";
}

/** `spec.tasks[].image` for `["spec", "tasks", 3, "image"]`, as `imageFields` takes it. */
function patternOf(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return "[]";
      if (/[.[\]"*]/.test(step)) return `["${step}"]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}
