const YES: ReadonlySet<string> = new Set(["true", "yes", "y", "on", "1", "enable", "enabled"]);
const NO: ReadonlySet<string> = new Set(["false", "no", "n", "off", "0", "disable", "disabled"]);

/** What somebody meant who wrote a boolean in another way; undefined when that cannot be told. */
export function booleanMeant(text: string): "true" | "false" | undefined {
  const word = text.trim().toLowerCase();
  return YES.has(word) ? "true" : NO.has(word) ? "false" : undefined;
}
