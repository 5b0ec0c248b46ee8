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
  const writer = new ResultWriter(indent, eol);
  const pieces: string[] = [];
  findings.forEach((finding, index) => {
    writer.push(finding);
    if ((index + 1) % BATCH === 0) pieces.push(writer.take());
  });
  pieces.push(writer.take());
  return pieces;
}

/** Findings of one resource stand together, so what they share is written once. */
class ResultWriter {
  readonly #parts: string[] = [];
  readonly #eol: string;
  readonly #first: string;
  /** Between two lines of an entry. */
  readonly #next: string;
  readonly #severity: string;
  readonly #field: string;
  readonly #current: string;
  readonly #proposed: string;
  readonly #tags: string;
  readonly #words = new Map<string, string>();
  #ref: Finding["resourceRef"];
  #refText = "";
  #file: Finding["file"];
  #fileText = "";

  constructor(indent: string, eol: string) {
    const next = `${eol}${indent}  `;
    this.#eol = eol;
    this.#first = `${indent}- message: `;
    this.#next = next;
    this.#severity = `${next}severity: `;
    this.#field = `${next}field:${next}  path: `;
    this.#current = `${next}  currentValue: `;
    this.#proposed = `${next}  proposedValue: `;
    this.#tags = `${next}tags:`;
  }

  /** What has been written since the last time. */
  take(): string {
    return this.#parts.splice(0).join("");
  }

  push({ message, severity, resourceRef, field, file, tags }: Finding): void {
    const parts = this.#parts;
    parts.push(this.#first, writeScalar(message), this.#severity, severity);
    if (resourceRef !== undefined) {
      if (resourceRef !== this.#ref) this.#refText = this.#writeRef(resourceRef);
      this.#ref = resourceRef;
      parts.push(this.#refText);
    }
    if (field !== undefined) {
      const { path, currentValue, proposedValue } = field;
      parts.push(this.#field, this.#word(path));
      if (currentValue !== undefined) parts.push(this.#current, writeScalar(currentValue));
      if (proposedValue !== undefined) parts.push(this.#proposed, writeScalar(proposedValue));
    }
    if (file !== undefined) {
      if (file !== this.#file) this.#fileText = this.#writeFile(file);
      this.#file = file;
      parts.push(this.#fileText);
    }
    if (tags !== undefined) {
      parts.push(this.#tags);
      for (const key in tags) parts.push(this.#next, "  ", this.#word(key), ": ", this.#word(tags[key] as string));
    }
    parts.push(this.#eol);
  }

  /** A text that occurs again and again: field paths, rules, kinds. */
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
