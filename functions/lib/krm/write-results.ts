import { writeScalar } from "../yaml/mod.ts";
import type { Finding, ResourceRef } from "./result.ts";

/** Texts that are remembered as they are written. */
const MOST_WORDS = 4096;

/** Results that make up one piece of the answer. */
const BATCH = 256;

/**
 * Entries of `results:` as block YAML in pieces, without the lines, which mean nothing in a text that orchestrators
 * re-print.
 *
 * There may be tens of thousands of them. The parts of a piece are joined once: a text put together by `+` remembers all
 * of its parts, ten times its size.
 */
export function writeResults(findings: readonly Finding[], indent: string, eol: string): string[] {
  const writer = new ResultWriter(`${eol}${indent}  `);
  const pieces: string[] = [];
  findings.forEach((finding, index) => {
    writer.parts.push(indent, "- message: ");
    writer.push(finding);
    writer.parts.push(eol);
    if ((index + 1) % BATCH === 0) pieces.push(writer.take());
  });
  pieces.push(writer.take());
  return pieces;
}

/** Writes what follows `message: `. Findings of one resource stand together, so what they share is written once. */
class ResultWriter {
  readonly parts: string[] = [];
  /** Between two lines of an entry. */
  readonly #next: string;
  readonly #words = new Map<string, string>();
  #ref: Finding["resourceRef"];
  #refText = "";
  #file: Finding["file"];
  #fileText = "";

  constructor(next: string) {
    this.#next = next;
  }

  /** What has been written since the last time. */
  take(): string {
    return this.parts.splice(0).join("");
  }

  push({ message, severity, resourceRef, field, file, tags }: Finding): void {
    const next = this.#next;
    this.parts.push(this.#word(message), next, "severity: ", severity);
    if (resourceRef !== undefined) {
      if (resourceRef !== this.#ref) this.#refText = this.#writeRef(resourceRef);
      this.#ref = resourceRef;
      this.parts.push(this.#refText);
    }
    if (field !== undefined) {
      const { path, currentValue, proposedValue } = field;
      this.parts.push(next, "field:", next, "  path: ", this.#word(path));
      if (currentValue !== undefined) this.parts.push(next, "  currentValue: ", this.#word(currentValue));
      if (proposedValue !== undefined) this.parts.push(next, "  proposedValue: ", this.#word(proposedValue));
    }
    if (file !== undefined) {
      if (file !== this.#file) this.#fileText = this.#writeFile(file);
      this.#file = file;
      this.parts.push(this.#fileText);
    }
    if (tags === undefined) return;
    this.parts.push(next, "tags:");
    for (const key in tags) this.parts.push(next, "  ", this.#word(key), ": ", this.#word(tags[key] as string));
  }

  /** A text that occurs again and again: field paths, rules, kinds, and what is said about many resources. */
  #word(text: string): string {
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    const written = writeScalar(text);
    if (this.#words.size >= MOST_WORDS) this.#words.clear();
    this.#words.set(text, written);
    return written;
  }

  #writeRef({ apiVersion, kind, namespace, name }: ResourceRef): string {
    const next = this.#next;
    const parts = [next, "resourceRef:", next, "  apiVersion: ", this.#word(apiVersion), next, "  kind: "];
    parts.push(this.#word(kind));
    if (namespace !== undefined) parts.push(next, "  namespace: ", this.#word(namespace));
    // A resource without a name is referred to without one.
    if (name !== "") parts.push(next, "  name: ", writeScalar(name));
    return parts.join("");
  }

  #writeFile({ path, index }: NonNullable<Finding["file"]>): string {
    const next = this.#next;
    const parts = [next, "file:", next, "  path: ", writeScalar(path)];
    if (index !== undefined) parts.push(next, "  index: ", String(index));
    return parts.join("");
  }
}
