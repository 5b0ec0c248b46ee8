import type { ElsewhereRule } from "../../functions/validate-cache-references/rules/elsewhere-rule.ts";
import { fenced, sourcesOf } from "./describe.ts";

type Example = NonNullable<ElsewhereRule["example"]>;

/** The page of an id that another tool reports. */
export function elsewherePage({ id, name, severity, where, what, why, ignore, ...rest }: ElsewhereRule): string {
  const change = rest.change === undefined ? "" : `\n## Example\n\n${fenced(rest.change, "diff")}\n`;
  const examples =
    rest.example === undefined || rest.instead === undefined
      ? change
      : `\n## Example\n\n${shown(rest.example)}\n\n## Use instead\n\n${shown(rest.instead)}\n`;
  return `# ${id} ${name}

<!-- Written by \`bun run docs\` from functions/validate-cache-references/rules/elsewhere.ts. -->

Severity: ${severity}. Not reported by \`validate-cache-references\`.

${what}

## Where it is checked

${where.endsWith(".") ? where : `By ${where}.`}

## Why

${why}
${examples}
## When to ignore it

${ignore}
${sourcesOf(rest.sources)}`;
}

function shown({ spec, resources }: Example): string {
  return `The \`spec\` of the policy:\n\n${fenced(spec)}\n\nThe resources:\n\n${fenced(resources)}`;
}
