import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { providers } from "../lib/cache/mod.ts";

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");

/** Criteria as the README calls them. */
const WORDS = {
  "matched-images": "most matching images",
  "matched-bytes": "largest sum of matching images",
  "closest-size": "closest in size",
  "smallest-cache": "smallest cache",
  newest: "newest",
} as const;

test("the table of rankings is the one of the clouds", () => {
  const rows = providers().flatMap(({ name, matching: { chosenFor, strategies, defaultStrategy } }) =>
    Object.entries(strategies).map(([strategy, criteria], _, { length }) => {
      const marked = strategy === defaultStrategy ? `\`${strategy}\` (default)` : `\`${strategy}\``;
      const title = length === 1 ? `\`${name}\`` : `\`${name}\`, strategy ${marked}`;
      const ranking = criteria.length === 0 ? "not documented" : criteria.map((each) => WORDS[each]).join(", ");
      return `| ${title} | ${chosenFor} | ${ranking} |`;
    }),
  );
  expect(readme).toContain(`| --- | --- | --- |\n${rows.join("\n")}\n\n`);
});
