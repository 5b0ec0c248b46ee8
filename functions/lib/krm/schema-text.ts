import * as SchemaAST from "effect/SchemaAST";

type AST = SchemaAST.AST;

const WORDS: Readonly<Record<string, string>> = {
  String: "a string",
  TemplateLiteral: "a string",
  Number: "a number",
  BigInt: "a whole number",
  Boolean: "true or false",
  Null: "null",
  Arrays: "a list",
  Objects: "a map",
};

/** The schema that text is decoded with: recursion resolved, transformations taken from their written side. */
export function writtenSide(ast: AST): AST {
  const encoded = SchemaAST.toEncoded(ast);
  return encoded._tag === "Suspend" ? writtenSide(encoded.thunk()) : encoded;
}

function members(ast: AST): readonly AST[] {
  const side = writtenSide(ast);
  return side._tag === "Union" ? side.types.flatMap(members) : side._tag === "Undefined" ? [] : [side];
}

const join = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

/** What a value must be, in words: `"prefix" or "exact"`, `a list`, `a whole number`. */
export function expectation(ast: AST): string {
  const side = writtenSide(ast);
  const expected = side.annotations?.["expected"];
  if (typeof expected === "string") return expected;
  const words = members(side).map((member) =>
    member._tag === "Literal" ? JSON.stringify(member.literal) : (WORDS[member._tag] ?? "a valid value"),
  );
  return join([...new Set(words)]);
}

/** What a value is, in words; strings and numbers as they are. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return typeof value === "object" ? "a map" : String(value);
}

/** The keys a map may have, in the order of the schema; none when any key may stand. */
export function knownKeys(ast: AST): string[] {
  const side = writtenSide(ast);
  return side._tag === "Objects" ? side.propertySignatures.map(({ name }) => String(name)) : [];
}

/** The schema of one key of a map; undefined when the schema does not name it. */
export function fieldSchema(ast: AST, key: string): AST | undefined {
  for (const member of members(ast)) {
    if (member._tag !== "Objects") continue;
    const field = member.propertySignatures.find(({ name }) => name === key);
    if (field !== undefined) return field.type;
    const rest = member.indexSignatures[0];
    if (rest !== undefined) return rest.type;
  }
  return undefined;
}

/** Whether a string is all that the schema takes. */
export function takesOnlyStrings(ast: AST): boolean {
  return members(ast).every(
    (member) =>
      member._tag === "String" ||
      member._tag === "TemplateLiteral" ||
      (member._tag === "Literal" && typeof member.literal === "string"),
  );
}

/** Whether the schema takes a map of whatever its author likes. */
export function takesAnyMap(ast: AST): boolean {
  return members(ast).some(({ _tag }) => _tag === "Unknown" || _tag === "Any" || _tag === "ObjectKeyword");
}

/** Whether the schema takes a string or a list, and nothing else. */
export function takesStringsAndLists(ast: AST): boolean {
  const all = members(ast);
  return all.some(({ _tag }) => _tag === "String") && all.every(({ _tag }) => _tag === "String" || _tag === "Arrays");
}
