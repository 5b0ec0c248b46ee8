import type { Node } from "./node.ts";
import { outline } from "./outline.ts";
import { resolvePlain } from "./scalar.ts";
import { isRefusal } from "./types.ts";

/**
 * A node with its aliases and merge keys (`<<`) expanded, as Kubernetes sees it; the node itself where its text has none.
 * Paths below it stay the same. It is printed and read again, which only the few texts pay for that have an alias.
 */
export function expand(node: Node): Node {
  if (!node.hasAliases) return node;
  const read = outline(print(node), "document");
  return isRefusal(read) || read.root === undefined ? node : read.root;
}

/** In one line that YAML reads as the same data. */
function print(written: Node): string {
  const node = written.target ?? written;
  switch (node.kind) {
    case "map": {
      const entries = [...node.entries()].map(([key, value]) => `${JSON.stringify(key)}: ${print(value)}`);
      return `{${entries.join(", ")}}`;
    }
    case "sequence":
      return `[${node.children().map(print).join(", ")}]`;
    default:
      return printScalar(node);
  }
}

/** What may stand in brackets without quotes: words, `yes` for one, and numbers, whose spelling says more than their value. */
const PLAIN = /^[\w.+-]+$/;

function printScalar({ scalar, style, raw }: Node): string {
  // A tag may say otherwise than the text alone.
  if (style === "plain" && PLAIN.test(raw) && Object.is(resolvePlain(raw), scalar)) return raw;
  return typeof scalar === "bigint" ? String(scalar) : JSON.stringify(scalar ?? null);
}
