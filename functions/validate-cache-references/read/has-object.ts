import type { CacheObject, Provider } from "../../lib/cache/mod.ts";

/** Whether an object of the cluster describes a provider's caches, and has what a rule asks for. */
export function hasObject(wanted: (shape: CacheObject) => boolean = () => true): (row: Provider) => boolean {
  return ({ cacheObject }) => cacheObject !== null && wanted(cacheObject);
}
