import { alibabaAcs } from "./providers/alibaba-acs.ts";
import { alibabaEci } from "./providers/alibaba-eci.ts";
import { huaweiCci } from "./providers/huawei-cci.ts";
import type { ObjectProvider, Provider } from "./providers/provider.ts";
import { tencentTke } from "./providers/tencent-tke.ts";
import { volcengineVci } from "./providers/volcengine-vci.ts";

/** How each row is built. A new provider is a new file in `providers/` and a line in this table. */
const TABLE = {
  "alibaba-eci": alibabaEci,
  "alibaba-acs": alibabaAcs,
  "huawei-cci": huaweiCci,
  "tencent-tke": tencentTke,
  "volcengine-vci": volcengineVci,
} as const satisfies Record<string, () => Provider>;

/** The name of a provider, as policies write it. */
export type ProviderName = keyof typeof TABLE;

/** The names of all providers, in the table's order. */
export const PROVIDER_NAMES: readonly ProviderName[] = Object.keys(TABLE) as ProviderName[];

/** Groups whose workloads run on one cloud by themselves: a copy of `routing.groups` of every row, to ask without building one. */
const OWN_GROUPS: ReadonlyMap<string, ProviderName> = new Map([["cci", "huawei-cci"]]);

/** The provider on which the workloads of an API group run and nowhere else. */
export function cloudOf(group: string): ProviderName | undefined {
  return OWN_GROUPS.get(group);
}

const built = new Map<ProviderName, Provider>();

/** The row of a provider, built when it is asked for first: most calls need one row or none. */
export function provider(name: ProviderName): Provider {
  let row = built.get(name);
  if (row === undefined) {
    row = TABLE[name]();
    built.set(name, row);
  }
  return row;
}

/** The rows of all providers, in the table's order; whoever needs one only asks for it by name. */
export function providers(): readonly Provider[] {
  return PROVIDER_NAMES.map(provider);
}

/** The rows of the providers that have an object for caches. */
export function objectProviders(): readonly ObjectProvider[] {
  return providers().filter((row): row is ObjectProvider => row.cacheObject !== null);
}
