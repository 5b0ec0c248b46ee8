import { type Finding, oneLine, sortFindings } from "../lib/krm/mod.ts";
import { painter } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";

const STYLE = { error: "red", warning: "yellow", info: "cyan" } as const;

/** `file:line`, as editors and terminals make it a link; without a file, the resource. */
function place({ file, line, resourceRef }: Finding): string {
  if (file !== undefined) return line === undefined ? file.path : `${file.path}:${line}`;
  if (resourceRef === undefined) return "";
  const { kind, namespace, name } = resourceRef;
  return namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

/** One finding: a line with where and how bad, then the field and what it says, indented and no wider than `columns`. */
function formatFinding(finding: Finding, paint: ReturnType<typeof painter>, columns: number): string {
  const { severity, field, message, tags } = finding;
  const rule = tags?.["rule"];
  // Its message says what to do, and that has been done.
  const done = tags?.["fixed"] === undefined ? "" : paint("green", "put right");
  const head = [
    oneLine(place(finding)),
    paint(STYLE[severity], severity),
    rule === undefined ? "" : paint("dim", rule),
    done,
  ];
  const body = field === undefined ? message : `${field.path}: ${message}`;
  return `${head.filter((part) => part !== "").join(" ")}\n${wrapText(oneLine(body), "  ", columns).join("\n")}\n`;
}

/** The findings as text for people, from line to line, then one line that counts them. */
export function formatReport(found: readonly Finding[], stream: NodeJS.WriteStream): string {
  const findings = inLineOrder(found);
  const paint = painter(stream);
  const count = (severity: Finding["severity"]): number =>
    findings.filter((finding) => finding.severity === severity).length;
  // Piped text is for other programs and stays one line per message.
  // A terminal without a size, as containers and build servers have them, says 0.
  const columns = stream.isTTY ? stream.columns || 80 : Number.POSITIVE_INFINITY;
  const lines = findings.map((finding) => formatFinding(finding, paint, columns)).join("");
  const summary = [
    counted(count("error"), "error"),
    counted(count("warning"), "warning"),
    counted(count("info"), "note"),
  ];
  return `${lines}${summary.join(", ")}\n`;
}

/**
 * Findings as people go through files: each file from top to bottom, what every policy says of a refused one once. Where
 * there are no lines, and on one line, the order of results decides.
 */
function inLineOrder(findings: readonly Finding[]): Finding[] {
  const refused = new Set<string>();
  const once = findings.filter(({ file, line, message, tags }) => {
    if (tags?.["rule"] !== "refused") return true;
    const key = `${file?.path}\n${line}\n${message}`;
    return !refused.has(key) && refused.add(key);
  });
  return sortFindings(once).sort((a, b) => {
    const [path, other] = [a.file?.path ?? "", b.file?.path ?? ""];
    return path === other ? (a.line ?? 0) - (b.line ?? 0) : path < other ? -1 : 1;
  });
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
