import type { Finding } from "../../functions/lib/krm/mod.ts";
import type { Rule } from "../../functions/validate-cache-references/rule.ts";
import { OF_POLICY_ONLY } from "../../functions/validate-cache-references/rules/groups.ts";
import { fenced, providersOf, severitiesOf, sourcesOf } from "./describe.ts";
import { runExample } from "./run-example.ts";

/** The page of a rule of validate-cache-references, with what the rule really says about its example. */
export async function rulePage(rule: Rule): Promise<string> {
  const { id, name, since, sources } = rule;
  const documentation = rule.documentation();
  const { what, why, example, instead, ignore, policy, fix } = documentation;
  const { findings, repair } = await runExample(rule);
  const needs =
    policy === undefined ? "" : `\nwith a policy whose \`spec\` has\n\n${fenced(JSON.stringify(policy), "json")}\n`;
  const repaired = repair === undefined ? "" : `\n\nOf the example it makes\n\n${fenced(repair, "diff")}`;
  const repairs = fix === undefined ? "" : `\n## Repair\n\n${fix}${repaired}\n`;
  return `# ${id} ${name}

<!-- Written by \`bun run docs\` from the rule itself. -->

| severity | providers | since | reported by |
| --- | --- | --- | --- |
| ${severitiesOf(rule).replaceAll("|", "\\|")} | ${providersOf(rule)} | ${since} | \`validate-cache-references\` |

${what}

## Why

${why}

## Example

${fenced(example)}
${needs}
It says

${findings.map(said).join("\n")}

## Use instead

${fenced(instead)}
${repairs}
## When to ignore it

${ignore}

${silencing(id)}${sourcesOf(sources)}`;
}

function said({ line, severity, message }: Finding): string {
  return `- line ${line}, ${severity}: ${message}`;
}

/** How to silence a rule, ready to be copied. */
function silencing(id: string): string {
  const policy = `Everywhere, in the policy:\n\n${fenced(`rules:\n  ${id}: "off"`)}`;
  if (OF_POLICY_ONLY.has(id)) return `${policy}\n`;
  return `At one place, with the reason beside it:

${fenced(`# warmstart: ignore ${id} the reason`)}

On one resource:

${fenced(`metadata:\n  annotations:\n    warmstart.dev/ignore: ${id}`)}

${policy}

[What a comment covers](README.md#silence-a-finding)
`;
}
