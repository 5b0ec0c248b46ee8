import type { Finding } from "../lib/krm/mod.ts";
import { painter } from "./terminal.ts";

const STYLE = { error: "red", warning: "yellow", info: "cyan" } as const;

/** `file:line`, as editors and terminals make it a link; without a file, the resource. */
function place({ file, line, resourceRef }: Finding): string {
  if (file !== undefined) return line === undefined ? file.path : `${file.path}:${line}`;
  if (resourceRef === undefined) return "";
  const { kind, namespace, name } = resourceRef;
  return namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

/** One finding as two lines: where and how bad, then the field and what it says, so that it reads in 80 columns. */
function formatFinding(finding: Finding, paint: ReturnType<typeof painter>): string {
  const { severity, field, message, tags } = finding;
  const rule = tags?.["rule"];
  const head = [place(finding), paint(STYLE[severity], severity), rule === undefined ? "" : paint("dim", rule)];
  const body = field === undefined ? message : `${paint("bold", field.path)}: ${message}`;
  return `${head.filter((part) => part !== "").join(" ")}\n  ${body}\n`;
}

/** The findings as text for people, then one line that counts them. */
export function formatReport(findings: readonly Finding[], stream: NodeJS.WriteStream): string {
  const paint = painter(stream);
  const count = (severity: Finding["severity"]): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const lines = findings.map((finding) => formatFinding(finding, paint)).join("");
  return `${lines}${count("error")} errors, ${count("warning")} warnings, ${count("info")} notes\n`;
}
