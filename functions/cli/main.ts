#!/usr/bin/env node
// Decides what runs and loads nothing else: a function by the name of the executable, `fn NAME`, a function by the kind
// of its policy, or a command.
import { isLegacyPlugin, isTerminal, prepareStreams, writeText } from "../lib/krm/mod.ts";
import { FUNCTION_NAMES, nameOfKind } from "../registry.ts";
import { runByKind, runNamed } from "./fn.ts";
import { VERSION } from "./version.ts";

await prepareStreams();
await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const called = calledAs();
  const [word, ...rest] = args;
  if (called !== undefined) await runNamed(called, args);
  else if (isLegacyPlugin(args) || (word === undefined && !(await isTerminal()))) await runByKind(args);
  else if (word === "fn" && rest[0] !== undefined && !rest[0].startsWith("-")) await runNamed(rest[0], rest.slice(1));
  else if (word === "--version" || word === "-V") writeText(`warmstart ${VERSION}\n`);
  else if (word === undefined || word === "--help" || word === "-h" || word === "fn") await help();
  else process.exitCode = await (await import("./commands.ts")).main(args);
}

/** The function that a link to the executable is named after: `replace-images`, or `ReplaceImages` as kustomize wants it. */
function calledAs(): string | undefined {
  return [process.argv0, process.argv[1] ?? ""]
    .map((path) => path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).split(".", 1)[0] as string)
    .map((name) => (FUNCTION_NAMES.includes(name) ? name : nameOfKind(name)))
    .find((name) => name !== undefined);
}

async function help(): Promise<void> {
  const { helpText } = await import("./help.ts");
  writeText(await helpText());
}
