import { judgePin, type Provider } from "../lib/cache/mod.ts";
import type { ProviderInventory } from "./model.ts";

/**
 * Whether a pod that names a cache by this text can start from it, as far as is known: an inventory that is not declared
 * says nothing, and a declared object without an id may be the one. No repair gives an effect to a text that had none
 * when it cannot.
 */
export function namesUsableCache(row: Provider, pin: string, inventory: ProviderInventory): boolean {
  if (judgePin(row, pin)?.severity === "error") return false;
  const { declared, damaged, index, withoutId } = inventory;
  const byId = row.pin.by === "id";
  const named = (byId ? index.byId : index.byName).get(pin) ?? [];
  if (named.length === 0) return !declared || damaged || (byId && withoutId > 0);
  return named.some(({ entry: { phase } }) => phase === undefined || row.usablePhases.includes(phase));
}
