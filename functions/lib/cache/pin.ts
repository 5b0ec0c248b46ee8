import type { Provider } from "./providers/provider.ts";

/**
 * What is wrong with the name of a cache.
 *
 * `placeholder`: copied from documentation, nobody filled it in. `mistaken`: an identifier of something else.
 * `shape`: no such identifier can exist. `unusual`: possible, but unlike every id seen (a warning).
 */
export interface PinProblem {
  readonly code: "placeholder" | "mistaken" | "shape" | "unusual";
  readonly severity: "error" | "warning";
  /** Follows the quoted value: `is a placeholder; must be …`. */
  readonly message: string;
}

/** Ways in which documentation masks an id or leaves it to the reader. */
const PLACEHOLDERS: readonly RegExp[] = [
  /\*{2,}/,
  /\$[{(A-Za-z_]/,
  /\{\{/,
  /<[^<>]*>/,
  /…|\.\.\./,
  /^(imc-|s-)?x{3,}$/i,
  /^(imc-|s-)[a-z0-9]*x{4}$/i,
  /^(imc-|s-)?your[-_]/i,
  /^(imc-|s-)?(replace|change)[-_]?me$/i,
];

/** Whether a value is a placeholder of documentation or a template, in any provider. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(value));
}

/** Judges the value that names one cache of a provider; undefined when nothing is wrong with it. */
export function judgePin(row: Provider, value: string): PinProblem | undefined {
  const { pin } = row;
  const must = `must be ${pin.what}, such as ${JSON.stringify(pin.example)}`;
  if (isPlaceholder(value)) return { code: "placeholder", severity: "error", message: `is a placeholder; ${must}` };
  for (const { pattern, what } of pin.mistaken) {
    if (new RegExp(pattern).test(value)) return { code: "mistaken", severity: "error", message: `is ${what}; ${must}` };
  }
  if (value.length > 253 || !new RegExp(pin.pattern).test(value))
    return { code: "shape", severity: "error", message: must };
  if (pin.observed !== null && !new RegExp(pin.observed).test(value)) {
    return { code: "unusual", severity: "warning", message: `has an unusual length; every id seen is ${pin.what}` };
  }
  return undefined;
}

/** The region that an id names, as far as its prefix is known. */
export function pinRegion(row: Provider, value: string): string | undefined {
  const { regions } = row.pin;
  if (regions === null || !value.startsWith("imc-")) return undefined;
  return regions[value.slice(4, 7)];
}
