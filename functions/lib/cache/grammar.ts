import type { Grammar } from "./providers/key.ts";

/**
 * What a value must be, when it is not: a phrase that follows "must be". Undefined for a good value.
 *
 * `pin` values have more to say than good or bad: `judgePin` looks at them, this function lets them pass.
 */
export function valueProblem(grammar: Grammar, value: string): string | undefined {
  return CHECKS[grammar.type](grammar as never, value);
}

type Check<T extends Grammar["type"]> = (grammar: Extract<Grammar, { type: T }>, value: string) => string | undefined;

const CHECKS: { readonly [T in Grammar["type"]]: Check<T> } = {
  boolean: (_grammar, value) => (value === "true" || value === "false" ? undefined : '"true" or "false"'),
  integer: integerProblem,
  enum: (grammar, value) =>
    grammar.values.includes(value) ? undefined : `one of ${grammar.values.map(quoted).join(", ")}`,
  pattern: (grammar, value) => (new RegExp(grammar.pattern).test(value) ? undefined : grammar.what),
  list: listProblem,
  json: jsonProblem,
  pin: () => undefined,
  text: () => undefined,
};

function quoted(text: string): string {
  return JSON.stringify(text);
}

function integerProblem(grammar: Extract<Grammar, { type: "integer" }>, value: string): string | undefined {
  const { min, max, unit } = grammar;
  const number = Number(value);
  const good = /^(0|[1-9][0-9]*)$/.test(value) && number >= (min ?? 0) && number <= (max ?? Number.MAX_SAFE_INTEGER);
  if (good) return undefined;
  const range =
    min !== null && max !== null
      ? `from ${min} to ${max}`
      : min !== null
        ? `of at least ${min}`
        : max !== null
          ? `of at most ${max}`
          : "";
  return ["a whole number", range, unit === null ? "" : `(${unit})`].filter((part) => part !== "").join(" ");
}

function listProblem(grammar: Extract<Grammar, { type: "list" }>, value: string): string | undefined {
  const items = value.split(",").map((item) => item.trim());
  if (grammar.max !== null && items.length > grammar.max) return `a comma list of at most ${grammar.max} items`;
  for (const item of items) {
    const problem = valueProblem(grammar.of, item);
    if (problem !== undefined) return `a comma list whose every item is ${problem}`;
  }
  return undefined;
}

function jsonProblem(grammar: Extract<Grammar, { type: "json" }>, value: string): string | undefined {
  try {
    JSON.parse(value);
    return undefined;
  } catch {
    return `JSON: ${grammar.what}`;
  }
}
