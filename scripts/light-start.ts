import { basename } from "node:path";

/** The part of a bundle's metafile that is read here. */
interface Outputs {
  readonly [path: string]: {
    readonly imports: readonly { readonly path: string; readonly kind: string }[];
    readonly inputs: Readonly<Record<string, unknown>>;
  };
}

/** Packages that take longer to load than a function does: they are loaded when a policy or a text needs them. */
const HEAVY = /(?:^|\/)node_modules\/(?:effect|yaml|@kubernetes-models)\//;

/**
 * Looks at what is loaded together with each of the modules of a bundle that every start needs. One import in the wrong
 * file is enough to load a whole library then, and nothing else shows it.
 * @param modules ends of their paths, such as `/cli/main.ts`
 * @throws when one is not there, or cannot be loaded without a heavy package
 */
export function mustStartLight(outputs: Outputs, modules: readonly string[]): void {
  const chunks = new Map(Object.entries(outputs).map(([path, chunk]) => [basename(path), chunk]));
  for (const name of modules) {
    const own = [...chunks].find(([, { inputs }]) => Object.keys(inputs).some((input) => input.endsWith(name)));
    if (own === undefined) throw new Error(`${name} must be in the bundle`);
    const heavy = [...loadedWith(own[0], chunks)].find((input) => HEAVY.test(input));
    if (heavy !== undefined) throw new Error(`${name} must be loaded without ${heavy}: import it where it is needed`);
  }
}

/** The modules that stand in a chunk and in those that it imports. */
function loadedWith(first: string, chunks: ReadonlyMap<string, Outputs[string]>): ReadonlySet<string> {
  const names = new Set([first]);
  const found = new Set<string>();
  for (const name of names) {
    const { imports = [], inputs = {} } = chunks.get(name) ?? {};
    for (const input of Object.keys(inputs)) found.add(input);
    for (const { kind, path } of imports) if (kind !== "dynamic-import") names.add(basename(path));
  }
  return found;
}
