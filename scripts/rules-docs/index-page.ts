import type { Rule } from "../../functions/validate-cache-references/rule.ts";
import { OF_POLICY_ONLY } from "../../functions/validate-cache-references/rules/groups.ts";
import type { ElsewhereRule } from "../../functions/validate-cache-references/rules/elsewhere-rule.ts";
import { cell, providersOf, severitiesOf, summaryOf } from "./describe.ts";

/** The index of all pages, and what is the same for all rules. */
export function indexPage(rules: readonly Rule[], elsewhere: readonly ElsewhereRule[]): string {
  const own = rules.map((rule) => {
    const { id, name } = rule;
    return `| [${id}](${id}.md) | ${name} | ${cell(severitiesOf(rule))} | ${providersOf(rule)} | ${cell(summaryOf(rule.documentation().what))} |`;
  });
  const others = elsewhere.map(({ id, name, severity, what, where }) => {
    const who = where.endsWith(".") ? "a comparison of two revisions" : "`replace-images`";
    return `| [${id}](${id}.md) | ${name} | ${severity} | ${who} | ${cell(summaryOf(what))} |`;
  });
  return `# Rules

<!-- Written by \`bun run docs\` from the rules themselves. -->

One page per rule: what it finds, why that matters, an example with what the rule says about it, what to write instead,
and when to ignore it. A test runs every example.

The first letters say what a rule is about: \`IC0\` keys and their values, \`IC1\` references to caches, \`IC2\` settings that
contradict each other, \`IC3\` objects that describe caches, \`IC4\` inventories, \`IC5\` suppressions, \`IR\` image replacement.

| id | name | severity | providers | what it finds |
| --- | --- | --- | --- | --- |
${own.join("\n")}

## Checked elsewhere

A policy may name these ids too, so that one policy serves several tools.

| id | name | severity | reported by | what it finds |
| --- | --- | --- | --- | --- |
${others.join("\n")}

${SILENCE.replace("POLICY_ONLY", [...OF_POLICY_ONLY].join(", "))}`;
}

const SILENCE = `## Silence a finding

In the policy, for everything it is applied to (\`error\`, \`warning\` and \`info\` set the severity instead):

\`\`\`yaml
spec:
  rules:
    IC312: "off"
\`\`\`

In a comment, where the reason can stand beside it:

\`\`\`yaml
# warmstart: ignore IC311, IC312 the whole resource
apiVersion: eci.alibabacloud.com/v1
kind: ImageCache
metadata:
  name: web
spec:
  # warmstart: ignore IC301 this field and everything below it
  images:
  - nginx:1.27
  - nginx:1.27
  - redis:latest # warmstart: ignore IC113 this line
\`\`\`

- Directly above the first field of a resource, the comment counts for the resource. kpt hands on such a comment only where
  no blank line follows it.
- Of a resource in a list (\`kind: List\`), it stands behind the dash: \`- # warmstart: ignore IC312\`.
- On a line of its own it counts for the next field or list item, and for everything below that.
- Behind a field it counts for the outermost field that begins on that line: behind \`- name: web\` for the whole list item.
- Several ids have commas or blanks between them; whatever follows is the reason. Upper and lower case are the same.
- A \`#\` inside of a text starts no comment. JSON has none, and kustomize drops all of them before a function runs: use the
  annotation there.

In an annotation, for the whole resource. It belongs into \`metadata.annotations\` of the resource itself, also where a finding
is about its pods:

\`\`\`yaml
metadata:
  annotations:
    warmstart.dev/ignore: IC311, IC312
\`\`\`

\`replace-images\` takes both for its own ids, and so does each step of \`apply-cache-policy\`.

A suppression that silences nothing is a finding itself ([IC501](IC501.md)), and so is one of a rule that does not exist
([IC502](IC502.md)), which names the known id that is closest. POLICY_ONLY, and errors in an inventory (tag \`inventory\`), can
be silenced in the policy only.

## Repairs

Where one repair is right whatever the author meant, a finding carries it: it quotes a value, renames a key, removes what
nobody reads. Pages show it as a diff. \`validate-cache-references\` itself never edits anything; \`warmstart rewrite --fix\` makes the
repairs.
`;
