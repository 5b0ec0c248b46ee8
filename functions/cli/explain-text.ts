import { formatPath } from "../lib/yaml/mod.ts";
import { nearPhrase } from "../validate-cache-references/match-phrases.ts";
import type { ExplainedImage, NamedCache } from "../validate-cache-references/explain/explain-image.ts";
import type { CloudExplanation } from "../validate-cache-references/explain/explain-pod.ts";
import type { ExplainedPod } from "./explain-texts.ts";
import type { painter } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";

/** Width of the text, whatever the terminal's is: it goes into tickets and reviews. */
const COLUMNS = 80;

/** Longest name that gets a column; longer ones have a line of their own. */
const LONGEST_NAME = 20;

/** Styles a piece of text, or leaves it. */
type Paint = ReturnType<typeof painter>;

/** The explanation of pods for people. */
export function explanationText(pods: readonly ExplainedPod[], paint: Paint): string {
  const texts = pods.map((pod) => `${podText(pod, paint).join("\n")}\n`);
  const open = undocumented(pods);
  return [...texts, ...(open === "" ? [] : [open])].join("\n");
}

/** What the clouds' pages leave open, once per cloud. */
function undocumented(pods: readonly ExplainedPod[]): string {
  const clouds = pods.flatMap((pod) => pod.clouds);
  const open = new Map(
    clouds.flatMap((cloud) => (cloud.undocumented === undefined ? [] : [[cloud.title, cloud.undocumented]])),
  );
  return [...open]
    .flatMap(([title, note]) => wrapText(`${title}: ${note}`, "", COLUMNS))
    .map((line) => `${line}\n`)
    .join("");
}

function podText(pod: ExplainedPod, paint: Paint): string[] {
  const { file, line, resource, path, templates, clouds } = pod;
  const { kind, namespace, name } = resource;
  const place = line === undefined ? file : `${file}:${line}`;
  const title = [kind, namespace, name].filter((part) => part !== undefined && part !== "").join("/");
  const where = templates > 1 ? ` ${formatPath(path.slice(0, -2))}` : "";
  const head = `${place} ${paint("bold", title)}${where}`;
  if (clouds.length > 0) return [head, ...clouds.flatMap((cloud) => cloudText(pod, cloud, paint))];
  const nothing = "no annotation of a known cloud's image caches: every image is pulled";
  return [head, ...wrapText(nothing, "  ", COLUMNS), ...imageRows(pod, undefined, paint)];
}

function cloudText(
  pod: ExplainedPod,
  cloud: CloudExplanation & { readonly notes: readonly string[] },
  paint: Paint,
): string[] {
  const lines = wrapText(`${cloud.title}: ${cloud.sentence}`, "  ", COLUMNS);
  lines.push(...imageRows(pod, cloud, paint));
  const next = cloud.runnersUp.map((each) => `${called(each)} (${images(each.matched)}, ${each.reason})`);
  const passed = cloud.passedOver.map((each) => `${called(each)} (${images(each.matched)}, ${each.reason})`);
  if (next.length > 0) lines.push(...hanging("next: ", some(next)));
  if (passed.length > 0) lines.push(...hanging("passed over: ", some(passed)));
  for (const note of cloud.notes) lines.push(...hanging("note: ", note));
  return lines;
}

/** How many other caches the text names; JSON has them all. */
const SHOWN = 5;

function some(texts: readonly string[]): string {
  const more = texts.length - SHOWN;
  return `${texts.slice(0, SHOWN).join(", ")}${more > 0 ? ` and ${more} more (--format json has all)` : ""}`;
}

const images = (count: number): string => `${count} image${count === 1 ? "" : "s"}`;

function called({ id, name }: NamedCache): string {
  return id === undefined ? (name ?? "a cache without id and name") : name === undefined ? id : `${id} "${name}"`;
}

/** A label and a text that hangs from it. */
function hanging(label: string, text: string): string[] {
  const [first = "", ...rest] = wrapText(label + text, "  ", COLUMNS - 2);
  return [first, ...rest.map((line) => `  ${line}`)];
}

/** One row per image: its container, what it pulls, and below it where that comes from. */
function imageRows(pod: ExplainedPod, cloud: CloudExplanation | undefined, paint: Paint): string[] {
  const rows = pod.images.map((image, index) => {
    const explained = cloud?.images[index];
    const pulled = explained?.image ?? image.written ?? "no image";
    const written = pod.before[index]?.written;
    const role = image.type === "container" || image.type === "field" ? "" : ` (${image.type})`;
    const from = written === undefined || written === pulled ? "" : `; written as ${written}`;
    const what = explained === undefined ? "" : statusOf(explained, cloud?.cache !== undefined);
    return { name: `${image.container ?? "image"}${role}`, pulled, what: `${what}${from}`.replace(/^; /, "") };
  });
  const width = Math.max(0, ...rows.map(({ name }) => name.length).filter((length) => length <= LONGEST_NAME));
  const indent = " ".repeat(4 + width + 2);
  const lines: string[] = [];
  for (const { name, pulled, what } of rows) {
    if (name.length > width) lines.push(`    ${name}`, indent + pulled);
    else lines.push(`    ${name.padEnd(width)}  ${pulled}`);
    const style = what.startsWith("from ") ? "green" : "yellow";
    if (what !== "") lines.push(...wrapText(what, indent, COLUMNS).map((line) => paint(style, line)));
  }
  return lines;
}

/** Where an image comes from. `hasCache`: the pod starts from some cache. */
function statusOf({ coverage, held, cache, elsewhere, image = "" }: ExplainedImage, hasCache: boolean): string {
  if (coverage === "exact") return cache === undefined ? "from the cache" : `from ${called(cache)}`;
  if (coverage === "unknown") return "";
  if (coverage === "unreadable") return "no image reference: it cannot be compared";
  const own = held === undefined ? "" : `; the cache has ${held} (${nearPhrase(coverage, image, held)})`;
  const none = hasCache && held === undefined ? "; the cache does not have it" : "";
  const other =
    elsewhere &&
    `; ${called(elsewhere)} has ${elsewhere.held} (${nearPhrase(elsewhere.coverage, image, elsewhere.held)})`;
  return `pulled${own}${none}${other ?? ""}`;
}
