/**
 * Wishes to hear nothing of a rule, written beside what the rule speaks of: a comment or an annotation.
 *
 * ```yaml
 * metadata:
 *   annotations:
 *     warmstart.dev/ignore: IC312, IC313 # the whole resource
 * spec:
 *   containers:
 *     # warmstart: ignore IC207 the registry decides at every start
 *     - name: web
 * ```
 *
 * `Suppressions` collects those of a package; a function asks it before it reports, and in the end for those that
 * were of no use. `silencer` is for functions that do not ask for the latter. A text without the word costs one search.
 */
export { readSuppressions, type Suppression } from "./read-suppressions.ts";
export { silencer } from "./silencer.ts";
export { Suppressions } from "./suppressions.ts";
