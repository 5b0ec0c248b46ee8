// The second front door: every word that is not a function. Each command is loaded only when it is called.
import { compileSoon, nearest, writeText } from "../lib/krm/mod.ts";
import { FUNCTION_NAMES } from "../registry.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./usage-error.ts";
import { printError } from "./terminal.ts";

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** The commands by name, in the order of `--help`. */
export const COMMANDS: Readonly<Record<string, Entry>> = {
  rewrite: {
    summary: "apply policies to files and folders: shows the diff, or writes it with --write",
    load: async () => (await import("./rewrite.ts")).rewrite,
  },
  explain: {
    summary: "say what policies make of an image, or which cache the pods of a file start from",
    load: async () => (await import("./explain.ts")).explain,
  },
  prove: {
    summary: "prove that every image reaches its final name in one step, or show one that does not",
    load: async () => (await import("./prove.ts")).prove,
  },
  mapping: {
    summary: "write replacements in the format of a runtime, cluster or other tool, or read them",
    load: async () => (await import("./mapping.ts")).mapping,
  },
  fields: {
    summary: "find the image fields of custom resources in their definitions",
    load: async () => (await import("./fields.ts")).fields,
  },
  inventory: {
    summary: "import the list of image caches that exist from the cloud, and show it",
    load: async () => (await import("./inventory.ts")).inventory,
  },
};

/** Runs the command that `argv` names and returns its exit code; an unknown word is a usage error (2), a bug is thrown. */
export async function main(argv: readonly string[]): Promise<number> {
  // Commands are about whole repositories, or about all images there are.
  compileSoon();
  const [name = "", ...args] = argv;
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (entry === undefined) throw unknownCommand(name);
    const command = await entry.load();
    if (args.includes("--help") || args.includes("-h")) {
      writeText(command.help);
      return 0;
    }
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    printError(error.message);
    return 2;
  }
}

function unknownCommand(name: string): UsageError {
  const known = ["fn", ...Object.keys(COMMANDS)];
  const word = nearest(name, known);
  const called = word === undefined ? nearest(name, FUNCTION_NAMES) : undefined;
  const close = called === undefined ? word : `fn ${called}`;
  const hint = close === undefined ? `must be one of ${known.join(", ")}` : `did you mean "${close}"?`;
  return new UsageError(`Unknown command "${name}": ${hint}\nSee warmstart --help`);
}
