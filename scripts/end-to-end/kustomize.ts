// Real kustomize and kubectl: exec functions, legacy exec plugins, and a validation that fails.
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipelineOf } from "./kpt-package.ts";
import { edit, loseCache, type SamplePackage, VALIDATOR } from "./packages.ts";
import { type Data, expectSameResources, readResources } from "./resources.ts";
import { copyPackage, ROOT, run, type Run, tempFolder, tool } from "./shell.ts";
import { check, expect, Mismatch } from "./suite.ts";

/** One way to have kustomize run the functions over a package. */
interface Builder {
  readonly title: string;
  readonly build: (folder: string) => Run;
}

/** All cases of kustomize and kubectl over one sample package, whose outcome must be `expected`. */
export async function kustomizeCases(sample: SamplePackage, expected: Map<string, Data>): Promise<void> {
  for (const { title, build } of BUILDERS) {
    await check(`${title}: ${sample.name} has the outcome of warmstart rewrite`, () => {
      const { status, stdout, stderr } = build(copyPackage(sample.name));
      if (status !== 0) throw new Mismatch(`exit code ${status}\n${stderr}`);
      expectSameResources(readResources([stdout]), expected, `${sample.name} by ${title}`);
    });
    await check(`${title}: ${sample.name} with a cache that is gone fails and says so on stderr`, () => {
      const broken = copyPackage(sample.name);
      loseCache(broken, sample);
      const { status, stdout, stderr } = build(broken);
      expect(status !== 0, `exit code must not be 0\n${stderr}`);
      expect(stdout === "", `nothing must be printed\n${stdout}`);
      const named = ["validate-cache-references", "apply-cache-policy"].some((name) => stderr.includes(name));
      expect(named && stderr.includes(sample.pinned), `stderr must name function and cache\n${stderr}`);
    });
    await check(`${title}: ${sample.name} with a wrong policy fails and says so on stderr`, () => {
      const broken = copyPackage(sample.name);
      const [step] = pipelineOf(broken);
      edit(join(broken, step?.configPath ?? ""), (text) => text.replace(/^spec:\n/m, "spec:\n  nonsense: 1\n"));
      const { status, stderr } = build(broken);
      expect(status !== 0, `exit code must not be 0\n${stderr}`);
      expect(stderr.includes('"nonsense" must be a known field'), `stderr must name the field\n${stderr}`);
    });
  }
}

/** The other command of kustomize that calls functions: it deletes the files of resources that do not come back. */
export async function functionRunCases(): Promise<void> {
  await check("kustomize 5.8.1 fn run: a validator that is made for kustomize build keeps every file", () => {
    const folder = tempFolder("run");
    const files = { "a/check.yaml": VALIDATOR, "a/pod.yaml": pod("a"), "b/pod.yaml": pod("b") };
    for (const name of ["a", "b"]) mkdirSync(join(folder, name));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { status, stderr } = run(kustomize("5.8.1"), ["fn", "run", folder, "--enable-exec"], { cwd: folder });
    expect(status === 0, `exit code must be 0\n${stderr}`);
    const left = readdirSync(join(folder, "a")).sort().join(", ");
    expect(left === "check.yaml, pod.yaml", `files must be check.yaml, pod.yaml, not ${left}`);
  });
}

const pod = (name: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: ${name}
      image: nginx:1.27
`;

const exec = (version: string): Builder => ({
  title: `kustomize ${version} exec functions`,
  build: (folder) =>
    run(kustomize(version), ["build", "--enable-alpha-plugins", "--enable-exec", folder], { cwd: folder }),
});

const PLUGIN_FLAG = "--enable-alpha-plugins";

const BUILDERS: readonly Builder[] = [
  exec("5.8.1"),
  exec("5.6.0"),
  {
    title: "kustomize 5.8.1 legacy plugins",
    build: (folder) => run(kustomize("5.8.1"), ["build", PLUGIN_FLAG, join(folder, "kubectl")], withPlugins(folder)),
  },
  {
    title: "kubectl kustomize legacy plugins",
    build: (folder) => run(tool("KUBECTL"), ["kustomize", PLUGIN_FLAG, join(folder, "kubectl")], withPlugins(folder)),
  },
];

const kustomize = (version: string): string => tool(`KUSTOMIZE_${version.replaceAll(".", "_")}`);

const KINDS = ["ReplaceImages", "InjectCacheAnnotations", "ValidateCacheReferences", "ApplyCachePolicy"];

/** kustomize's plugin folder, every kind a link to the one executable. */
function withPlugins(cwd: string): { cwd: string; env: Record<string, string> } {
  const home = tempFolder("xdg");
  for (const kind of KINDS) {
    const folder = join(home, "kustomize/plugin/warmstart.dev/v1alpha1", kind.toLowerCase());
    mkdirSync(folder, { recursive: true });
    symlinkSync(join(ROOT, "dist/warmstart"), join(folder, kind));
  }
  return { cwd, env: { XDG_CONFIG_HOME: home } };
}
