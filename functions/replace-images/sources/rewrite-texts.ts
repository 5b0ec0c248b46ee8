import { type Item, openEmbedded, type Results } from "../../lib/krm/mod.ts";
import type { Node } from "../../lib/yaml/mod.ts";
import { leftTexts } from "../left-texts.ts";
import type { Report } from "../report.ts";
import { textsOf } from "./values-of.ts";
import type { Handled, Work } from "./work.ts";
import { writeText } from "./write-text.ts";

/** Texts inside of texts inside of texts: nobody writes more, and each of them is read again. */
const DEEPEST = 4;

/** Handles the items of a text, as those of a file are handled. */
export type Visit = (item: Item, work: Work) => void;

/**
 * Rewrites the images in YAML and JSON that stand as text in an item or, when the policy does not read texts, reports
 * them. `visit` handles what is found in a text.
 */
export function rewriteTexts(item: Item, work: Work, handled: Handled, visit: Visit): void {
  if (work.depth >= DEEPEST) return;
  const reads = work.reads("embedded");
  for (const node of textsOf(item)) {
    const text = node.string as string;
    if (!reads && !isMentioned(text, work)) continue;
    if (mayHoldDocuments(text)) rewriteText(item, node, text, work, handled, visit);
  }
}

/** Whether a text may hold an image of the policy. */
function isMentioned(text: string, { needles, words }: Work): boolean {
  return (words && /image/i.test(text)) || needles.some((needle) => text.includes(needle));
}

/** A map or a list, in a quick look: a single word, a number or a sentence is neither. */
function mayHoldDocuments(text: string): boolean {
  return /^\s*[[{]/.test(text) || /^[ \t]*(?:- |[^\s#][^\n]*:(?:\s|$))/m.test(text);
}

function rewriteText(item: Item, node: Node, text: string, work: Work, handled: Handled, visit: Visit): void {
  const embedded = openEmbedded(text, item);
  if (embedded.items.length === 0 && embedded.unread.length === 0) return;
  handled.push(node);
  const reads = work.reads("embedded");
  const path = item.within(node);
  const report = work.report.into(embedded.results, { item, path });
  const results = reads ? { results: embedded.results, report } : reporting(report);
  for (const each of embedded.items)
    visit(each, { ...work, ...results, targets: work.targets.within(item), depth: work.depth + 1 });
  if (reads) writeText(item, node, embedded, work);
  else embedded.report({ item, path }, onlyLeft(work.results));
  for (const { refusal, text: piece, line: first } of embedded.unread) {
    for (const { image, line } of leftTexts(piece, work)) {
      const why = `the text around it cannot be read: ${refusal.message} (line ${refusal.line} of the text)`;
      const below = node.style === "literal" ? first - 1 + line : 0;
      work.report.add("IR019", `image "${image}" is left alone: ${why}`, { item, path, currentValue: image, below });
    }
  }
}

/** Where the policy does not read texts, what would be replaced is what is left alone, and nothing else is of interest. */
function reporting(report: Report): Pick<Work, "report" | "results"> {
  const add: Results["add"] = (_severity, rule, _message, { item, path, currentValue } = {}) => {
    if (rule !== "replaced" || item === undefined || path === undefined) return;
    const message = `image "${currentValue}" is left alone: YAML and JSON inside of a text are read with the source \`embedded\``;
    report.add("IR019", message, { item, path, ...(currentValue === undefined ? {} : { currentValue }) });
  };
  const left: Report = {
    ...report,
    add: (rule, ...rest) => (rule === "IR019" ? report.add(rule, ...rest) : undefined),
  };
  return { results: { list: [], add }, report: left };
}

function onlyLeft(results: Results): Results {
  return {
    list: results.list,
    add: (severity, rule, ...rest) => (rule === "IR019" ? results.add(severity, rule, ...rest) : undefined),
  };
}
