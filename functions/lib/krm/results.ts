import { formatPath, type Node, type Path } from "../yaml/mod.ts";
import { type Item, ResourceItem } from "./item.ts";
import type { Finding, Severity } from "./result.ts";
import { scalarText } from "./scalar-text.ts";

/** Where a result belongs and what it compares. */
export interface ResultOptions {
  /** Fills `resourceRef` and `file`. */
  readonly item?: Item;
  /** Path of the field inside the item. */
  readonly path?: Path;
  /** The field itself: fills the path, the line and, when it is a scalar, `currentValue`. */
  readonly node?: Node;
  /** Lines that the result lies below the field's own: inside of a text. */
  readonly below?: number;
  readonly currentValue?: string;
  readonly proposedValue?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Collects what a function found or did. */
export interface Results {
  /** `rule` becomes `tags.rule`; give `""` for none. */
  add(severity: Severity, rule: string, message: string, options?: ResultOptions): void;
  readonly list: readonly Finding[];
}

/** Longer values (scripts, certificates) are left out of a result: the field path says where they are. */
const LONGEST_VALUE = 1000;

/** {@link Results} as a growing list. */
export class ResultList implements Results {
  readonly list: Finding[] = [];

  add(severity: Severity, rule: string, message: string, options: ResultOptions = {}): void {
    this.list.push(createFinding(severity, rule, message, options));
  }

  /** Adds a finished finding: of a text that is no resource. */
  report(finding: Finding): void {
    this.list.push(finding);
  }
}

/** What the types say already, for who writes a function without them: a finding of "Error" would be no error. */
function checkArguments(severity: Severity, message: string, options: ResultOptions): void {
  if (severity !== "error" && severity !== "warning" && severity !== "info")
    throw new TypeError(`Severity of a result must be "error", "warning" or "info", not ${JSON.stringify(severity)}`);
  mustBeText("Message", message);
  mustBeText("Value", options.currentValue ?? "");
  mustBeText("Value", options.proposedValue ?? "");
  const { path = [] } = options;
  if (!Array.isArray(path))
    throw new TypeError(
      `Path of a result must be a list of keys, such as ["metadata", "name"], not ${JSON.stringify(path)}`,
    );
}

function mustBeText(what: string, value: unknown): void {
  if (typeof value !== "string") throw new TypeError(`${what} of a result must be a string, not ${String(value)}`);
}

function createFinding(severity: Severity, rule: string, message: string, options: ResultOptions): Finding {
  checkArguments(severity, message, options);
  const { item, node, path = node && pathOf(node, item) } = options;
  const finding: Mutable<Finding> = { message, severity };
  if (item !== undefined && item.kind !== "") finding.resourceRef = item.ref;
  if (path !== undefined && path.length > 0) finding.field = createField(path, options);
  if (item?.file !== undefined) finding.file = item.file;
  const tags: Record<string, string> = {};
  if (rule !== "") tags["rule"] = rule;
  for (const key in options.tags) {
    mustBeText("Tag", options.tags[key]);
    tags[key] = options.tags[key] as string;
  }
  if (rule !== "" || Object.keys(tags).length > 0) finding.tags = tags;
  const line = item instanceof ResourceItem ? item.lineOf(path ?? []) : undefined;
  if (line !== undefined) finding.line = line + (options.below ?? 0);
  return finding;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function pathOf(node: Node, item: Item | undefined): Path {
  return item instanceof ResourceItem ? item.within(node) : node.path;
}

function createField(path: Path, options: ResultOptions): NonNullable<Finding["field"]> {
  const { item, node, proposedValue, currentValue = scalarText(node ?? item?.get(path)) } = options;
  const field: Mutable<NonNullable<Finding["field"]>> = { path: formatPath(path) };
  if (currentValue !== undefined && currentValue.length <= LONGEST_VALUE) field.currentValue = currentValue;
  if (proposedValue !== undefined && proposedValue.length <= LONGEST_VALUE) field.proposedValue = proposedValue;
  return field;
}
