/**
 * Container image references by the grammar of the distribution project, with the original text kept.
 *
 * ```ts
 * parseReference("harbor.example:5000/team/app:1.2")?.repository; // "team/app"
 * normalizeName("nginx"); // "docker.io/library/nginx"
 * classifyImage("repo/app:{{ tag }}"); // "template"
 * ```
 */
export { classifyImage, type ImageText, readImageText } from "./classify.ts";
export { isRegistry } from "./grammar.ts";
export { nameProblem } from "./name.ts";
export { normalize, normalizeName } from "./normalize.ts";
export { fullPrefix, fullPrefixes } from "./prefix.ts";
export { type ImageReference, parseReference, referenceProblem } from "./reference.ts";
