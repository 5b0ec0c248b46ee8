import * as SchemaAST from "effect/SchemaAST";
import type { Documentation, FunctionDefinition } from "./definition.ts";
import { POLICY_API_VERSION } from "./policy-api-version.ts";
import { schemaOf } from "./policy-decoder.ts";
import { expectation, fieldSchema, writtenSide } from "./schema-text.ts";

/** Keys and order of `--doc`, as the Go SDK has them. */
interface DocumentationJson extends Required<Omit<Documentation, "sourceURL">> {
  readonly short: string;
  readonly description: string;
  readonly sourceURL: string;
}

/** `--doc`: the documentation as one JSON object, which tools read. */
export async function documentationJson(definition: FunctionDefinition): Promise<string> {
  const { summary, type } = definition;
  const documentation = await documentationOf(definition);
  const json: DocumentationJson = {
    short: summary,
    long: documentation.long ?? `Fields of the policy:\n\n${fieldTable(await schemaOf(definition.policy))}`,
    examples: documentation.examples ?? "",
    image: documentation.image ?? "",
    description: summary,
    tags: documentation.tags ?? [type],
    sourceURL: documentation.sourceURL ?? "",
    examplePackageURLs: documentation.examplePackageURLs ?? [],
    license: documentation.license ?? "",
    hidden: documentation.hidden ?? false,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** `--help`: what the function does, how it is called (`command`) and which fields its policy has. */
export async function helpText(definition: FunctionDefinition, command: string = definition.name): Promise<string> {
  const { kind } = definition;
  const documentation = await documentationOf(definition);
  const [overview = ""] = (documentation.long ?? "").split(/^#/m, 1);
  const examples = documentation.examples === undefined ? "" : `\nExamples:\n\n${documentation.examples.trimEnd()}\n`;
  return `${wrap(definition.summary, "")}
${overview.trim() === "" ? "" : `${reflow(overview.trim())}\n\n`}Usage: ${command} < RESOURCE_LIST
       ${command} -p POLICY < RESOURCES

Reads a ResourceList, or plain resources with a policy file, from stdin and
writes the same with its changes to stdout. Exit code 1: a result is an error.

Options:
  -p, --policy FILE   policy, when stdin is no ResourceList
      --doc           this documentation as JSON
  -h, --help          this text

${wrap(`Policy: ${kind} (${POLICY_API_VERSION}), or a ConfigMap with the fields as keys of \`data\``, "")}
${fieldTable(await schemaOf(definition.policy))}${examples}`;
}

async function documentationOf({ documentation = {} }: FunctionDefinition): Promise<Documentation> {
  return typeof documentation === "function" ? await documentation() : documentation;
}

function fieldTable(policy: FunctionDefinition["policy"]): string {
  const spec = fieldSchema(policy.ast, "spec");
  const rows = spec === undefined ? [] : fields(spec, "spec");
  return rows.map(([path, text]) => `  ${path}\n${wrap(text, "      ")}`).join("");
}

/** Columns of a terminal that is not wide. */
const WIDTH = 80;

function wrap(text: string, indent: string): string {
  let [line, ...words] = text.split(" ");
  const lines: string[] = [];
  for (const word of words) {
    if (indent.length + `${line} ${word}`.length <= WIDTH) line += ` ${word}`;
    else {
      lines.push(indent + line);
      line = word;
    }
  }
  return [...lines, indent + line].map((each) => `${each}\n`).join("");
}

/** Prose in lines that fit; lists, tables, code and what else has lines of its own stays. */
function reflow(markdown: string): string {
  const paragraphs = markdown.split(/\n{2,}/);
  return paragraphs
    .map((each) => (/^([\s|>*+-]|\d+\.|```)/m.test(each) ? each : wrap(each.replaceAll("\n", " "), "").trimEnd()))
    .join("\n\n");
}

/** Deeper fields belong to the README. */
const DEEPEST = 3;

function fields(schema: SchemaAST.AST, path: string, depth = 1): (readonly [path: string, text: string])[] {
  const side = writtenSide(schema);
  if (side._tag === "Arrays") return side.rest[0] === undefined ? [] : fields(side.rest[0], `${path}[]`, depth);
  if (side._tag !== "Objects") return [];
  const alike = sameForAll(side);
  if (alike !== undefined) return [[`${path}.*`, alike]];
  return side.propertySignatures.flatMap(({ name, type }) => {
    const at = `${path}.${String(name)}`;
    const required = type.context?.isOptional === true ? "" : " (required)";
    const own = [[`${at}${required}`, describe(type)] as const];
    return depth < DEEPEST ? own.concat(fields(type, at, depth + 1)) : own;
  });
}

/** The description of a map of many names that all mean the same, such as rules with their severities. */
function sameForAll({ propertySignatures }: SchemaAST.Objects): string | undefined {
  if (propertySignatures.length <= 10) return undefined;
  const [first, ...others] = propertySignatures.map(({ type }) => describe(type));
  return others.every((other) => other === first) ? first : undefined;
}

function describe(type: SchemaAST.AST): string {
  const description =
    SchemaAST.resolveDescription(type) ??
    SchemaAST.resolveDescription(writtenSide(type)) ??
    type.context?.annotations?.["description"];
  return typeof description === "string" ? `${expectation(type)}: ${description}` : expectation(type);
}
