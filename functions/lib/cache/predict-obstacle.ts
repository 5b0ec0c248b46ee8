import type { Cache } from "./inventory.ts";

/** Which caches of the inventory can be candidates at all, the same for every pod. */
export interface MatchScope {
  readonly usablePhases: readonly string[];
  /** Region and account of the cluster; a cache of another one is out. */
  readonly region: string | undefined;
  /** Where a cache that states no region must be, as far as its id tells. */
  readonly regionOf?: (id: string) => string | undefined;
  readonly account: string | undefined;
  /** Milliseconds since 1970; caches that expired before it are out. */
  readonly now: number | undefined;
}

/** Why a cache that holds images of a pod is no candidate for it. */
export type Obstacle = "phase" | "region" | "account" | "expired" | "too-few-images" | "too-large";

/** What keeps a cache from being a candidate for any pod. Ids and times are compared once per cache, not once per pod. */
export function obstacles(scope: MatchScope): (cache: Cache) => Obstacle | undefined {
  const known = new Map<Cache, Obstacle | undefined>();
  return (cache) => {
    let obstacle = known.get(cache);
    if (obstacle === undefined && !known.has(cache)) {
      obstacle = obstacleOf(cache, scope);
      known.set(cache, obstacle);
    }
    return obstacle;
  };
}

function obstacleOf(
  { entry }: Cache,
  { usablePhases, region, regionOf, account, now }: MatchScope,
): Obstacle | undefined {
  if (entry.phase !== undefined && !usablePhases.includes(entry.phase)) return "phase";
  const place = entry.region ?? (entry.id === undefined ? undefined : regionOf?.(entry.id));
  if (region !== undefined && place !== undefined && place !== region) return "region";
  if (account !== undefined && entry.account !== undefined && entry.account !== account) return "account";
  const expired = now !== undefined && entry.expiresAt !== undefined && Date.parse(entry.expiresAt) <= now;
  return expired ? "expired" : undefined;
}
