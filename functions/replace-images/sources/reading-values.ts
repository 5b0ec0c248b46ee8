import type { Item } from "../../lib/krm/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import type { Inspected } from "../inspect.ts";
import { type Reference, reportOther } from "../rewrite.ts";
import type { Work } from "./work.ts";

/** How values of a chart are to be read. */
export interface ReadingValues {
  readonly root: Node;
  /** All keys of the chart are there, so a key that is missing is not set elsewhere. */
  readonly complete: boolean;
  /** What is said of images when values are not among the sources of the policy; undefined: they are rewritten. */
  readonly unread: string | undefined;
  /** A single word, such as `image: header`, is an image: not so in texts that may be anything. */
  readonly words: boolean;
}

/** What the chart puts before the names of its images. */
export interface Bases {
  /** The key that wins over every `registry`, when it is set. */
  readonly everywhere: string | undefined;
  /** Istio's `hub` is set: an image without a path is behind it. */
  readonly hub: boolean;
}

/** Says that an image which the policy means is left alone; the others are of no interest. */
export function leave(item: Item, node: Node, { reference, outcome }: Reference, why: string, work: Work): void {
  if (!("image" in outcome)) return;
  const text = reference.original;
  work.inspect(text);
  const options = { item, path: item.within(node), currentValue: text };
  work.report.add("IR019", `image "${text}" is left alone: ${why}`, options);
}

/** Says what stands where an image could; what is no reference at all is no image either, as keys may mean anything. */
export function reportNoImage(item: Item, node: Node, inspected: Inspected, { report }: Work): void {
  if (inspected.is === "invalid") return;
  const field = { node, path: item.within(node), container: undefined, type: "field", pullPolicy: undefined } as const;
  reportOther(item, field, inspected, report);
}
