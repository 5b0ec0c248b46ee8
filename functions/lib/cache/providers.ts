import { alibabaEci } from "./providers/alibaba-eci.ts";
import { huaweiCci } from "./providers/huawei-cci.ts";
import type { Provider } from "./providers/provider.ts";

/** How each row is built. A new provider is a new file in `providers/` and a line in this table. */
const TABLE = {
  "alibaba-eci": alibabaEci,
  "huawei-cci": huaweiCci,
} as const satisfies Record<string, () => Provider>;

/** The name of a provider, as policies write it. */
export type ProviderName = keyof typeof TABLE;

/** The names of all providers, in the table's order. */
export const PROVIDER_NAMES: readonly ProviderName[] = Object.keys(TABLE) as ProviderName[];

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
