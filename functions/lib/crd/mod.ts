/**
 * Reads CustomResourceDefinitions: where a kind holds images and pods, as far as its schema tells.
 *
 * ```ts
 * const kind = readCustomKind(definition); // undefined when it is none
 * fieldsOfKind(kind).fields.map(({ steps }) => formatSteps(steps)); // ["spec.image", "spec.tasks[].image"]
 * ```
 *
 * Everything works on plain data. Nothing here throws on schemas that are none.
 */
export { type CustomKind, readCustomKind } from "./custom-kind.ts";
export { imagesIn } from "./images-in.ts";
export { fieldsOfKind, type KindFields } from "./kind-fields.ts";
export { formatSteps, type Steps, valuesAt } from "./steps.ts";
