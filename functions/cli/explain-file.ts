import { inOneLine, visible, writeText } from "../lib/krm/mod.ts";
import { explanationText } from "./explain-text.ts";
import { type ExplainedPod, explainTexts, STALE } from "./explain-texts.ts";
import { listManifests, readText, shown, unreadable } from "./files.ts";
import { loadPolicies } from "./policies.ts";
import { formatReport } from "./report.ts";
import { painter } from "./terminal.ts";

/** How files are explained. */
interface ExplainFilesOptions {
  /** Files and folders with policies and inventories; may be empty. */
  readonly policies: readonly string[];
  readonly format: "text" | "json";
  /** The present where a policy states none, RFC 3339. */
  readonly now: string;
}

/**
 * Prints, per pod template of the files, which images it pulls after the policies and which cache it starts from, as text
 * of 80 columns or as JSON on stdout. Returns the exit code: 0, 2 for a bad policy, 4 when a file could not be read.
 */
export async function explainFiles(paths: readonly string[], options: ExplainFilesOptions): Promise<number> {
  const policies = await loadPolicies(options.policies, { optional: true });
  const sources = listManifests(paths).map((path) => ({ path, file: readText(path) }));
  const files = sources.flatMap(({ file }) => file ?? []);
  const { pods, findings, badPolicy } = await explainTexts(policies, files, options.now);
  const unread = sources.filter(({ file }) => file === undefined);
  for (const { path } of unread) process.stderr.write(`${visible(shown(path))}: file ${unreadable(path)}, left out\n`);
  if (findings.length > 0) process.stderr.write(formatReport(findings, process.stderr));
  if (badPolicy) return 2;
  const text =
    options.format === "json" ? explanationJson(pods) : explanationText(inOneLine(pods), painter(process.stdout));
  writeText(text);
  if (pods.length === 0) process.stderr.write("no pod template in these files\n");
  const incomplete = findings.some(({ tags }) => tags?.["rule"] !== STALE);
  return incomplete || unread.length > 0 ? 4 : 0;
}

/** The explanation for programs: `{"pods": […]}`, every pod with its images and one entry per cloud. */
function explanationJson(pods: readonly ExplainedPod[]): string {
  const list = pods.map(({ file, line, resource, path, template, before, images, clouds }) => ({
    file,
    line,
    resource,
    path,
    template,
    images: images.map(({ container, type, written }, index) => ({
      container,
      type,
      written: before[index]?.written,
      image: written,
    })),
    clouds,
  }));
  return `${JSON.stringify({ pods: list }, null, 2)}\n`;
}
