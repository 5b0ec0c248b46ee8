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
  const words = members(side).flatMap((member) => {
    const values = namedValues(member);
    return values.length === 0 ? (WORDS[member._tag] ?? "a valid value") : values.map(shown);
  });
  return join([...new Set(words)]);
}

/** The values that a schema names one by one; none of any other schema. */
export function namedValues(ast: AST): readonly unknown[] {
  return members(ast).flatMap((member) => {
    if (member._tag === "Enum") return member.enums.map(([, value]) => value);
    return member._tag === "Literal" ? [member.literal] : [];
  });
}

/** A field that all maps of a choice have, with named values, none of which `value` has there: none of them is meant. */
export function wrongChoice(ast: AST, value: object): { readonly name: string; readonly choice: AST } | undefined {
  const maps = members(ast).filter(({ _tag }) => _tag === "Objects");
  for (const name of maps[0] === undefined ? [] : knownKeys(maps[0])) {
    const types = maps.flatMap((map) => fieldSchema(map, name) ?? []);
    const values = types.flatMap(namedValues);
    const isChoice = types.length === maps.length && types.every((type) => namedValues(type).length > 0);
    if (isChoice && !values.includes((value as Record<string, unknown>)[name]))
      return { name, choice: new SchemaAST.Union(types) };
  }
  return undefined;
}

/** What the keys of a map must be that are no names of fields, in words; undefined where there must be no other keys. */
export function keyExpectation(ast: AST): string | undefined {
  const side = writtenSide(ast);
  const [index] = side._tag === "Objects" ? side.indexSignatures : [];
  const expected = index?.parameter.checks?.at(-1)?.annotations?.["expected"];
  return index && (typeof expected === "string" ? expected : expectation(index.parameter));
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
  return members(ast).every((member) => {
    const values = namedValues(member);
    const isText = member._tag === "String" || member._tag === "TemplateLiteral" || values.length > 0;
    return isText && values.every((value) => typeof value === "string");
  });
}

/** Whether the schema takes a map with a key that it does not name, and nothing below that key. */
export function takesPlainKey(ast: AST, key: string): boolean {
  return members(ast).some((member) => {
    if (member._tag !== "Objects" || member.propertySignatures.some(({ name }) => name === key)) return false;
    const rest = member.indexSignatures[0]?.type;
    return rest !== undefined && !takesMaps(rest) && !takesAnyMap(rest);
  });
}

/** Whether the schema takes maps of named fields. */
export function takesMaps(ast: AST): boolean {
  return members(ast).some(({ _tag }) => _tag === "Objects");
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
