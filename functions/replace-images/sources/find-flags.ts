import type { Node } from "../../lib/yaml/mod.ts";
import { isSetting } from "./setting.ts";
import type { Flags } from "./work.ts";

/** An environment variable or argument whose value is an image by its name. */
export interface FlaggedImage {
  readonly node: Node;
  /** The reference; what stands before it in the node's text is `before`. */
  readonly text: string;
  readonly before: string;
  /** As in ` of variable "RELATED_IMAGE_PROXY"`. */
  readonly owner: string;
}

/** Every variable and argument below `root` whose name says that its value is an image, wherever it stands; settings are none. */
export function findFlags(root: Node, flags: Flags): FlaggedImage[] {
  const found: FlaggedImage[] = [];
  walk(root, flags, found);
  return found.filter(({ text }) => !isSetting(text));
}

function walk(node: Node, flags: Flags, found: FlaggedImage[]): void {
  if (node.kind === "map") found.push(...variables(node, flags));
  const children = node.children();
  if (node.kind === "sequence") found.push(...argumentsOf(children, flags));
  for (const child of children) {
    if ((child.kind === "map" || child.kind === "sequence") && child.key !== "status") walk(child, flags, found);
  }
}

/** `{name, value}` as in a container, and entries such as those of a ConfigMap for `envFrom`. */
function variables(map: Node, { isVariable }: Flags): FlaggedImage[] {
  const name = map.get("name")?.string;
  const value = map.get("value");
  const pair = name !== undefined && value?.string !== undefined && isVariable(name) ? [variable(value, name)] : [];
  const entries = map
    .children()
    .filter(({ key, string }) => typeof key === "string" && string !== undefined && isVariable(key))
    .map((node) => variable(node, String(node.key)));
  return [...pair, ...entries];
}

function variable(node: Node, name: string): FlaggedImage {
  return { node, text: node.string as string, before: "", owner: ` of variable "${name}"` };
}

/** `--x-image=REFERENCE`, and `--x-image` with the reference behind it. */
function argumentsOf(items: readonly Node[], { isArgument }: Flags): FlaggedImage[] {
  return items.flatMap((node, index) => {
    const text = node.string;
    if (text === undefined) return [];
    const previous = items[index - 1]?.string;
    if (previous !== undefined && !text.startsWith("-") && isArgument(previous)) {
      return [{ node, text, before: "", owner: ` of argument "${previous}"` }];
    }
    const equals = text.indexOf("=");
    const name = text.slice(0, Math.max(0, equals));
    if (name === "" || !isArgument(name)) return [];
    return [{ node, text: text.slice(equals + 1), before: text.slice(0, equals + 1), owner: ` of argument "${name}"` }];
  });
}
