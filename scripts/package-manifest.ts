import { FUNCTION_NAMES } from "../functions/registry.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly homepage: string;
  readonly bugs: string;
  readonly license: string;
  readonly repository: object;
  readonly type: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * package.json of the published package, from the repository's own. The command needs nothing installed; who writes
 * functions with the SDK brings `effect`, for the schemas of their policies.
 */
export function packageManifest(source: string): string {
  const { dependencies, ...read } = JSON.parse(source) as Manifest;
  const { name, version, description, keywords, homepage, bugs, license, repository, type, engines } = read;
  const peers = ["@kubernetes-models/base", "effect"];
  const manifest = {
    name,
    version,
    description,
    keywords,
    homepage,
    bugs,
    license,
    repository,
    type,
    engines,
    bin: { warmstart: "bin/warmstart.js" },
    exports: {
      ".": entry("mod"),
      "./krm": entry("krm"),
      ...Object.fromEntries(FUNCTION_NAMES.map((each) => [`./${each}`, entry(each)])),
      "./package.json": "./package.json",
    },
    sideEffects: false,
    peerDependencies: Object.fromEntries(peers.map((peer) => [peer, `^${dependencies[peer]}`])),
    peerDependenciesMeta: Object.fromEntries(peers.map((peer) => [peer, { optional: true }])),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const entry = (file: string): object => ({ types: `./types/${file}.d.ts`, default: `./lib/${file}.js` });
