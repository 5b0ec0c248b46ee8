import { isRefusal, withLibrary } from "../yaml/mod.ts";
import { InputError } from "./input-error.ts";
import { readSource } from "./source.ts";

/**
 * Kind of the functionConfig of a ResourceList, or of the first document of any other text; undefined when there is
 * none or the text cannot be read. Says which function is meant when nobody named one.
 */
export async function policyKind(text: string): Promise<string | undefined> {
  return await withLibrary(() => {
    try {
      const { frame, units } = readSource(text);
      const unit = frame === undefined ? units[0] : frame.functionConfig;
      if (unit === undefined || isRefusal(unit.read())) return undefined;
      return unit.node(frame === undefined ? [] : ["functionConfig"])?.get("kind")?.string;
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  });
}
