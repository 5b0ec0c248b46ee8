import { alibabaEci } from "./providers/alibaba-eci.ts";
import { huaweiCci } from "./providers/huawei-cci.ts";
import type { Provider } from "./providers/provider.ts";

const TABLE = {
  "alibaba-eci": alibabaEci,
  "huawei-cci": huaweiCci,
} as const satisfies Record<string, Provider>;

/** The name of a provider, as policies write it. */
export type ProviderName = keyof typeof TABLE;

/** Every provider, one row each. A new provider is a new file in `providers/` and a line in this table. */
export const PROVIDERS: Readonly<Record<ProviderName, Provider>> = TABLE;

/** The names of all providers, in the table's order. */
export const PROVIDER_NAMES: readonly ProviderName[] = Object.keys(TABLE) as ProviderName[];

/** The row of a provider. */
export function provider(name: ProviderName): Provider {
  return PROVIDERS[name];
}
