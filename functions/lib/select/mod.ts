/**
 * Which resources and containers a policy is about.
 *
 * ```ts
 * const selects = compileSelect({ kind: ["Deployment", "StatefulSet"], exclude: [{ image: "registry.example/**" }] });
 * selects({ kind: "Deployment", name: "web", labels: {}, annotations: {}, image: "docker.io/nginx" }); // true
 * ```
 */
export { compileNames, compileSelect, type Subject } from "./compile-select.ts";
export { Select } from "./select.ts";
