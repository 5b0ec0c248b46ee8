import type * as Schema from "effect/Schema";
import type * as SchemaAST from "effect/SchemaAST";
import type { Node, Path } from "../yaml/mod.ts";
import type { Item } from "./item.ts";
import type { Results } from "./results.ts";

/** What a function's `run` gets. */
export interface FunctionContext<P> {
  /** The decoded policy: `{apiVersion, kind, metadata, spec}`. */
  readonly policy: P;
  /**
   * The resources in input order; the elements of a `List` are resources of their own. Each is read when its turn comes,
   * and its edits are committed when the loop moves on; later ones when `run` returns. Looping again sees them again, as
   * they are by then.
   */
  readonly items: Iterable<Item>;
  readonly results: Results;
  /**
   * Reports that the policy itself is wrong in a way its schema cannot say: an error at `path` of the policy, for example
   * `["spec", "rules", 2, "name"]`. The edits and the other results of this run are then dropped. `rule` becomes
   * `tags.rule`; default `policy`.
   */
  problem(path: Path, message: string, rule?: string): void;
}

/** Text for `--help` and `--doc` beyond name, summary and the fields of the policy; what is absent is not said. */
export interface Documentation {
  /** Markdown: what it does and what it leaves alone. `--help` shows what stands before the first heading. */
  readonly long?: string;
  /** Examples as they stand in a terminal or a file. */
  readonly examples?: string;
  /** Container image without tag. */
  readonly image?: string;
  /** Default: the function's type. */
  readonly tags?: readonly string[];
  readonly sourceURL?: string;
  readonly examplePackageURLs?: readonly string[];
  /** SPDX identifier. */
  readonly license?: string;
  readonly hidden?: boolean;
}

/** A KRM function: what it is called, what its policy looks like and what it does. */
export interface FunctionDefinition<P = unknown> {
  /** `replace-images`: the word after `warmstart fn`, and the name of a link to the executable. */
  readonly name: string;
  /** Kind of its policy: `ReplaceImages`. */
  readonly kind: string;
  /** A mutator edits; a validator only reports. */
  readonly type: "mutator" | "validator";
  /** One sentence. */
  readonly summary: string;
  /** Schema of the whole policy object, made by `policySchema`. */
  // oxlint-disable-next-line typescript/no-explicit-any -- the encoded side is of no interest here
  readonly policy: Schema.Codec<P, any>;
  /**
   * Kinds whose documents must be readable: without one of them the answer would be wrong, so a document of such a kind
   * that cannot be read is an error and not a warning.
   */
  readonly needs?: readonly string[];
  /** Which maps and lists in the files of a tree are items although they are no resource: their `kind` is `""`. */
  readonly others?: (path: string, root: Node) => boolean;
  /**
   * The policy with the present (RFC 3339) where it states none. A function itself never asks a clock; the command line
   * knows the time.
   */
  withPresent?(policy: P, now: string): P;
  /** Pure and synchronous: it may be called again from the start when the `yaml` library had to be loaded. */
  run(context: FunctionContext<P>): void;
  /** Texts, or what loads them: they are long, and most calls do not show them. */
  readonly documentation?: Documentation | (() => Promise<Documentation>);
}

/**
 * Names the type of a definition, so that `run` gets a typed policy.
 * @throws {TypeError} when its policy is no schema of a whole policy object of its kind: every policy would be refused, and
 * their authors be told that they are wrong
 */
export function defineFunction<P>(definition: FunctionDefinition<P>): FunctionDefinition<P> {
  const { name, kind, policy } = definition;
  const of = kindOf(policy.ast);
  if (of !== undefined && of !== kind)
    throw new TypeError(
      `policy of ${name} must be policySchema("${kind}", …), not ${of === "" ? "the schema of something else" : `of kind "${of}"`}`,
    );
  return definition;
}

/** The kind that a schema of maps demands, `""` when it demands none; undefined for what is no such schema, or not loaded yet. */
function kindOf(ast: SchemaAST.AST | undefined): string | undefined {
  if (ast?._tag !== "Objects" || ast.encoding !== undefined) return undefined;
  const type = ast.propertySignatures.find(({ name }) => name === "kind")?.type;
  return type?._tag === "Literal" ? String(type.literal) : "";
}
