/**
 * What is known about image caches of serverless clouds, as data: providers, their keys, values, limits and rules.
 *
 * ```ts
 * keyInfo("k8s.aliyun.com/eci-image-cache")?.meaning; // "autoMatch", generation "legacy"
 * provider("huawei-cci").keys.matchCount; // null: does not exist there
 * ```
 */
export type { CacheEntry } from "./entry.ts";
export { valueProblem } from "./grammar.ts";
export {
  type Generation,
  keyDomains,
  type KeyInfo,
  keyInfo,
  knownKeys,
  meaningOf,
  spellings,
  steeringKeys,
} from "./keys.ts";
export { isPlaceholder, judgePin, type PinProblem, pinRegion } from "./pin.ts";
export { cloudOf, objectProviders, type ProviderName, PROVIDER_NAMES, provider, providers } from "./providers.ts";
export type { Meaning } from "./providers/key.ts";
export type { CacheObject, ObjectProvider, Provider, Setting, Sign } from "./providers/provider.ts";
export { type Coverage, coverImage, isCovered, type Level } from "./coverage.ts";
export { type Cache, type CacheIndex, type ImageKey, indexCaches } from "./inventory.ts";
export { nearestCaches } from "./near.ts";
export { cacheSize, type Deciding } from "./predict-criteria.ts";
export type { Names } from "./predict-lookup.ts";
export type { Obstacle } from "./predict-obstacle.ts";
export type { RunnerUp, Survey } from "./predict-survey.ts";
export { type MatchAssumptions, type Outcome, type Predict, type Prediction, predictor } from "./predict.ts";
