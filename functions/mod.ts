/**
 * The functions as a library: definitions by name, and `applyPolicy` to run one over texts. A function's policy class is
 * exported by `warmstart/<function>`, the SDK by `warmstart/krm`.
 *
 * @module
 */
export { applyPolicy, type Applied, type Finding, type FunctionDefinition, type TextFile } from "./lib/krm/mod.ts";
export { definitionOf, definitionOfKind, FUNCTION_NAMES, nameOfKind } from "./registry.ts";
