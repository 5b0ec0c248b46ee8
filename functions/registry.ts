// Every function by name. Each is loaded only when it is called: start-up is paid on every call.
import type { FunctionDefinition } from "./lib/krm/mod.ts";

interface Entry {
  /** Kind of its policy. */
  readonly kind: string;
  readonly load: () => Promise<{ readonly definition: FunctionDefinition }>;
}

/** The functions by name. A new one is a folder beside this file and a line here. */
export const FUNCTIONS = {
  "replace-images": {
    kind: "ReplaceImages",
    load: () => import("./replace-images/function.ts"),
  },
  "inject-cache-annotations": {
    kind: "InjectCacheAnnotations",
    load: () => import("./inject-cache-annotations/function.ts"),
  },
  "validate-cache-references": {
    kind: "ValidateCacheReferences",
    load: () => import("./validate-cache-references/function.ts"),
  },
  "apply-cache-policy": {
    kind: "ApplyCachePolicy",
    load: () => import("./apply-cache-policy/function.ts"),
  },
} as const satisfies Readonly<Record<string, Entry>>;

/** Names of all functions, in the order in which a pipeline needs them. */
export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS);

/** The name of the function whose policy is of `kind`; undefined when no function has such a policy. */
export function nameOfKind(kind: string): string | undefined {
  return Object.entries(FUNCTIONS).find(([, entry]) => entry.kind === kind)?.[0];
}

/** Loads a function by name; undefined for a name that is none. */
export async function definitionOf(name: string): Promise<FunctionDefinition | undefined> {
  if (!Object.hasOwn(FUNCTIONS, name)) return undefined;
  const entry: Entry = FUNCTIONS[name as keyof typeof FUNCTIONS];
  return (await entry.load()).definition;
}

/**
 * Loads the function whose policy is of `kind`.
 * @throws when there is none: ask `nameOfKind` first
 */
export async function definitionOfKind(kind: string): Promise<FunctionDefinition> {
  const definition = await definitionOf(nameOfKind(kind) ?? "");
  if (definition === undefined) throw new Error(`No function has policies of kind "${kind}"`);
  return definition;
}
