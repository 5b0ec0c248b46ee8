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

/** A template action: Go and Jinja (`{{ x }}`, `{% if %}`) or ERB. */
const TEMPLATE = /\{\{|\{%|<%/;

/** What an error of the library means for the user. */
export function errorRefusal(text: string, error: LibraryError): Refusal {
  const code = CODES[error.code];
  if (code === undefined && TEMPLATE.test(text)) {
    const action = TEMPLATE.exec(text)!;
    const line = text.slice(action.index).split(/\r?\n/, 1)[0]!.slice(0, 60);
    return refuse(
      text,
      error.pos[0]!,
      "template",
      `must be YAML before its templates are rendered; found "${line.trimEnd()}"`,
    );
  }
  if (code === "tab") return refuse(text, error.pos[0]!, "tab", "indentation must be spaces, not tabs");
  if (code === "too-deep") return refuse(text, error.pos[0]!, "too-deep", "collections are nested too deeply");
  if (error.code === "MULTIPLE_DOCS") return refuse(text, error.pos[0]!, "unsupported", "must be one document");
  const message = error.message.split("\n", 1)[0]!;
  return refuse(text, error.pos[0]!, code ?? "syntax", `must be valid YAML: ${message.replace(/[.:]$/, "")}`);
}
