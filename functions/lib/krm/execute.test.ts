import { describe, expect, test } from "bun:test";
import { execute, type ExecuteInput, type Execution } from "./execute.ts";
import type { FunctionDefinition } from "./definition.ts";
import { owned } from "./testing/owned.ts";
import { stamp } from "./testing/stamp.ts";
import { configMap, OWNED_POLICY, resourceList, STAMP_POLICY } from "./testing/texts.ts";

const KUSTOMIZE = "  annotations:\n    config.kubernetes.io/function: |\n      exec: {path: ./fn}\n";
const withAnnotation = (policy: string, lines: string): string => policy.replace("  name: test\n", `$&${lines}`);
const stamped = (text: string): string => `${text}  annotations:\n    example.com/stamp: hello\n`;

function go(input: ExecuteInput, definition: FunctionDefinition = stamp): Promise<Execution> {
  return execute(definition, input);
}

const withRun = (run: FunctionDefinition["run"]): FunctionDefinition => ({ ...stamp, run });

const kubernetesList = (items: string): string => `apiVersion: v1\nkind: List\nmetadata: {}\nitems:\n${items}`;

const stream = (a: string, b: string): string => `# head\n---\n${a}---\n# nothing\n---\n${b}`;

const jsonItem = (more: string): string => `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"${more}}}`;

const jsonList = (more: string, results: string): string =>
  `{"apiVersion":"config.kubernetes.io/v1","kind":"ResourceList","items":[${jsonItem(more)}],"functionConfig":{"apiVersion":"warmstart.dev/v1alpha1","kind":"Stamp","spec":{"value":"hello"}}${results}}`;

/** JSON whose lines all begin in the first column. */
const flat = (value: object): string => JSON.stringify(value, null, 1).replace(/^ +/gm, "");

function stampedItem(name: string): string {
  return `  metadata:\n    name: ${name}\n    annotations:\n      example.com/stamp: hello\n`;
}

const inFile = (name: string, file: string, index: number): string =>
  configMap(name, file).replace("  annotations:\n", `$&    internal.config.kubernetes.io/index: '${index}'\n`);

const filesOf = async (list: string[]): Promise<unknown> =>
  (await go({ stdin: resourceList(list, STAMP_POLICY) })).results.map(({ file }) => file);

describe("the answer has the shape of the input", () => {
  test.each(["v1", "v1beta1", "v1alpha1"])("ResourceList %s", async (version) => {
    const apiVersion = `config.kubernetes.io/${version}`;
    const { stdout, exitCode, stderr } = await go({
      stdin: resourceList([configMap("a"), configMap("b")], STAMP_POLICY, apiVersion),
    });
    expect(stdout).toStartWith(
      resourceList([stamped(configMap("a")), stamped(configMap("b"))], STAMP_POLICY, apiVersion),
    );
    expect(stdout).toContain("\nresults:\n- message: resource has been stamped\n  severity: info\n");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });

  test("List", async () => {
    const item = `- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: a\n`;
    const { stdout } = await go({ stdin: kubernetesList(item), policy: { text: STAMP_POLICY } });
    expect(stdout).toBe(kubernetesList(`${item}    annotations:\n      example.com/stamp: hello\n`));
  });

  test("a plain stream, its empty documents and markers included", async () => {
    const { stdout, results } = await go({
      stdin: stream(configMap("a"), configMap("b")),
      policy: { text: STAMP_POLICY },
      path: "all.yaml",
    });
    expect(stdout).toBe(stream(stamped(configMap("a")), stamped(configMap("b"))));
    expect(results.map(({ file, line }) => [file, line])).toEqual([
      [{ path: "all.yaml", index: 0 }, 5],
      [{ path: "all.yaml", index: 1 }, 12],
    ]);
  });

  test("JSON, on one line", async () => {
    const { stdout } = await go({ stdin: jsonList("", "") });
    const answer = JSON.parse(stdout as string) as { items: object[]; results: { message: string }[] };
    expect(answer.items).toEqual([
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", annotations: { "example.com/stamp": "hello" } } },
    ] as never);
    expect(answer.results.map(({ message }) => message)).toEqual(["resource has been stamped"]);
    const again = await go({ stdin: stdout as string });
    expect(JSON.parse(again.stdout as string)).toEqual({ ...answer, results: [] });
  });
});

test.each([0, 1, "\t"])("JSON over several lines, indented by %j", async (space) => {
  const list = JSON.parse(jsonList("", "")) as object;
  const { stdout, exitCode } = await go({ stdin: space === 0 ? flat(list) : JSON.stringify(list, null, space) });
  expect(JSON.parse(stdout as string)).toMatchObject({
    items: [{ metadata: { name: "a", annotations: { "example.com/stamp": "hello" } } }],
    results: [{ severity: "info" }],
  });
  expect(exitCode).toBe(0);
});

test("lists inside of lists are resources of their own", async () => {
  const inner =
    "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: deep\n";
  const { stdout, results } = await go({ stdin: resourceList([inner, configMap("b")], STAMP_POLICY) });
  expect(stdout).toContain("      name: deep\n      annotations:\n        example.com/stamp: hello\n");
  expect(results.map(({ resourceRef }) => resourceRef?.name)).toEqual(["b", "deep"]);
});

test("elements of a typed list have its type; a custom kind that only sounds like a list stays one resource", async () => {
  const typed = "apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata:\n    name: short\n";
  const custom = "apiVersion: example.com/v1\nkind: AllowList\nmetadata:\n  name: hosts\nitems:\n- name: a\n";
  const { results } = await go({ stdin: resourceList([typed, custom], STAMP_POLICY) });
  expect(
    results.map(({ resourceRef }) => `${resourceRef?.apiVersion} ${resourceRef?.kind}/${resourceRef?.name}`),
  ).toEqual(["example.com/v1 AllowList/hosts", "v1 ConfigMap/short"]);
});

test("only the edited bytes change", async () => {
  const odd = `apiVersion: "v1"\nkind: ConfigMap   # what\n\nmetadata:   {name: 'a', annotations: {x: 'on'}}\ndata:\n    folded: >-\n        one\n        two\n    n: 0123\n# foot\n`;
  const input = resourceList([odd, configMap("b")], STAMP_POLICY);
  const { stdout } = await go({ stdin: input });
  expect(stdout).toStartWith(
    input
      .replace("{x: 'on'}", "{x: 'on', example.com/stamp: hello}")
      .replace("name: b\n", "name: b\n    annotations:\n      example.com/stamp: hello\n"),
  );
});

test("results of an earlier run are replaced, and removed when there are none", async () => {
  const old = "results:\n- message: old\n  severity: error\n";
  const first = await go({ stdin: `${resourceList([configMap("a")], STAMP_POLICY)}${old}` });
  expect(first.stdout).not.toContain("message: old");
  const second = await go({ stdin: first.stdout as string });
  expect(second.stdout).toBe(resourceList([stamped(configMap("a"))], STAMP_POLICY));
});

test("a byte order mark in front of results of an earlier run stays", async () => {
  const rest = resourceList([configMap("a")], STAMP_POLICY);
  const { stdout } = await go({ stdin: `\ufeffresults:\n- message: old\n  severity: error\n${rest}` });
  expect(stdout).toStartWith(`\ufeff${resourceList([stamped(configMap("a"))], STAMP_POLICY)}`);
});

test("line endings of the input are those of the results", async () => {
  const { stdout } = await go({ stdin: resourceList([configMap("a")], STAMP_POLICY).replaceAll("\n", "\r\n") });
  expect(stdout?.replaceAll("\r\n", "")).not.toContain("\n");
});

describe("bad policies", () => {
  test("a ResourceList comes back with the error and nothing else changed", async () => {
    const input = resourceList([configMap("a")], STAMP_POLICY.replace("value", "vlaue"));
    const { stdout, exitCode, stderr } = await go({ stdin: input });
    expect(stdout).toBe(`${input}results:
- message: '"vlaue" must be a known field, did you mean "value"? (known fields: crash, limit, rules, select, strict, style, value)'
  severity: error
  resourceRef:
    apiVersion: warmstart.dev/v1alpha1
    kind: Stamp
    name: test
  field:
    path: spec.vlaue
    currentValue: hello
  tags:
    rule: policy
`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
  });

  test("one that cannot be read names its file, too", async () => {
    const place = "  annotations:\n    config.kubernetes.io/path: p.yaml\n    config.kubernetes.io/index: '0'\n";
    const policy = withAnnotation(STAMP_POLICY.replace("kind: Stamp", "kind: Stamp\nkind: Stamp"), place);
    const { results } = await go({ stdin: resourceList([configMap("a")], policy) });
    expect(results).toEqual([
      {
        message: 'functionConfig: key "kind" must occur once in its map',
        severity: "error",
        file: { path: "p.yaml", index: 0 },
        tags: { rule: "policy" },
      },
    ]);
  });

  test("a problem that run finds drops its edits", async () => {
    const input = resourceList([configMap("a")], STAMP_POLICY.replace("hello", "forbidden"));
    const { stdout, results, exitCode } = await go({ stdin: input });
    expect(stdout).toStartWith(`${input}results:\n`);
    expect(results.map(({ message, field }) => [message, field?.path])).toEqual([
      ['must not be "forbidden"', "spec.value"],
    ]);
    expect(exitCode).toBe(1);
  });

  test("a plain stream gets no answer, and stderr names file, line and field", async () => {
    const policy = { path: "policies/p.yaml", text: `# comment\n${STAMP_POLICY}  limit: many\n` };
    expect(await go({ stdin: configMap("a"), policy })).toMatchObject({
      stdout: undefined,
      stderr: 'stamp: [error] policies/p.yaml:8 Stamp/test spec.limit: must be a number, not "many"\n',
      exitCode: 1,
    });
  });
});

describe("input that cannot be answered", () => {
  const cases: [name: string, stdin: string, message: RegExp][] = [
    ["empty", "", /input must not be empty/],
    ["blank", " \n\n", /input must not be empty/],
    ["without items", "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n", /must have `items`/],
    [
      "items as a map",
      "apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n  a: b\n",
      /list of resources/,
    ],
    [
      "unknown wrapper",
      "apiVersion: example.com/v9\nkind: ResourceList\nitems: []\n",
      /`apiVersion`.*not "example.com\/v9"/,
    ],
    ["not YAML, no policy", "{{ if }}\n: [", /must be given with -p/],
    ["UTF-16", "a\0p\0i\0", /^stamp: \[error\] input .*\(line 1\)/],
  ];
  test.each(cases)("%s", async (_, stdin, message) => {
    const { stdout, stderr, exitCode } = await go({ stdin });
    expect(stdout).toBeUndefined();
    expect(stderr).toMatch(message);
    expect(stderr).toStartWith("stamp: [error] ");
    expect(exitCode).toBe(1);
  });

  test("a stream of which nothing could be read", async () => {
    const { stdout, stderr, exitCode } = await go({ stdin: "a: [b\nc: }", policy: { text: STAMP_POLICY } });
    expect({ stdout, exitCode }).toEqual({ stdout: undefined, exitCode: 1 });
    expect(stderr).toMatch(/^stamp: \[error\] line \d+ of the input must be/);
  });
});

describe("what cannot be read is left alone", () => {
  const broken = configMap("broken", "b.yaml").replace("metadata:", "kind: Pod\nmetadata:");

  test("one bad item does not spoil its neighbours", async () => {
    const { stdout, results, exitCode } = await go({ stdin: resourceList([broken, configMap("a")], STAMP_POLICY) });
    expect(stdout).toContain(stampedItem("a"));
    expect(results.find(({ tags }) => tags?.["rule"] === "refused")).toMatchObject({
      severity: "warning",
      file: { path: "b.yaml" },
    });
    expect(results).toHaveLength(2);
    expect(exitCode).toBe(0);
  });

  test.each([
    ["block style", inFile("x", "my charts/ä.yaml", 2).replace("kind:", "kind: Pod\nkind:")],
    [
      "flow style",
      `{"kind": 1, "kind": 2, metadata: {annotations: {config.kubernetes.io/index: '2', config.kubernetes.io/path: 'my charts/ä.yaml', x: y}}}\n`,
    ],
  ])("its file is found without an outline: %s", async (_, text) => {
    const { results } = await go({ stdin: resourceList([text], STAMP_POLICY) });
    expect(results).toMatchObject([{ tags: { rule: "refused" }, file: { path: "my charts/ä.yaml", index: 2 } }]);
  });

  test("an item without kind is an error, the others are done", async () => {
    const nameless = "metadata:\n  name: x\n";
    const { stdout, results, exitCode } = await go({ stdin: resourceList([nameless, configMap("a")], STAMP_POLICY) });
    expect(stdout).toContain("- metadata:\n    name: x\n-");
    expect(stdout).toContain(stampedItem("a"));
    expect(results[0]).toMatchObject({
      severity: "error",
      message: "line 4 of the input: a resource must have `kind`",
    });
    expect(exitCode).toBe(1);
  });

  test("a kustomization file needs no kind", async () => {
    const text = "metadata:\n  annotations:\n    config.kubernetes.io/path: app/kustomization.yaml\nimages: []\n";
    const { results } = await go({ stdin: resourceList([text], STAMP_POLICY) });
    expect(results.map(({ resourceRef }) => resourceRef?.kind)).toEqual(["Kustomization"]);
  });
});

test("a result that speaks of the policy names the field as a ConfigMap has it", async () => {
  const definition = withRun(({ results }) => {
    results.add("warning", "unused", "must be used", { path: ["spec", "rules", 0, "kind"], currentValue: "Pod" });
    results.add("info", "seen", "is there", { path: ["spec", "value"] });
  });
  const config = "apiVersion: v1\nkind: ConfigMap\ndata:\n  value: hello\n  rules: '[{kind: Pod}]'\n";
  const { results } = await go({ stdin: resourceList([], config) }, definition);
  expect(results.map(({ field, message }) => [field?.path, message])).toEqual([
    ["data.rules", "`[0].kind` must be used"],
    ["data.value", "is there"],
  ]);
  const inSpec = await go({ stdin: resourceList([], STAMP_POLICY) }, definition);
  expect(inSpec.results.map(({ field }) => field?.path)).toEqual(["spec.rules[0].kind", "spec.value"]);
});

describe("a policy from a file, for a ResourceList", () => {
  const policy = { text: OWNED_POLICY, path: "policy.yaml" };

  test("in a pipe of kpt fn source its findings go to stderr as well: nobody shows the results", async () => {
    const stdin = resourceList([configMap("a", "a.yaml")], "").replace("functionConfig:\n", "");
    const { stdout, stderr } = await go({ stdin, policy }, owned);
    expect(stderr).toBe("owned: [error] a.yaml ConfigMap/a metadata.labels.owner: must say who owns it\n");
    expect(stdout).toContain("- message: must say who owns it\n");
  });

  test.each([
    [
      "its functionConfig",
      OWNED_POLICY,
      "owned: [error] a.yaml ConfigMap/a metadata.labels.owner: must say who owns it\n",
    ],
    ["no policy at all", "", "owned: [error] functionConfig must be given: "],
  ])("so do those with %s in the pipe", async (_, functionConfig, message) => {
    const item = configMap("a", "a.yaml\n    internal.config.kubernetes.io/seqindent: compact");
    const stdin = resourceList([item], functionConfig).replace(/functionConfig:\n$/, "");
    const { stdout, stderr, exitCode } = await go({ stdin }, owned);
    expect(stderr).toStartWith(message);
    expect(stdout).toStartWith(stdin);
    expect(exitCode).toBe(1);
  });

  test("under kpt they do not", async () => {
    const item = configMap("a", "a.yaml\n    internal.config.kubernetes.io/id: '1'");
    expect((await go({ stdin: resourceList([item], STAMP_POLICY), policy }, owned)).stderr).toBe("");
  });
});

/** Path and notes of a resource that kpt gives to a function. */
const BY_KPT = `a.yaml
    internal.config.kubernetes.io/seqindent: compact
    internal.config.kubernetes.io/id: '1'`;

describe("kustomize", () => {
  test("findings go to stderr as well, with the function's name", async () => {
    const policy = withAnnotation(OWNED_POLICY, KUSTOMIZE);
    const { stderr, stdout, exitCode } = await go({ stdin: resourceList([configMap("a")], policy) }, owned);
    expect(stderr).toBe("owned: [error] ConfigMap/a metadata.labels.owner: must say who owns it\n");
    expect(stdout).toContain("name: a\n");
    expect(exitCode).toBe(1);
  });

  test.each([
    ["a wrong field", withAnnotation(OWNED_POLICY.replace("severity: error", "severity: loud"), KUSTOMIZE), "severity"],
    ["another kind", withAnnotation(STAMP_POLICY, KUSTOMIZE), 'must be kind "Owned"'],
    ["a key twice", `${withAnnotation(OWNED_POLICY, KUSTOMIZE)}kind: Owned\n`, 'key "kind" must occur once'],
    ["an older annotation", withAnnotation(STAMP_POLICY, KUSTOMIZE.replace("kubernetes.io", "k8s.io")), "Owned"],
  ])("a bad policy is told on stderr: %s", async (_, policy, words) => {
    const { stderr, exitCode } = await go({ stdin: resourceList([configMap("a")], policy) }, owned);
    expect(stderr).toStartWith("owned: [error] ");
    expect(stderr).toContain(words);
    expect(exitCode).toBe(1);
  });

  test("findings go to stderr when the policy comes from a file", async () => {
    const stdin = resourceList([configMap("a")], withAnnotation(STAMP_POLICY, KUSTOMIZE));
    const { stderr } = await go({ stdin, policy: { text: OWNED_POLICY, path: "policy.yaml" } }, owned);
    expect(stderr).toBe("owned: [error] ConfigMap/a metadata.labels.owner: must say who owns it\n");
  });

  test("the files that kustomize makes up between two functions are not named", async () => {
    const policy = withAnnotation(OWNED_POLICY, KUSTOMIZE);
    const { stderr, results } = await go({ stdin: resourceList([configMap("a", "configmap_a.yaml")], policy) }, owned);
    expect(stderr).toBe("owned: [error] ConfigMap/a metadata.labels.owner: must say who owns it\n");
    expect(results[0]?.file).toEqual({ path: "configmap_a.yaml" });
  });

  test("under generators: there are no resources to work on, which is an error", async () => {
    const policy = withAnnotation(STAMP_POLICY, KUSTOMIZE);
    const { stdout, stderr, exitCode } = await go({ stdin: resourceList([policy], policy) });
    expect(stderr).toStartWith("stamp: [error] policy must stand under `transformers:`");
    expect(stdout).toStartWith(resourceList([policy], policy));
    expect(exitCode).toBe(1);
  });

  test.each([
    ["a resource of its own", `${KUSTOMIZE}    kustomize.config.k8s.io/id: "kind: Stamp"\n`, KUSTOMIZE],
    ["in a package of kpt", "", ""],
  ])("a policy that is the only item may be %s", async (_, item, config) => {
    const stdin = resourceList([withAnnotation(STAMP_POLICY, item)], withAnnotation(STAMP_POLICY, config));
    expect(await go({ stdin })).toMatchObject({ exitCode: 0, results: [{ tags: { rule: "stamped" } }] });
  });

  test("under validators: the answer has no items, but under kpt it has", async () => {
    const mode = "  annotations:\n    warmstart.dev/mode: validator\n";
    const asKpt = resourceList([configMap("a")], withAnnotation(OWNED_POLICY, mode));
    expect((await go({ stdin: asKpt }, owned)).stdout).toStartWith(asKpt);
    const both = `${mode}${KUSTOMIZE.slice(KUSTOMIZE.indexOf("\n") + 1)}`;
    const asKustomize = resourceList([configMap("a")], withAnnotation(OWNED_POLICY, both));
    const { stdout } = await go({ stdin: asKustomize }, owned);
    expect(stdout).toContain("\nitems: []\nfunctionConfig:\n");
    expect(stdout?.split("results:")[0]).not.toContain("name: a\n");
  });

  test("under kpt a policy made for kustomize as well deletes nothing and repeats nothing on stderr", async () => {
    const mode = `${KUSTOMIZE}    warmstart.dev/mode: validator\n`;
    const item = configMap("a", BY_KPT);
    const stdin = resourceList([item], withAnnotation(OWNED_POLICY, mode));
    const { stdout, stderr } = await go({ stdin }, owned);
    expect(stdout).toStartWith(stdin);
    expect(stderr).toBe("");
    const id = item.replace("  annotations:\n", "$&    kustomize.config.k8s.io/id: x\n");
    const ofKustomize = resourceList([id], withAnnotation(OWNED_POLICY, mode));
    expect((await go({ stdin: ofKustomize }, owned)).stdout).toContain("\nitems: []\n");
  });

  test.each([
    ["in a text", "data:\n  note: the annotation kustomize.config.k8s.io/id\n"],
    ["left over on one resource", '  annotations:\n    kustomize.config.k8s.io/id: "kind: Pod"\n'],
  ])("kustomize's note %s of a package of kpt deletes nothing", async (_, lines) => {
    const policy = withAnnotation(OWNED_POLICY, `${KUSTOMIZE}    warmstart.dev/mode: validator\n`);
    const read = configMap("a", BY_KPT);
    const noted = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: b\n${lines}`;
    const stdin = resourceList([read, noted], policy);
    const { stdout, stderr } = await go({ stdin }, owned);
    expect(stdout).toStartWith(stdin);
    expect(stderr).toBe("");
  });

  test("what kustomize fn run reads from files is repeated to it, and findings are told", async () => {
    const policy = withAnnotation(OWNED_POLICY, `${KUSTOMIZE}    warmstart.dev/mode: validator\n`);
    const ids = "\n    internal.config.kubernetes.io/id: '1'";
    const stdin = resourceList([configMap("a", `a/a.yaml${ids}`), configMap("b", `a/b.yaml${ids}`)], policy);
    const { stdout, stderr } = await go({ stdin }, owned);
    expect(stdout).toStartWith(stdin);
    expect(stderr).toContain("must say who owns it");
  });

  test.each([
    ["a mutator must not have the mode", "validator", stamp, STAMP_POLICY],
    ["the mode must be known", "validate", owned, OWNED_POLICY],
  ])("%s", async (_, mode, definition, policy) => {
    const text = withAnnotation(policy, `  annotations:\n    warmstart.dev/mode: ${mode}\n`);
    const { results, stdout } = await go({ stdin: resourceList([configMap("a")], text) }, definition);
    expect(results.map(({ field }) => field?.path)).toEqual(['metadata.annotations["warmstart.dev/mode"]']);
    expect(stdout).toContain("    name: a\n");
  });

  test("a legacy plugin reads a stream and its config file, and reports on stderr", async () => {
    const input = { stdin: configMap("a"), policy: { text: OWNED_POLICY }, legacy: true };
    const { stdout, stderr } = await go(input, owned);
    expect(stdout).toBe(configMap("a"));
    expect(stderr).toContain("owned: [error] ConfigMap/a");
    const validator = withAnnotation(OWNED_POLICY, "  annotations:\n    warmstart.dev/mode: validator\n");
    expect((await go({ ...input, policy: { text: validator } }, owned)).stdout).toBe("");
  });

  test("a legacy generator gets nothing and generates nothing", async () => {
    const input = { stdin: "", policy: { text: STAMP_POLICY }, legacy: true };
    expect(await go(input)).toMatchObject({ stdout: "", stderr: "", exitCode: 0 });
  });
});

describe("a function's run", () => {
  const stdin = resourceList([configMap("a"), configMap("b")], STAMP_POLICY);
  const PATH = ["metadata", "annotations", "example.com/stamp"];

  test("edits resources that it collected before", async () => {
    const collect = withRun(({ items }) => [...items].forEach((item) => item.set(PATH, "hello")));
    const inTurn = withRun(({ items }) => {
      for (const item of items) item.set(PATH, "hello");
    });
    const { stdout } = await go({ stdin }, collect);
    expect(stdout).toBe(resourceList([stamped(configMap("a")), stamped(configMap("b"))], STAMP_POLICY));
    expect(stdout).toBe((await go({ stdin }, inTurn)).stdout!);
  });

  test("must not be asynchronous: its edits would come after the answer", () => {
    const later = withRun(async ({ items }) => {
      await Promise.resolve();
      for (const item of items) item.set(PATH, "hello");
    });
    expect(go({ stdin }, later)).rejects.toThrow("`run` of a function must be synchronous");
  });
});

test("results are sorted by file, index and field, whatever the order of the items", async () => {
  const items = [
    inFile("d", "b.yaml", 10),
    inFile("c", "b.yaml", 9),
    inFile("b", "a.yaml", 1),
    inFile("a", "a.yaml", 0),
  ];
  const expected = [
    { path: "a.yaml", index: 0 },
    { path: "a.yaml", index: 1 },
    { path: "b.yaml", index: 9 },
    { path: "b.yaml", index: 10 },
  ];
  expect(await filesOf(items)).toEqual(expected);
  expect(await filesOf(items.toReversed())).toEqual(expected);
});

test("no result carries an absolute path", async () => {
  const { results } = await go({ stdin: resourceList([configMap("a", "/home/me/a.yaml")], STAMP_POLICY) });
  expect(results.map(({ file }) => file)).toEqual([undefined]);
  const policy = { path: "/home/me/policy.yaml", text: STAMP_POLICY.replace("value", "valeu") };
  const wrong = await go({ stdin: configMap("a"), policy });
  expect(wrong.results.map(({ file }) => file?.path)).toEqual(["policy.yaml"]);
});
