import { FUNCTION_NAMES, definitionOf } from "../registry.ts";
import { COMMANDS } from "./commands.ts";
import { wrapText } from "./wrap-text.ts";

/** `warmstart --help`. */
export async function helpText(): Promise<string> {
  const functions = await Promise.all(FUNCTION_NAMES.map((name) => definitionOf(name)));
  const rows = functions.flatMap((definition) => definition ?? []).map(({ name, summary }) => [name, summary] as const);
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const);
  return `Says in Git where container images are pulled from and which image cache a pod
starts from.

Usage: warmstart fn FUNCTION [-p POLICY] < RESOURCES
       warmstart COMMAND [ARGUMENTS]

Functions (for kpt, kustomize and Argo CD; a link with the function's name to
this executable works, too, and without arguments the functionConfig decides):
${table(rows)}
Commands:
${table(commands)}
  -V, --version  the version
  -h, --help     this text; fn FUNCTION --help and COMMAND --help say more
`;
}

function table(rows: readonly (readonly [name: string, summary: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  const indent = " ".repeat(width + 4);
  return rows
    .map(([name, summary]) => `  ${name.padEnd(width)}  ${wrapText(summary, indent, 80).join("\n").trimStart()}\n`)
    .join("");
}
