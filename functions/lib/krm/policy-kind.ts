import { isRefusal, withLibrary } from "../yaml/mod.ts";
import { searchedKind } from "./read-items.ts";
import { readSource } from "./source.ts";

/**
 * Kind of the functionConfig of a ResourceList, or of the first document of any other text; undefined when there is
 * none. Says which function is meant when nobody named one: that function then says what is wrong with its policy.
 * @throws {InputError} when the text is no YAML, or a ResourceList that is not whole
 */
export async function policyKind(text: string): Promise<string | undefined> {
  return await withLibrary(() => {
    const { frame, units } = readSource(text);
    const unit = frame === undefined ? units[0] : frame.functionConfig;
    if (unit === undefined) return undefined;
    if (isRefusal(unit.read())) return searchedKind(unit.text);
    return unit.node(frame === undefined ? [] : ["functionConfig"])?.get("kind")?.string;
  });
}
