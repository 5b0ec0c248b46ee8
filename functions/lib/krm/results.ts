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

function createFinding(severity: Severity, rule: string, message: string, options: ResultOptions): Finding {
  const { item } = options;
  const place = item instanceof ResourceItem ? item : undefined;
  const path = options.path ?? (options.node && (place?.within(options.node) ?? options.node.path));
  const at = place?.lineOf(path ?? []);
  const line = at === undefined ? undefined : at + (options.below ?? 0);
  const tags = { ...(rule === "" ? {} : { rule }), ...options.tags };
  return {
    message,
    severity,
    ...(item === undefined || item.kind === "" ? {} : { resourceRef: item.ref }),
    ...(path === undefined || path.length === 0 ? {} : { field: createField(path, options) }),
    ...(item?.file === undefined ? {} : { file: item.file }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(line === undefined ? {} : { line }),
  };
}

function createField(path: Path, { item, node, ...values }: ResultOptions): NonNullable<Finding["field"]> {
  const { proposedValue } = values;
  const currentValue = values.currentValue ?? scalarText(node ?? item?.get(path));
  return {
    path: formatPath(path),
    ...(currentValue === undefined || currentValue.length > LONGEST_VALUE ? {} : { currentValue }),
    ...(proposedValue === undefined || proposedValue.length > LONGEST_VALUE ? {} : { proposedValue }),
  };
}
