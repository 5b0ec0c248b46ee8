#!/usr/bin/env node
// Decides what runs and loads nothing else: a function by the name of the executable, `fn NAME`, a function by the kind
// of its policy, or a command.
import { giveUp, isLegacyPlugin, isTerminal, prepareStreams, writeText } from "../lib/krm/mod.ts";
import { FUNCTION_NAMES, nameOfKind } from "../registry.ts";
import { runByKind, runNamed } from "./fn.ts";
import { VERSION } from "./version.ts";

await prepareStreams();
try {
  await main(process.argv.slice(2));
} catch (error) {
  giveUp("warmstart", error, 3);
}

async function main(args: readonly string[]): Promise<void> {
  const called = calledAs();
  const [word, ...rest] = args;
  // Whoever names no function and gives an input has no use for the help: an orchestrator would take it for resources.
  const isUnnamed = word === undefined || (word === "fn" && rest.length === 0);
  if (called !== undefined) await runNamed(called.name, args, called.command);
  else if (isLegacyPlugin(args)) await runByKind(args);
  else if (isUnnamed && !isTerminal()) await runByKind([]);
  else if (word === "--version" || word === "-V") writeText(`warmstart ${VERSION}\n`);
  else if (asksForHelp(word) || (word === "fn" && asksForHelp(rest[0]))) await help();
  else if (word === "fn") await runNamed(rest[0] as string, rest.slice(1), `warmstart fn ${rest[0]}`);
  else process.exitCode = await (await import("./commands.ts")).main(args);
}

function asksForHelp(word: string | undefined): boolean {
  return word === undefined || word === "--help" || word === "-h";
}

/** The function that a link to the executable is named after: `replace-images`, or `ReplaceImages` as kustomize wants it. */
function calledAs(): { readonly name: string; readonly command: string } | undefined {
  for (const path of [process.argv0, process.argv[1] ?? ""]) {
    const command = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
    const [word = ""] = command.split(".", 1);
    const name = FUNCTION_NAMES.includes(word) ? word : nameOfKind(word);
    if (name !== undefined) return { name, command };
  }
  return undefined;
}

async function help(): Promise<void> {
  const { helpText } = await import("./help.ts");
  writeText(await helpText());
}
