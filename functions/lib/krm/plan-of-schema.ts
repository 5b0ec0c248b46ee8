import type * as SchemaAST from "effect/SchemaAST";
import type { ListPlan, MapPlan, Plan, TypePlan } from "./plan.ts";

type AST = SchemaAST.AST;
type Check = SchemaAST.Check<unknown>;

/** The plan of a schema. What it does not know for certain becomes `null`, so that the schema decides. */
export function planOf(ast: AST): Plan {
  if (ast.encoding !== undefined) return null; // decoding changes the value
  const plan = planOfType(ast);
  return (ast.checks ?? []).reduce<Plan>(constrain, plan);
}

function planOfType(ast: AST): Plan {
  switch (ast._tag) {
    case "String":
      return { type: "string" };
    case "Number":
      return { type: "number" };
    case "Boolean":
      return { type: "boolean" };
    case "Unknown":
      return { type: "any" };
    case "Literal":
      return { in: [ast.literal] };
    case "Union":
      return planOfUnion(ast);
    case "Arrays":
      return ast.elements.length === 0 && ast.rest[0] !== undefined ? { items: planOf(ast.rest[0]) } : null;
    case "Objects":
      return planOfMap(ast);
    default:
      return null;
  }
}

function planOfUnion(ast: SchemaAST.Union): Plan {
  if (ast.options?.mode === "oneOf") return null;
  const plans = ast.types.map(planOf);
  const values = plans.flatMap((plan) => (plan !== null && "in" in plan ? [plan.in] : []));
  return values.length === plans.length ? { in: values.flat() } : { anyOf: plans };
}

function planOfMap({ propertySignatures, indexSignatures }: SchemaAST.Objects): Plan {
  const [index, ...more] = indexSignatures;
  const plainKeys = index === undefined || (index.parameter._tag === "String" && index.parameter.checks === undefined);
  if (more.length > 0 || !plainKeys) return null;
  return {
    keys: Object.fromEntries(propertySignatures.map(({ name, type }) => [String(name), planOf(type)])),
    need: propertySignatures.filter(({ type }) => type.context?.isOptional !== true).map(({ name }) => String(name)),
    ...(index === undefined ? {} : { rest: planOf(index.type) }),
  };
}

function constrain(plan: Plan, check: Check): Plan {
  if (plan === null || check._tag === "FilterGroup") return null;
  const constraint = builtIn(check) ?? custom(check);
  if (constraint === undefined) return null;
  // Two bounds of one kind would have to be merged; nobody writes that.
  return Object.keys(constraint).some((key) => key in plan) ? null : ({ ...plan, ...constraint } as Plan);
}

type Constraint = Partial<TypePlan & ListPlan & MapPlan>;

interface Representation {
  readonly id?: string;
  readonly payload?: Readonly<Record<string, unknown>> | null;
}

/** Constraints that come with the schema library. */
const BUILT_IN: Readonly<Record<string, (payload: Readonly<Record<string, unknown>>) => Constraint>> = {
  "effect/schema/isFinite": () => ({}),
  "effect/schema/isInt": () => ({ int: true }),
  "effect/schema/isMinLength": ({ minLength }) => ({ min: minLength as number }),
  "effect/schema/isMaxLength": ({ maxLength }) => ({ max: maxLength as number }),
  "effect/schema/isGreaterThanOrEqualTo": ({ minimum }) => ({ ge: minimum as number }),
  "effect/schema/isLessThanOrEqualTo": ({ maximum }) => ({ le: maximum as number }),
};

function builtIn({ annotations }: Check): Constraint | undefined {
  const { id = "", payload } = (annotations?.["representation"] ?? {}) as Representation;
  return BUILT_IN[id]?.(payload ?? {});
}

/** Constraints of our own, where they say what they are as JSON Schema, exactly and in one of three forms. */
function custom({ annotations }: Check): Constraint | undefined {
  const describe = annotations?.["toJsonSchema"] as ((context: object) => unknown) | undefined;
  if (describe === undefined || annotations?.["representation"] !== undefined) return undefined;
  const { maxProperties, oneOf, pattern, ...rest } = describe({ type: "object", schemas: [] }) as Record<
    string,
    unknown
  >;
  if (Object.keys(rest).length > 0) return undefined;
  const keys = oneOf === undefined ? undefined : (oneOf as { required: string[] }[]).map(({ required }) => required);
  if (keys?.some(({ length }) => length !== 1)) return undefined;
  return {
    ...(maxProperties === undefined ? {} : { max: maxProperties as number }),
    ...(keys === undefined ? {} : { oneOf: keys.flat() }),
    ...(pattern === undefined ? {} : { pattern: pattern as string }),
  };
}
