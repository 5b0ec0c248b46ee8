import type { ErrorCode } from "yaml";
import { type Refusal, type RefusalCode, refuse } from "./types.ts";

/** An error of the `yaml` library, reduced to what a refusal needs. */
export interface LibraryError {
  readonly code: ErrorCode;
  readonly message: string;
  /** Start and end offsets. */
  readonly pos: readonly number[];
}

const CODES: Partial<Record<ErrorCode, RefusalCode>> = {
  TAB_AS_INDENT: "tab",
  BAD_ALIAS: "alias",
  ALIAS_PROPS: "alias",
  MULTIPLE_ANCHORS: "anchor",
  MULTIPLE_TAGS: "tag",
  TAG_RESOLVE_FAILED: "tag",
  BAD_COLLECTION_TYPE: "tag",
  RESOURCE_EXHAUSTION: "too-deep",
  MULTIPLE_DOCS: "unsupported",
};

/** A line that begins with a template action (Go, Jinja, ERB), or whose value does: no valid YAML before it is rendered. */
const TEMPLATE_LINE = /^[ \t]*(?:- +)*(?:[^\s"'#][^"'#\n]*: +)?(?:\{\{|\{%|<%).*/m;
const ACTION = /\{\{|\{%|<%/;

/** Offset of the templated line that is to blame, -1 when there is none: that of the error, else the first one that cannot be YAML. */
function templateLine(text: string, offset: number): number {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return ACTION.test(lineAt(text, start)) ? start : text.search(TEMPLATE_LINE);
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
}

/** What an error of the library means for the user. */
export function errorRefusal(text: string, error: LibraryError): Refusal {
  // An error at the very end is that of the last line.
  const offset = Math.min(error.pos[0]!, text.trimEnd().length);
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const code = CODES[error.code] ?? (/^ *\t/.test(text.slice(lineStart, lineStart + 200)) ? "tab" : undefined);
  const template = code === undefined ? templateLine(text, offset) : -1;
  if (template >= 0) {
    const line = lineAt(text, template);
    const action = template + line.search(ACTION);
    const found = line.trim().slice(0, 60);
    return refuse(text, action, "template", `must be YAML before its templates are rendered; found "${found}"`);
  }
  if (code === "tab") return refuse(text, offset, "tab", "indentation must be spaces, not tabs");
  if (code === "too-deep") return refuse(text, offset, "too-deep", "collections are nested too deeply");
  if (error.code === "MULTIPLE_DOCS") return refuse(text, offset, "unsupported", "must be one document");
  const message = error.message.split("\n", 1)[0]!.replace(/[.:]$/, "");
  // Kubernetes reads quoted text that goes on at the column of its key; YAML forbids it, and its end is a matter of opinion.
  const hint = message.startsWith("Missing closing")
    ? ` (lines of a quoted text must be indented deeper than its key)`
    : "";
  return refuse(text, offset, code ?? "syntax", `must be valid YAML: ${message}${hint}`);
}
