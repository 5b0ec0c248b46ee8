// Real manifests of two public repositories: every image reference is found, and not a byte elsewhere is touched.
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { corpus } from "../corpus.ts";
import { expectInjected, type Wanted } from "./injection.ts";
import { renameImages, renamer, type Replacement } from "./renames.ts";
import { readTree, run, tempFolder } from "./shell.ts";
import { check, expect, expectSame, Mismatch } from "./suite.ts";
import { survey } from "./survey.ts";

const REPOSITORIES = ["GoogleCloudPlatform__microservices-demo", "kubernetes__examples"];
/** Pods of a DaemonSet do not run on virtual nodes. */
const WANTED: Wanted = ({ kind }) => (kind === "DaemonSet" ? undefined : { "k8s.aliyun.com/eci-auto-imc": "true" });

/** Cases over the development corpus; without it, one line says that they did not run. */
export async function corpusCases(): Promise<void> {
  const { folder, full } = corpus();
  if (!full) return console.log("note: without the development corpus only the packages of testdata/ have run");
  for (const name of REPOSITORIES) await repositoryCases(name, join(folder, name));
}

async function repositoryCases(name: string, source: string): Promise<void> {
  const copies = { steps: join(tempFolder("steps"), name), pipeline: join(tempFolder("pipeline"), name) };
  for (const copy of Object.values(copies)) cpSync(source, copy, { recursive: true });
  const before = manifestsOf(source);
  const replacements = mirrorOf(before);
  const policies = policiesIn(tempFolder("policies"), replacements);
  const rename = renamer(replacements);

  const surveys = [...before.values()].map(survey);
  const sum = (count: (each: (typeof surveys)[number]) => number): number =>
    surveys.reduce((total, each) => total + count(each), 0);
  const known = sum(({ images }) => images.filter(({ value }) => rename(value) !== undefined).length);
  console.log(
    `     ${name}: ${before.size} files, ${sum(({ kubernetes }) => kubernetes)} Kubernetes documents, ` +
      `${sum(({ images }) => images.length)} images (${known} of them valid references), ` +
      `${sum(({ refused }) => refused)} documents that are no YAML`,
  );

  const replaced = new Map([...before].map(([path, text]) => [path, renameImages(text, rename)]));
  await check(`corpus: ${name}: replace-images finds all ${known} images and touches nothing else`, () => {
    expect(known > 0, "there must be images");
    rewrite(copies.steps, policies.replace);
    expectSameFiles(manifestsOf(copies.steps), replaced);
  });
  await check(
    `corpus: ${name}: inject-cache-annotations adds its annotation to every pod template that may have it, nothing else`,
    () => {
      rewrite(copies.steps, policies.inject);
      for (const [path, after] of manifestsOf(copies.steps)) {
        expectInjected(replaced.get(path) ?? "", after, WANTED, path);
      }
    },
  );
  await check(`corpus: ${name}: apply-cache-policy does the same in one pass`, () => {
    rewrite(copies.pipeline, policies.pipeline);
    expectSameFiles(manifestsOf(copies.pipeline), manifestsOf(copies.steps));
  });
  await check(`corpus: ${name}: a second run changes nothing`, () => {
    const { stdout } = run("warmstart", ["rewrite", "-p", policies.pipeline, copies.pipeline], {
      cwd: copies.pipeline,
    });
    expectSame(stdout, "", "diff of the second run");
  });
}

/** Runs the built command; 4 says that some files are templates or broken, which the corpus has. */
function rewrite(folder: string, policy: string): void {
  const { status, stderr } = run("warmstart", ["rewrite", "--write", "-p", policy, folder], { cwd: folder });
  if (status === 0 || status === 4) return;
  const errors = stderr.match(/^\S+ error .*\n.*$/gm)?.join("\n") ?? stderr;
  throw new Mismatch(`warmstart rewrite: exit code ${status}\n${errors}`);
}

/** One rule per registry or namespace in use, so that every valid image of the texts has a rule. */
function mirrorOf(texts: ReadonlyMap<string, string>): Replacement[] {
  const images = [...texts.values()].flatMap((text) => survey(text).images).map(({ value }) => value);
  const first = images.map((image) => (image.includes("/") ? image.slice(0, image.indexOf("/")) : ""));
  return [...new Set(first)]
    .filter((prefix) => /^[\w.:-]*$/.test(prefix))
    .sort()
    .map((prefix) => ({
      repositoryPrefix: prefix,
      replaceWith: ["mirror.example.com", prefix.replace(":", "-").toLowerCase()].filter(Boolean).join("/"),
    }));
}

function policiesIn(folder: string, replacements: Replacement[]): Record<"replace" | "inject" | "pipeline", string> {
  const replaceImages = { replacements };
  const injectCacheAnnotations = { provider: "alibaba-eci", rules: [{ name: "all", autoMatch: {} }] };
  const write = (kind: string, spec: unknown): string => {
    const path = join(folder, `${kind}.yaml`);
    writeFileSync(path, stringify({ apiVersion: "warmstart.dev/v1alpha1", kind, metadata: { name: "corpus" }, spec }));
    return path;
  };
  return {
    replace: write("ReplaceImages", replaceImages),
    inject: write("InjectCacheAnnotations", injectCacheAnnotations),
    pipeline: write("ApplyCachePolicy", { replaceImages, injectCacheAnnotations }),
  };
}

function manifestsOf(folder: string): Map<string, string> {
  return new Map([...readTree(folder)].filter(([path]) => /\.(ya?ml|json)$/.test(path)));
}

function expectSameFiles(actual: Map<string, string>, expected: Map<string, string>): void {
  for (const [path, text] of actual) expectSame(text, expected.get(path) ?? "", path);
}
