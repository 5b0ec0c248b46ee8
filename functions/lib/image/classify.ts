import { type ImageReference, parseReference } from "./reference.ts";

/**
 * What the text of an image field is.
 *
 * - `reference`: an image that a runtime can pull.
 * - `placeholder`: stands for an image that somebody else fills in (`auto` of Istio's sidecar injection).
 * - `template`: text that becomes a reference later: `{{ … }}`, `$(VAR)`, `${VAR}`, `$VAR`, `%VAR%`, `@VAR@`, `#{VAR}`,
 *   `{VAR}`, `((VAR))`, `__VAR__`, `[[ … ]]`, `<…>`, `ko://…`.
 * - `encrypted`: a value that SOPS keeps (`ENC[…]`).
 * - `pattern`: matches references instead of being one (`*`, `?`, alternatives).
 * - `invalid`: none of these, see `referenceProblem`.
 */
export type ImageText = "reference" | "placeholder" | "template" | "encrypted" | "pattern" | "invalid";

/** Istio's injector replaces exactly this word: istio.io/latest/docs/setup/additional-setup/sidecar-injection. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(["auto"]);

const KINDS: readonly (readonly ["encrypted" | "template" | "pattern", RegExp])[] = [
  ["encrypted", /^ENC\[.*\]$/s],
  ["template", /\{\{|\}\}|\[\[|[$#]\{|\$\(|\$[A-Za-z_]|%[A-Za-z_][A-Za-z0-9_]*%|@[A-Za-z_]+@|<[^<>]+>|^ko:\/\//],
  // `{VAR}`, `((VAR))` and `__VAR__`: words of tools that replace tokens.
  ["template", /\{[A-Za-z_][\w.-]*\}|\(\([^()]+\)\)|__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__/],
  // A range between brackets, read from the first that opens it.
  ["pattern", /[*?|!]|(?:^|\])[^[\]]*\[[^\]-]*-[^\]]*\]/],
];

/** The reference in an image field, or what stands there instead. */
export function readImageText(text: string): ImageReference | Exclude<ImageText, "reference"> {
  if (PLACEHOLDERS.has(text)) return "placeholder";
  return parseReference(text) ?? KINDS.find(([, shape]) => shape.test(text))?.[0] ?? "invalid";
}

/** Tells references from the other things that stand in image fields; only a `reference` may be rewritten. */
export function classifyImage(text: string): ImageText {
  const read = readImageText(text);
  return typeof read === "string" ? read : "reference";
}
