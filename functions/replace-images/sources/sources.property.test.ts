import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { applyPolicy } from "../../lib/krm/mod.ts";
import { definition } from "../function.ts";

const POLICY = {
  apiVersion: "warmstart.dev/v1alpha1",
  kind: "ReplaceImages",
  metadata: { name: "mirror" },
  spec: {
    sources: ["manifests", "helmValues", "envAndArgs", "embedded", "replacementAnnotations"],
    replacements: [
      { repositoryPrefix: "docker.io", replaceWith: "mirror.example/hub" },
      { repositoryPrefix: "quay.io/team", replaceWith: "mirror.example/team" },
    ],
  },
};

/** A text and what must become of it. */
interface Pair {
  readonly before: string;
  readonly after: string;
}

const same = (text: string): Pair => ({ before: text, after: text });
const join = (...parts: readonly (Pair | string)[]): Pair => {
  const pairs = parts.map((part) => (typeof part === "string" ? same(part) : part));
  return { before: pairs.map(({ before }) => before).join(""), after: pairs.map(({ after }) => after).join("") };
};
const map = ({ before, after }: Pair, change: (text: string) => string): Pair => ({
  before: change(before),
  after: change(after),
});

const NAMES: readonly Pair[] = [
  { before: "docker.io/acme/a", after: "mirror.example/hub/acme/a" },
  { before: "quay.io/team/b", after: "mirror.example/team/b" },
  same("quay.io/other/c"),
  same("mirror.example/hub/acme/a"),
];
const PARTS: readonly { registry: Pair; repository: Pair }[] = [
  {
    registry: { before: "docker.io", after: "mirror.example" },
    repository: { before: "acme/a", after: "hub/acme/a" },
  },
  { registry: { before: "quay.io", after: "mirror.example" }, repository: { before: "team/b", after: "team/b" } },
  { registry: same("quay.io"), repository: same("other/c") },
];

const suffix = fc.constantFrom("", ":1", ":1.27-alpine", `@sha256:${"0".repeat(64)}`);
const image = fc.tuple(fc.constantFrom(...NAMES), suffix).map(([name, tag]) => join(name, tag));
const quoted = (text: fc.Arbitrary<Pair>): fc.Arbitrary<Pair> =>
  fc.tuple(text, fc.constantFrom("", '"', "'")).map(([pair, quote]) => join(quote, pair, quote));
const comment = fc.constantFrom("", "  # docker.io/acme/comment:1", " #");

const split = fc
  .tuple(fc.constantFrom(...PARTS), fc.boolean(), comment)
  .map(([{ registry, repository }, flow, note]) =>
    flow
      ? join("image: {registry: ", registry, ', repository: "', repository, `", tag: 1}${note}\n`)
      : join("image:\n  registry: '", registry, `'${note}\n  repository:   `, repository, "\n  tag: '1'\n"),
  );
const whole = fc.tuple(quoted(image), comment).map(([each, note]) => join("sidecarImage: ", each, `${note}\n`));
const values = fc
  .array(fc.oneof(split, whole), { minLength: 1, maxLength: 3 })
  .map((entries) => join(...entries.flatMap((entry, index) => [`part${index}:\n`, map(entry, indent(2)), "\n"])));

const pod = fc
  .tuple(quoted(image), quoted(image), image, comment)
  .map(([own, variable, argument, note]) =>
    join(
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: ",
      own,
      `${note}\n    env:\n    - name: RELATED_IMAGE_X\n      value: `,
      variable,
      "\n    args: [-v, --x-image=",
      argument,
      "]\n",
    ),
  );

const mapping = fc.constantFrom(...NAMES).map((name) => {
  const base = map(name, (text) => text.slice(0, text.lastIndexOf("/")));
  return join('[{"repositoryPrefix":"harbor.example", "replaceWith" :"', base, '"}]');
});
const annotated = mapping.map((list) =>
  join("apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    bursting.cci.io/image-replacement: '", list, "'\n"),
);

/** Indents the lines that are not empty. */
function indent(by: number): (text: string) => string {
  return (text) => text.replace(/^(?=.)/gm, " ".repeat(by));
}

const block = fc
  .tuple(
    fc.oneof(values, pod),
    fc.constantFrom(["|", "\n"], ["|-", ""], ["|+", "\n\n"], ["| # text", "\n"]),
    fc.integer({ min: 1, max: 5 }),
  )
  .map(([text, [header, end], by]) =>
    join(
      `  file: ${header}\n`,
      map(text, (each) => indent(2 + by)(each.trimEnd()) + (end || "\n")),
    ),
  );
const json = fc.tuple(image, fc.boolean()).map(([each, double]) => {
  const text = map(each, (name) => JSON.stringify({ sidecar: { image: name, note: "it is" } }));
  return join(
    "  config.json: ",
    map(text, (source) => (double ? JSON.stringify(source) : `'${source}'`)),
    "\n",
  );
});
const configMap = fc
  .oneof(block, json)
  .map((entry) =>
    join("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c} # docker.io/acme/comment:1\ndata:\n", entry),
  );
const release = values.map((each) =>
  join(
    "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: r}\nspec:\n  values:\n",
    map(each, indent(4)),
  ),
);

const document = fc.oneof(configMap, release, pod, annotated);
const layout = fc.record({ crlf: fc.boolean(), open: fc.boolean() });
const stream = fc
  .tuple(fc.array(document, { minLength: 1, maxLength: 3 }), layout)
  .map(([documents, { crlf, open }]) => {
    const text = join(...documents.flatMap((each, index) => (index === 0 ? [each] : ["---\n", each])));
    const written = crlf ? map(text, (each) => each.replaceAll("\n", "\r\n")) : text;
    return open ? map(written, (each) => each.replace(/\r?\n$/, "")) : written;
  });

async function apply(text: string): Promise<string> {
  const policy = { path: "policy.yaml", text: JSON.stringify(POLICY) };
  const { texts, badPolicy } = await applyPolicy(definition, policy, [{ path: "all.yaml", text }]);
  expect(badPolicy).toBe(false);
  return texts[0] as string;
}

test("every image changes, no other byte does, and the second run changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(stream, async ({ before, after }) => {
      expect(await apply(before)).toBe(after);
      expect(await apply(after)).toBe(after);
    }),
    { numRuns: 400 },
  );
});
