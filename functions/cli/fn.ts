import {
  complain,
  giveUp,
  InputError,
  isLegacyPlugin,
  nearest,
  policyKind,
  readAhead,
  readStdin,
  readTextFile,
  run,
} from "../lib/krm/mod.ts";
import { definitionOf, FUNCTION_NAMES, nameOfKind } from "../registry.ts";

/**
 * Runs the function called `name`; its exit code is 0 or 1, that of a name that is none is 2. `command`: what was typed
 * to call it.
 */
export async function runNamed(name: string, args: readonly string[], command: string): Promise<void> {
  // The usual call of an orchestrator: its input comes while the function is loaded.
  if (args.length === 0 && FUNCTION_NAMES.includes(name)) readAhead();
  const definition = await definitionOf(name);
  if (definition !== undefined) return await run(definition, args, { command });
  const meant = nearest(name, FUNCTION_NAMES);
  const hint = meant === undefined ? "" : `, did you mean "${meant}"?`;
  complain(`warmstart: function must be one of ${FUNCTION_NAMES.join(", ")}, not "${name}"${hint}`);
  process.exitCode = 2;
}

/**
 * Runs the function whose policy comes with the call: in the functionConfig on stdin, or as the config file of a legacy
 * kustomize plugin. kustomize before 5.7 cannot pass arguments, so this is how one executable serves all kinds there.
 */
export async function runByKind(args: readonly string[]): Promise<void> {
  try {
    await runFound(args);
  } catch (error) {
    giveUp("warmstart", error, 1);
  }
}

async function runFound(args: readonly string[]): Promise<void> {
  const legacy = isLegacyPlugin(args);
  const stdin = legacy ? undefined : await readStdin();
  const policy = legacy ? readTextFile(args[0] as string) : stdin;
  if (policy === undefined) throw new InputError("input must be UTF-8 text");
  const kind = await policyKind(policy);
  const definition = await definitionOf(nameOfKind(kind ?? "") ?? "");
  if (definition !== undefined) return await run(definition, args, { stdin });
  const found = kind === undefined ? "" : `, not "${kind}"`;
  complain(
    `warmstart: the functionConfig's kind must name a function${found}\n` +
      `warmstart: name it instead: warmstart fn ${FUNCTION_NAMES.join("|")} (see warmstart --help)`,
  );
  process.exitCode = 1;
}
