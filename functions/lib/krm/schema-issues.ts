import type * as SchemaAST from "effect/SchemaAST";
import type * as SchemaIssue from "effect/SchemaIssue";
import type { Path } from "../yaml/mod.ts";
import { nearest } from "./nearest.ts";
import type { PolicyProblem } from "./policy-problem.ts";
import {
  expectation,
  fieldSchema,
  keyExpectation,
  knownKeys,
  namedValues,
  shown,
  takesMaps,
  wrongChoice,
} from "./schema-text.ts";

type Issue = SchemaIssue.Issue;

/** What is known on the way down: the value at hand and the schema of the map around it. */
interface Place {
  readonly path: Path;
  readonly value: unknown;
  readonly parent?: SchemaAST.AST;
  /** A filter's own words, which win over what its inner issue says. */
  readonly message?: string | undefined;
}

/**
 * The problems behind a failed decoding of `value`: each with the field it stands at and what must be there.
 * A misspelt key that is also missing under its right name is one problem, not two.
 */
export function policyProblems(issue: Issue, value: unknown): PolicyProblem[] {
  return flatten(issue, { path: [], value });
}

function flatten(issue: Issue, place: Place): PolicyProblem[] {
  switch (issue._tag) {
    case "Pointer":
      return flatten(issue.issue, below(place, issue.path));
    case "Encoding":
      return flatten(issue.issue, place);
    case "Filter":
      return flatten(issue.issue, { ...place, message: place.message ?? filterMessage(issue, place.value) });
    case "Composite": {
      const { path, value, message } = place;
      const inner = { path, value, parent: issue.ast, message };
      return withoutMisspelt(
        issue,
        issue.issues.map((each) => flatten(each, inner)),
      ).flat();
    }
    case "AnyOf":
      return alternatives(issue, place);
    default:
      return [{ path: place.path, message: place.message ?? leafMessage(issue, place) }];
  }
}

function below({ path, value, parent, message }: Place, keys: readonly PropertyKey[]): Place {
  const step = keys.map((key) => (typeof key === "number" ? key : String(key)));
  const next = step.reduce<unknown>((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], value);
  return { path: [...path, ...step], value: next, message, ...(parent === undefined ? {} : { parent }) };
}

/** Drops "must be set" for a key that stands there misspelt: the unknown key's message names it. */
function withoutMisspelt(
  { ast, issues }: SchemaIssue.Composite,
  problems: readonly PolicyProblem[][],
): readonly PolicyProblem[][] {
  const unknown = issues.flatMap((issue) => keyOf(issue, "UnexpectedKey") ?? []);
  const meant = new Set(unknown.map((key) => nearest(key, knownKeys(ast))));
  return problems.filter((_, index) => {
    const missing = keyOf(issues[index] as Issue, "MissingKey");
    return missing === undefined || !meant.has(missing);
  });
}

const keyOf = (issue: Issue, tag: Issue["_tag"]): string | undefined =>
  issue._tag === "Pointer" && issue.issue._tag === tag ? String(issue.path[0]) : undefined;

/**
 * A value that fits none of several schemas. The one whose type fits is taken as the one that was meant; when none or
 * several fit, the one with the fewest problems.
 */
function alternatives(issue: SchemaIssue.AnyOf, place: Place): PolicyProblem[] {
  const tried = issue.issues.filter((each) => each._tag !== "InvalidType").map((each) => flatten(each, place));
  const best = tried.sort((a, b) => a.length - b.length)[0];
  return best ?? [noneMeant(issue.ast, place)];
}

/** A value that is like none of several schemas: where a field says which map is meant, that field is wrong. */
function noneMeant(ast: SchemaAST.AST, { path, value, message }: Place): PolicyProblem {
  if (message !== undefined || typeof value !== "object" || value === null || Array.isArray(value) || !takesMaps(ast))
    return { path, message: message ?? mustBe(ast, value) };
  const wrong = wrongChoice(ast, value);
  if (wrong === undefined) return { path, message: `must be ${expectation(ast)} whose values belong together` };
  const { name, choice } = wrong;
  const at = [...path, name];
  if (!Object.hasOwn(value, name)) return { path: at, message: `must be set: ${expectation(choice)}` };
  return { path: at, message: mustBe(choice, (value as Record<string, unknown>)[name]) };
}

const mustBe = (ast: SchemaAST.AST, value: unknown): string =>
  `must be ${expectation(ast)}, not ${shown(value)}${suggestion(ast, value)}`;

/** The word that was meant, where one of several is wanted: `"2.0"` by the number 2, too. */
function suggestion(ast: SchemaAST.AST, value: unknown): string {
  const words = namedValues(ast).filter((word) => typeof word === "string");
  if (words.length < 2) return "";
  const meant = typeof value === "string" ? nearest(value, words) : words.find((word) => Number(word) === value);
  return meant === undefined ? "" : `, did you mean "${meant}"?`;
}

function leafMessage(issue: SchemaIssue.Leaf, { path, value, parent }: Place): string {
  switch (issue._tag) {
    case "InvalidType":
      if (issue.ast._tag === "Never") return "must not be set";
      return annotated(issue.ast.annotations) ?? mustBe(issue.ast, value);
    case "MissingKey": {
      const schema = parent === undefined ? undefined : fieldSchema(parent, String(path.at(-1)));
      const must = schema === undefined ? "" : expectation(schema);
      return (
        annotated(issue.annotations, "messageMissingKey") ?? (must === "" ? "must be set" : `must be set: ${must}`)
      );
    }
    case "UnexpectedKey":
      return unexpected(issue.ast, String(path.at(-1)));
    case "InvalidValue": {
      const expected = issue.annotations?.["expected"];
      return (
        annotated(issue.annotations) ?? mustBeExpected(typeof expected === "string" ? expected : "a valid value", value)
      );
    }
    case "Forbidden":
      return "must not be set";
    case "OneOf":
      return `must be only one of ${expectation(issue.ast)}`;
  }
}

/** Message for a key that no field has, or for an item that no place of a list is for. */
function unexpected(ast: SchemaAST.AST, key: string): string {
  if (ast._tag === "Arrays") return `must not be set: the list must have ${ast.elements.length} items`;
  const known = knownKeys(ast);
  const other = known.length === 0 ? keyExpectation(ast) : undefined;
  if (other !== undefined) return `key must be ${other}, not ${shown(key)}`;
  const meant = nearest(key, known);
  const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
  const list = known.length === 0 ? "no field is known here" : `known fields: ${known.toSorted().join(", ")}`;
  return `"${key}" must be a known field${hint} (${list})`;
}

function filterMessage({ filter, issue }: SchemaIssue.Filter, value: unknown): string | undefined {
  const own = annotated(filter.annotations);
  if (own !== undefined || issue._tag !== "InvalidValue" || annotated(issue.annotations) !== undefined) return own;
  const expected = issue.annotations?.["expected"] ?? filter.annotations?.["expected"];
  return typeof expected === "string" ? mustBeExpected(expected, value) : undefined;
}

/** What the schema library calls a text or list that is not empty. */
const NOT_EMPTY = "a value with a length of at least 1";

const mustBeExpected = (expected: string, value: unknown): string =>
  expected === NOT_EMPTY ? "must not be empty" : `must be ${expected}, not ${shown(value)}`;

function annotated(annotations: object | undefined, key = "message"): string | undefined {
  const message = (annotations as Record<string, unknown> | undefined)?.[key];
  return typeof message === "string" ? message : undefined;
}
