/** Letters of other scripts that are drawn like those of host names. Source: unicode.org/reports/tr39, confusables. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  а: "a",
  α: "a",
  с: "c",
  ԁ: "d",
  е: "e",
  ɡ: "g",
  һ: "h",
  і: "i",
  ı: "i",
  ι: "i",
  ј: "j",
  к: "k",
  κ: "k",
  ⅼ: "l",
  ո: "n",
  о: "o",
  ο: "o",
  р: "p",
  ρ: "p",
  ԛ: "q",
  ѕ: "s",
  υ: "u",
  ν: "v",
  ѵ: "v",
  ԝ: "w",
  х: "x",
  у: "y",
  "․": ".",
  "‐": "-",
  "–": "-",
  "∕": "/",
};

/** Says which letter of a name only looks like an ASCII one; undefined when there is none. */
export function confusableProblem(name: string): string | undefined {
  if (/^[!-~]*$/.test(name)) return undefined;
  for (const character of name) {
    const plain = LOOKS_LIKE[character] ?? character.normalize("NFKC");
    if (character === plain || !/^[!-~]+$/.test(plain)) continue;
    const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
    return `must be written in plain letters: the "${character}" (U+${code}) in "${name}" only looks like "${plain}"`;
  }
  return undefined;
}
