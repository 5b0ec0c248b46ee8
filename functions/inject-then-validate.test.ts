import { beforeAll, expect, test } from "bun:test";
import * as fc from "fast-check";
import { definition as inject } from "./inject-cache-annotations/function.ts";
import { keyInfo, knownKeys, type ProviderName, PROVIDER_NAMES, provider } from "./lib/cache/mod.ts";
import { applyPolicy, type FunctionDefinition } from "./lib/krm/mod.ts";
import { loadLibrary } from "./lib/yaml/mod.ts";
import { definition as validate } from "./validate-cache-references/function.ts";

beforeAll(loadLibrary);

/** A cloud as a careful user has it: pods that run there, a cache with their images, and every action it knows. */
interface Cloud {
  readonly labels: string;
  readonly nodeSelector: string;
  readonly pullPolicy: string;
  readonly pin: string;
  readonly actions: readonly string[];
}

const NOWHERE = "{}";
const CLOUDS: Readonly<Partial<Record<ProviderName, Cloud>>> = {
  "alibaba-eci": {
    labels: '{alibabacloud.com/eci: "true"}',
    nodeSelector: NOWHERE,
    pullPolicy: "IfNotPresent",
    pin: "imc-2ze5hdcnngenmwc1jmwf",
    actions: ["autoMatch: {}", "autoMatch: {matchCountRequest: 1}", "specifiedName: {name: imc-2ze5hdcnngenmwc1jmwf}"],
  },
  "alibaba-acs": {
    labels: '{alibabacloud.com/acs: "true"}',
    nodeSelector: NOWHERE,
    pullPolicy: "Always",
    pin: "imc-uf6fba9qbhsjywolg2pj",
    actions: ["autoMatch: {}"],
  },
  "huawei-cci": {
    labels: "{bursting.cci.io/burst-to-cci: enforce}",
    nodeSelector: NOWHERE,
    pullPolicy: "IfNotPresent",
    pin: "web",
    actions: [
      "autoMatch: {}",
      "autoMatch: {exactMatch: true, usageStrategy: quantity, createIfNotPresent: true}",
      "specifiedName: {name: web}",
      "specifiedName: {name: web, rejectIfNotAvailable: true}",
    ],
  },
  "tencent-tke": {
    labels: NOWHERE,
    nodeSelector: "{node.kubernetes.io/instance-type: eklet}",
    pullPolicy: "IfNotPresent",
    pin: "imc-1cghhuuu",
    actions: ["autoMatch: {}", "specifiedName: {name: imc-1cghhuuu}"],
  },
  "volcengine-vci": {
    labels: "{vke.volcengine.com/burst-to-vci: enforce}",
    nodeSelector: NOWHERE,
    pullPolicy: "IfNotPresent",
    pin: "web",
    actions: ["autoMatch: {}"],
  },
};

function cloud(name: ProviderName): Cloud {
  const found = CLOUDS[name];
  if (found === undefined) throw new Error(`CLOUDS must have ${name}`);
  return found;
}

test.each([...PROVIDER_NAMES])("%s has a row in the table of clouds", (name) => {
  expect(Object.keys(CLOUDS)).toContain(name);
});

const KINDS = ["apps/v1 Deployment", "apps/v1 StatefulSet", "batch/v1 Job", "argoproj.io/v1alpha1 Workflow"] as const;

interface Case {
  readonly name: ProviderName;
  readonly action: string;
  readonly keys: string;
  readonly on: string;
  readonly kind: (typeof KINDS)[number];
  readonly existing: Readonly<Record<string, string>>;
}

const cases: fc.Arbitrary<Case> = fc
  .constantFrom(...PROVIDER_NAMES.filter((name) => CLOUDS[name] !== undefined))
  .chain((name) =>
    fc.record({
      name: fc.constant(name),
      action: fc.constantFrom(...cloud(name).actions, "none: {}"),
      keys: fc.constantFrom("current", "both", "legacy"),
      on: fc.constantFrom("keep", "replace", "fail"),
      kind: fc.constantFrom(...KINDS),
      existing: fc.dictionary(
        fc.constantFrom("team", ...steeringKeys(name)),
        fc.constantFrom("true", "false", "1", "size", "auto", "yes", cloud(name).pin, "imc-old"),
        { maxKeys: 3 },
      ),
    }),
  );

/** The keys that policies write. */
function steeringKeys(name: ProviderName): readonly string[] {
  return knownKeys(name).filter((key) => {
    const info = keyInfo(key);
    return info?.meaning !== undefined && info.row.family === "cache" && info.row.by === "user";
  });
}

function workload({ name, kind, existing }: Case): string {
  const { labels, nodeSelector, pullPolicy } = cloud(name);
  const [apiVersion, what] = kind.split(" ");
  const annotations = Object.entries(existing).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const isWorkflow = what === "Workflow";
  const metadata = [isWorkflow ? "podMetadata:" : "  metadata:", `    labels: ${labels}`];
  if (annotations.length > 0) metadata.push("    annotations:", ...annotations.map((line) => `      ${line}`));
  const container = `{name: web, image: "nginx:1.27", imagePullPolicy: ${pullPolicy}}`;
  const spec = isWorkflow
    ? [`nodeSelector: ${nodeSelector}`, "templates:", "- name: main", `  container: ${container}`]
    : ["template:", "  spec:", `    nodeSelector: ${nodeSelector}`, "    containers:", `    - ${container}`];
  const all = [...spec, ...metadata].map((line) => `  ${line}`);
  return [`apiVersion: ${apiVersion}`, `kind: ${what}`, "metadata:", "  name: web", "spec:", ...all, ""].join("\n");
}

function policy(kind: string, spec: readonly string[]): { readonly path: string; readonly text: string } {
  const head = ["apiVersion: warmstart.dev/v1alpha1", `kind: ${kind}`, "metadata: {name: test}", "spec:"];
  return { path: "policy.yaml", text: [...head, ...spec.map((line) => `  ${line}`), ""].join("\n") };
}

/** Options have no older spelling, which makes them errors of a policy that asks for older keys. */
const hasOptions = (action: string): boolean => /\{\w+: [^}]*,|autoMatch: \{\w/.test(action);

const rules = ({ name, keys, on }: Case, action: string): ReturnType<typeof policy> =>
  policy("InjectCacheAnnotations", [
    `provider: ${name}`,
    ...(keys === "current" || (keys === "legacy" && hasOptions(action)) ? [] : [`keys: ${keys}`]),
    `onExisting: ${on}`,
    `rules: [{${action}}]`,
  ]);

function check({ name }: Case): ReturnType<typeof policy> {
  const row = provider(name);
  const cache = `${row.pin.by}: ${cloud(name).pin}, phase: ${row.usablePhases[0]}, images: [{ref: "nginx:1.27"}]`;
  return policy("ValidateCacheReferences", [`provider: ${name}`, `inventory: {caches: [{${cache}}]}`]);
}

async function apply<P>(
  by: FunctionDefinition<P>,
  how: ReturnType<typeof policy>,
  text: string,
): Promise<{ readonly text: string; readonly found: readonly string[] }> {
  const { texts, results, badPolicy } = await applyPolicy(by, how, [{ path: "web.yaml", text }]);
  const found = results.flatMap(({ severity, tags, field, message }) =>
    severity === "info" ? [] : [`${tags?.["rule"]} ${field?.path ?? ""} ${message}`],
  );
  expect([badPolicy, texts.length]).toEqual([false, 1]);
  return { text: texts[0] as string, found };
}

const ruleOf = (found: string): string => found.slice(0, found.indexOf(" "));

/** Whether the policy asked for it, by the generation of its keys. */
const older = (found: string): boolean => /^IC00[56] /.test(found);

test("what is written where nothing stood, or in place of it, is found to be right", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      // What all pods of a workflow share is not taken away because of a rule about one of them.
      const replaces = one.on === "replace" && !one.kind.endsWith("Workflow");
      const fresh = replaces ? one : { ...one, existing: {} };
      const before = workload(fresh);
      const { text } = await apply(inject, rules(fresh, fresh.action), before);
      // What was wrong before, and is nothing that the policy speaks of, stays so.
      const stayed = new Set((await apply(validate, check(fresh), before)).found.map(ruleOf));
      const { found } = await apply(validate, check(fresh), text);
      const isNew = (each: string): boolean => !stayed.has(ruleOf(each)) && !(one.keys !== "current" && older(each));
      expect(found.filter(isNew)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test("a second run changes nothing, whatever stood there", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const before = workload(one);
      const first = await apply(inject, rules(one, one.action), before);
      const second = await apply(inject, rules(one, one.action), first.text);
      expect(second.text).toBe(first.text);
    }),
    { numRuns: 300 },
  );
});

test("where nothing but the absence of a key switches caches off, switching them off restores the text", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      // A workflow without metadata of its own gets some, which stays, empty.
      const kind = given.kind === "argoproj.io/v1alpha1 Workflow" ? KINDS[0] : given.kind;
      const one = { ...given, kind, existing: { team: "web" } };
      if (provider(one.name).keys.autoMatch?.switch?.off !== null) return;
      const before = workload(one);
      const there = await apply(inject, rules(one, one.action), before);
      const gone = await apply(inject, rules({ ...one, on: "replace" }, "none: {}"), there.text);
      expect(gone.text).toBe(before);
    }),
    { numRuns: 200 },
  );
});
