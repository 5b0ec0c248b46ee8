import { parse, TomlError } from "smol-toml";

/** A foreign file cannot be read; the message names the file, and the line where there is one. */
export class MappingError extends Error {
  readonly _tag = "MappingError";
}

/** The tables of a TOML file. Throws {@link MappingError} for what is none. */
export function readToml(path: string, text: string): Readonly<Record<string, unknown>> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = ""] = error.message.split("\n");
    throw new MappingError(
      `${path}:${error.line}: ${message.replace(/^Invalid TOML document: /, "must be valid TOML: ")}`,
    );
  }
}
