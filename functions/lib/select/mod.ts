/**
 * Selectors of policies: which resources and containers a policy is about. The conditions carry the names of kpt's
 * selectors; their values are glob patterns.
 */
export { compileSelect, type Subject } from "./compile-select.ts";
export { type Conditions, Select } from "./schema.ts";
