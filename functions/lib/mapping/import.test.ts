import { describe, expect, test } from "bun:test";
import { isRefusal, outline, splitDocuments } from "../yaml/mod.ts";
import { FORMATS, type FormatName } from "./formats.ts";
import { MappingError } from "./read-toml.ts";

/** What files of others become: `prefix -> target`, then `level at: message`. */
function imported(format: FormatName, files: Readonly<Record<string, string>>): string[] {
  const { mapping, notes } = FORMATS[format].import(
    Object.entries(files).map(([path, text]) => ({
      path,
      text,
      documents: FORMATS[format].syntax === "yaml" ? documentsOf(text) : [],
    })),
  );
  return [
    `${mapping.match}${mapping.normalize ? " in full" : ""}`,
    ...mapping.replacements.map(({ repositoryPrefix, replaceWith }) => `${repositoryPrefix} -> ${replaceWith}`),
    ...notes.map(({ level, at, message }) => `${level} ${at}: ${message}`),
  ];
}

function documentsOf(text: string): unknown[] {
  const spans = splitDocuments(text);
  if (isRefusal(spans)) throw new Error(spans.message);
  return spans.map(({ start, end }) => {
    const read = outline(text.slice(start, end));
    if (isRefusal(read)) throw new Error(read.message);
    return read.root?.toJS();
  });
}

const host = (folder: string, text: string): string[] =>
  imported("containerd", { [`certs.d/${folder}/hosts.toml`]: text }).slice(1);

const conf = (text: string): string[] => imported("registries-conf", { "registries.conf": text }).slice(1);

const set = (text: string): string[] => imported("image-mirror-set", { "sets.yaml": text }).slice(1);

const both = (policy: string): string =>
  ["Digest", "Tag"]
    .map(
      (each) =>
        `apiVersion: config.openshift.io/v1\nkind: Image${each}MirrorSet\nmetadata: {name: a}\nspec:\n  image${each}Mirrors:\n  - source: quay.io/team\n    mirrors: [m.example/team, n.example]\n${policy}`,
    )
    .join("---\n");

const loop = (image: string, conditions = ""): string =>
  `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: p}
spec:
  rules:
  - name: r
    match: {any: [{resources: {kinds: [Pod]}}]}
    mutate:
      foreach:
      - list: request.object.spec.containers
${conditions}        patchStrategicMerge:
          spec:
            containers:
            - name: "{{ element.name }}"
              image: "{{ ${image} }}"
`;

const quay = (location: string): string => `[[registry]]\nprefix = "quay.io"\nlocation = "${location}"\n`;

const rule = (image: string, conditions?: string): string[] =>
  imported("kyverno", { "p.yaml": loop(image, conditions) });

describe("hosts.toml folders", () => {
  test("a mirror with the origin behind it", () => {
    expect(
      host(
        "docker.io",
        'server = "https://registry-1.docker.io"\n[host."https://mirror.example:5000"]\n  capabilities = ["pull", "resolve"]\n',
      ),
    ).toEqual([
      "docker.io -> mirror.example:5000",
      'changed certs.d/docker.io/hosts.toml: where its first address fails, "https://registry-1.docker.io" is tried next; a replacement has one target',
    ]);
  });

  test("a proxy project behind a path", () => {
    const [, note] = host("quay.io", '[host."https://harbor.example/v2/proxy-quay"]\noverride_path = true\n');
    expect(note).toContain('"quay.io" is tried next');
    expect(host("quay.io", 'server = "https://harbor.example/v2/proxy-quay/"\noverride_path = true\n')).toEqual([
      "quay.io -> harbor.example/proxy-quay",
    ]);
  });

  test("a path that names cannot say", () => {
    expect(host("quay.io", 'server = "https://harbor.example/proxy"\n')).toEqual([
      'left-out certs.d/quay.io/hosts.toml: "https://harbor.example/proxy" has a path in front of `/v2`, which is no part of a name',
    ]);
  });

  test("ports in folder names, addresses without TLS, hosts that are pushed to", () => {
    expect(
      host(
        "registry.example_5000_",
        'server = "http://mirror.example/v2"\n[host."https://push.example"]\ncapabilities = ["push"]\n',
      ),
    ).toEqual([
      "registry.example:5000 -> mirror.example",
      'changed certs.d/registry.example_5000_/hosts.toml: "http://mirror.example/v2" is spoken to without TLS, which a name cannot say',
    ]);
  });

  test("no capabilities are all of them, and an address whose certificate is not verified", () => {
    const text = 'server = "https://quay.io"\n[host."https://m.example"]\ncapabilities = []\nskip_verify = true\n';
    expect(host("quay.io", text).slice(0, 2)).toEqual([
      "quay.io -> m.example",
      'changed certs.d/quay.io/hosts.toml: the certificate of "https://m.example" is not verified, which a name cannot say',
    ]);
    expect(host("quay.io", text.replace("[]", '["Pull"]'))[0]).toBe("quay.io -> m.example");
  });

  test("every other registry, settings only, and no registry at all", () => {
    expect(host("_default", 'server = "https://mirror.example"\n')).toEqual([
      "left-out certs.d/_default/hosts.toml: a prefix cannot stand for every other registry",
    ]);
    expect(host("quay.io", 'server = "https://quay.io"\nca = "ca.crt"\n')).toEqual([]);
    expect(host("conf", "")[0]).toContain('"conf" must be a folder named after a registry');
  });

  test("a file that is no TOML names its line", () => {
    expect(() => host("quay.io", 'server = "https://quay.io"\nhost = \n')).toThrow(MappingError);
    expect(() => host("quay.io", 'server = "https://quay.io"\nhost = \n')).toThrow(
      /^certs\.d\/quay\.io\/hosts\.toml:2: /,
    );
  });
});

describe("registries.conf", () => {
  test("a location, mirrors, and a prefix that is its own location", () => {
    expect(
      conf(`unqualified-search-registries = ["docker.io"]
[[registry]]
prefix = "docker.io/library"
location = "mirror.example/official"
[[registry]]
location = "quay.io"
[[registry.mirror]]
location = "mirror.example/quay"
[[registry.mirror]]
location = "second.example/quay"
pull-from-mirror = "tag-only"
[[registry]]
prefix = "ghcr.io"
mirror-by-digest-only = true
[[registry.mirror]]
location = "mirror.example/ghcr"
`),
    ).toEqual([
      "docker.io/library -> mirror.example/official",
      "quay.io -> mirror.example/quay",
      "ghcr.io -> mirror.example/ghcr",
      'changed registries.conf:5 [[registry]] quay.io: where its mirror fails, "second.example/quay", "quay.io" is tried next; a replacement has one target',
      "changed registries.conf:12 [[registry]] ghcr.io: its mirror serves digests only, the replacement holds for tags, too",
      'changed registries.conf:12 [[registry]] ghcr.io: where its mirror fails, "ghcr.io" is tried next; a replacement has one target',
    ]);
  });

  test("what no replacement can say", () => {
    expect(
      conf(`[aliases]
"web" = "quay.io/team/web"
[[registry]]
prefix = "*.example"
location = "mirror.example"
[[registry]]
location = "evil.example"
blocked = true
[[registry]]
prefix = "quay.io/team/web:1"
location = "mirror.example/web"
[[registry]]
prefix = "harbor.domain"
location = "harbor.domain/proxy"
[[registry]]
prefix = "harbor.domain/proxy"
location = "harbor.domain/proxy"
[[registry]]
prefix = "harbor.domain/keep"
location = "harbor.domain/keep"
`),
    ).toEqual([
      "harbor.domain -> harbor.domain/proxy",
      "left-out registries.conf:1 [aliases]: a replacement has no names of its own",
      "left-out registries.conf:4 [[registry]] *.example prefix: a prefix cannot stand for all hosts of a domain",
      "left-out registries.conf:8 [[registry]] evil.example blocked: a replacement cannot block a registry",
      "left-out registries.conf:9 [[registry]] quay.io/team/web:1: a prefix cannot stand for one tag or digest",
      "left-out registries.conf:18 [[registry]] harbor.domain/keep: no replacement can keep images that a shorter prefix means: use `select.exclude`",
    ]);
  });

  test("every key that a name cannot say is told with its line", () => {
    expect(
      conf(`unqualified-search-registries = ["registry.example", "docker.io"]
short-name-mode = "enforcing"
credential-helpers = ["containers-auth.json"]
ca = "x"
toString = "x"
[[registry]]
location = "quay.io"
insecure = true
blocked = "true"
[[registry.mirror]]
location = "mirror.example/quay"
insecure = true
weight = 1
valueOf = 1
[[registry]]
prefix = "ghcr.io"
location = "mirror.example/ghcr"
insecure = false
blocked = false
mirror = []
`),
    ).toEqual([
      "quay.io -> mirror.example/quay",
      "ghcr.io -> mirror.example/ghcr",
      'changed registries.conf:1 unqualified-search-registries: images without a registry are looked for in ["registry.example","docker.io"] there, and in Docker Hub here',
      "left-out registries.conf:2 short-name-mode: how a registry is chosen for images without one is no matter of a replacement",
      "left-out registries.conf:3 credential-helpers: credentials are no matter of a replacement",
      "left-out registries.conf:4 ca: `ca` is no key that is known here",
      "left-out registries.conf:5 toString: `toString` is no key that is known here",
      "left-out registries.conf:9 [[registry]] quay.io blocked: `blocked` must be a boolean",
      "changed registries.conf:8 [[registry]] quay.io insecure: TLS is not asked for or not verified, which a name cannot say",
      "left-out registries.conf:13 [[registry]] quay.io mirror weight: `weight` is no key that is known here",
      "left-out registries.conf:14 [[registry]] quay.io mirror valueOf: `valueOf` is no key that is known here",
      "changed registries.conf:12 [[registry]] quay.io mirror insecure: TLS is not asked for or not verified, which a name cannot say",
      'changed registries.conf:6 [[registry]] quay.io: where its mirror fails, "quay.io" is tried next; a replacement has one target',
    ]);
    expect(conf("[registries.insecure]\nregistries = ['a.example']\n")).toEqual([
      "left-out registries.conf:1 registries: its first version, with `[registries]`, is not read",
    ]);
    expect(conf('registry = [{prefix = "quay.io", location = "m.example", insecure = true}]')).toEqual([
      "quay.io -> m.example",
      "changed registries.conf:1 [[registry]] quay.io insecure: TLS is not asked for or not verified, which a name cannot say",
    ]);
    expect(conf('[registry]\nprefix = "quay.io"\n')).toEqual([
      "left-out registries.conf:1 registry: `registry` must be a list of tables: `[[registry]]`",
    ]);
  });

  test("hosts with ports are no tags, and names are checked", () => {
    expect(conf('[[registry]]\nprefix = "registry:5000"\nlocation = "m.example:80/x"\n')).toEqual([
      "registry:5000 -> m.example:80/x",
    ]);
    expect(conf('[[registry]]\nprefix = "quay.io/Team"\nlocation = "m.example"\n')[0]).toContain("must be lower-case");
  });

  test("entries without a name, and words of Docker Hub that may be an image, too", () => {
    expect(conf("[[registry]]\ninsecure = true\n")).toEqual([
      "left-out registries.conf:1 [[registry]]: it names no images",
    ]);
    expect(conf('[[registry]]\nprefix = "quay.io"\n[[registry.mirror]]\ninsecure = true\n')).toEqual([
      "changed registries.conf:4 [[registry]] quay.io mirror insecure: TLS is not asked for or not verified, which a name cannot say",
      "left-out registries.conf:3 [[registry]] quay.io mirror: the mirror has no `location`",
    ]);
    const word = '[[registry]]\nprefix = "docker.io/bitnami"\nlocation = "m.example/bitnami"\n';
    expect(conf(word)).toEqual([
      "docker.io/bitnami -> m.example/bitnami",
      'changed registries.conf:1 [[registry]] docker.io/bitnami: "docker.io/library/bitnami" is replaced by it, too',
    ]);
    expect(conf(word + word.replace("docker.io/", "docker.io/library/"))).toEqual([
      "docker.io/bitnami -> m.example/bitnami",
    ]);
  });

  test("on Docker Hub, another spelling keeps images from a shorter prefix", () => {
    expect(
      conf(
        '[[registry]]\nprefix = "docker.io"\nlocation = "m.example"\n[[registry]]\nlocation = "docker.io/acme/web"\n',
      ),
    ).toEqual(["docker.io -> m.example", "docker.io/acme/web -> acme/web"]);
  });
});

describe("mirror sets", () => {
  test("digests and tags together, with and without the origin", () => {
    const next = set(both("    mirrorSourcePolicy: NeverContactSource\n"));
    expect(next[0]).toBe("quay.io/team -> m.example/team");
    expect(next[1]).toContain('"n.example" is tried next');
    expect(set(both(""))[1]).toContain('"n.example", "quay.io/team" is tried next');
  });

  test("digests only, also by the older kind", () => {
    for (const [kind, field] of [
      ["config.openshift.io/v1, kind: ImageDigestMirrorSet", "imageDigestMirrors"],
      ["operator.openshift.io/v1alpha1, kind: ImageContentSourcePolicy", "repositoryDigestMirrors"],
    ]) {
      const found = set(
        `{apiVersion: ${kind}, metadata: {name: a}, spec: {${field}: [{source: quay.io, mirrors: [m.example]}]}}`,
      );
      expect(found[0]).toBe("quay.io -> m.example");
      expect(found[1]).toContain("it holds for images with a digest, the replacement for those with a tag, too");
    }
  });

  test("all hosts of a domain, no mirror, other objects", () => {
    const text =
      "{apiVersion: config.openshift.io/v1, kind: ImageTagMirrorSet, metadata: {name: a}, spec: {imageTagMirrors: [{source: '*.example', mirrors: [m.example]}, {source: quay.io}]}}";
    expect(set(text).map((line) => line.replace(/^.*: /, ""))).toEqual([
      "a prefix cannot stand for all hosts of a domain",
      "it names no mirror",
    ]);
    expect(set(text.replace(/\[\{.*\]/, "[quay.io, {source: ghcr.io, mirrors: [1, m.example]}]"))).toEqual([
      "ghcr.io -> m.example",
      'left-out sets.yaml ImageTagMirrorSet/a spec.imageTagMirrors[0]: it must be a map, not "quay.io"',
      "left-out sets.yaml ImageTagMirrorSet/a spec.imageTagMirrors[1]: a mirror must be a name, not 1",
      "changed sets.yaml ImageTagMirrorSet/a spec.imageTagMirrors[1]: it holds for images with a tag, the replacement for those with a digest, too",
      'changed sets.yaml ImageTagMirrorSet/a spec.imageTagMirrors[1]: where its mirror fails, "ghcr.io" is tried next; a replacement has one target',
    ]);
    expect(set("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}")).toEqual([]);
    expect(set("kind: ImageTagMirrorSet\napiVersion: config.openshift.io/v1\nspec: []\n")).toEqual([]);
  });
});

const oddEntries = (at: string): string[] => [
  `left-out ${at}[0]: it must be a map, not "harbor.domain"`,
  `left-out ${at}[2]: it must be a map, not null`,
  `left-out ${at}[3]: it must be a map, not []`,
  `changed ${at}[1]: \`tag\` cannot be said`,
];

const profile = (actions: string): string =>
  `apiVersion: bursting.cci.io/v1\nkind: ClusterExtensionProfile\nmetadata: {name: p}\nspec: {actions: ${actions}}\n`;

describe("the bursting add-on", () => {
  const LIST =
    '[{"repositoryPrefix":"harbor.domain","replaceWith":"swr.example/org1"},{"repositoryPrefix":"","replaceWith":"swr.example/org1"}]';
  const PAIRS = ["exact", "harbor.domain -> swr.example/org1", " -> swr.example/org1"];

  test("the annotation of both generations, wherever the pod template is, and the bare list", () => {
    for (const key of ["bursting.cci.io/image-replacement", "coordinator.cci.io/image-replacement"]) {
      const pod = `kind: Deployment\nspec:\n  template:\n    metadata:\n      annotations:\n        ${key}: '${LIST}'\n`;
      expect(imported("cci-annotation", { "a.yaml": pod })).toEqual(PAIRS);
    }
    expect(imported("cci-annotation", { "a.json": LIST })).toEqual(PAIRS);
  });

  test("values that are no list", () => {
    const text = "metadata: {annotations: {bursting.cci.io/image-replacement: '[{'}}";
    expect(imported("cci-annotation", { "a.yaml": text })[1]).toContain("it must be a JSON list");
    const entry = `metadata: {annotations: {bursting.cci.io/image-replacement: '[{"repositoryPrefix": 1}]'}}`;
    expect(imported("cci-annotation", { "a.yaml": entry })[1]).toContain("it must have the texts");
  });

  test("what is no entry is named, and the others keep their places", () => {
    const list = '["harbor.domain", {"repositoryPrefix":"a.example","replaceWith":"b.example","tag":"1"}, null, []]';
    const annotation = `metadata: {annotations: {bursting.cci.io/image-replacement: '${list}'}}`;
    expect(imported("cci-annotation", { "a.yaml": annotation })).toEqual([
      "exact",
      "a.example -> b.example",
      ...oddEntries("a.yaml bursting.cci.io/image-replacement"),
    ]);
    const at = "p.yaml ClusterExtensionProfile/p spec.actions";
    expect(imported("extension-profile", { "p.yaml": profile(`{imageReplacement: ${list}}`) }).slice(2)).toEqual(
      oddEntries(`${at}.imageReplacement`),
    );
    const others = profile("{imageReplacement: {a: b}, labels: {a: b}, annotations: {c: d}}");
    expect(imported("extension-profile", { "p.yaml": others }).slice(1)).toEqual([
      `left-out ${at}: \`labels\`, \`annotations\` are no replacements of images`,
      `left-out ${at}.imageReplacement: it must be a list`,
    ]);
  });

  test("profiles of clusters and namespaces", () => {
    for (const kind of ["ClusterExtensionProfile", "ExtensionProfile"]) {
      const text = `apiVersion: bursting.cci.io/v1\nkind: ${kind}\nmetadata: {name: p}\nspec: {actions: {imageReplacement: ${LIST}}, policy: override}\n`;
      const own = "it holds for its own namespace, the replacements for all: use `select`";
      const notes =
        kind === "ExtensionProfile" ? [`changed p.yaml ExtensionProfile/p spec.actions.imageReplacement: ${own}`] : [];
      expect(imported("extension-profile", { "p.yaml": text })).toEqual([...PAIRS, ...notes]);
    }
    const some = `apiVersion: bursting.cci.io/v1\nkind: ClusterExtensionProfile\nmetadata: {name: p}\nspec: {namespaceLabels: {matchLabels: {a: b}}, actions: {imageReplacement: ${LIST}}}\n`;
    expect(imported("extension-profile", { "p.yaml": some }).at(-1)).toContain("it holds for some namespaces");
  });
});

const QUAY = "regex_replace_all('^quay[.]io/', '{{element.image}}', 'm.example/')";
const when = (key: string, operator: string, value: unknown, list = "all"): string =>
  `        preconditions: {${list}: [{key: "{{ ${key} }}", operator: ${operator}, value: ${value}}]}\n`;
const matches = (pattern: string, subject = "element.image"): string => `regex_match('${pattern}', '{{ ${subject} }}')`;

describe("Kyverno", () => {
  test.each([
    String.raw`regex_replace_all('^docker\\.io/', '{{element.image}}', 'm.example/hub/')`,
    String.raw`regex_replace_all('^docker\\.io/(.*)$', '{{ element.image }}', 'm.example/hub/$1')`,
    String.raw`regex_replace_all('^docker[.]io/(.+)$', element.image, 'm.example/hub/$${1}')`.replace("$$", "$"),
    String.raw`regex_replace_all_literal('^docker[.]io', '{{ element.image }}', 'm.example/hub')`,
  ])("a prefix: %s", (image) => {
    expect(rule(image)).toEqual(["prefix", "docker.io -> m.example/hub"]);
  });

  test.each([
    [
      String.raw`regex_replace_all('^(localhost/|(?:[a-z0-9]+\\.)+[a-z0-9]+/)?(.*)$', '{{element.image}}', 'm.example/$2')`,
      "is more than a prefix",
    ],
    ["replace_all('{{element.image}}', 'docker.io', 'm.example')", "more than a prefix exchanged"],
    ["regex_replace_all('docker', '{{element.image}}', 'm.example')", "is more than a prefix"],
    ["regex_replace_all('^quay[.]io/(.*)$', '{{element.image}}', 'm.example/$1-x')", "is more than a prefix"],
    ["regex_replace_all('^quay[.]io/(.*)$', '{{element.image}}', 'm.example$1')", "is more than a prefix"],
    ["regex_replace_all('^quay[.]io/.*', '{{element.image}}', 'm.example')", "is more than a prefix"],
    ["regex_replace_all_literal('^quay[.]io/(.*)$', '{{element.image}}', 'm.example/$1')", "is more than a prefix"],
  ])("more than a prefix: %s", (image, message) => {
    expect(rule(image)[1]).toContain(message);
  });

  test("conditions that ask for something else", () => {
    const conditions = `        preconditions:\n          all:\n          - {key: "{{ element.name }}", operator: Equals, value: web}\n`;
    expect(rule("regex_replace_all('^quay[.]io/', '{{element.image}}', 'm.example/')", conditions)[1]).toContain(
      "its preconditions ask for more than a prefix",
    );
  });

  test.each([
    when("element.image", "Equals", '"quay.io/*"', "any"),
    when(matches("^quay[.]io/", "element.name"), "Equals", true),
    when(matches("^quay[.]io/"), "GreaterThan", true),
    when(matches("^quay[.]io/"), "Equals", "web"),
  ])("conditions on something else: %s", (conditions) => {
    expect(rule(QUAY, conditions)[1]).toContain("its preconditions ask for more than a prefix");
  });

  test("a condition and its replacement must be about the same prefix", () => {
    expect(rule(QUAY, when(matches("^quay[.]io/"), "NotEquals", false))).toEqual(["prefix", "quay.io -> m.example"]);
    expect(rule(QUAY, when(matches("^gcr[.]io/"), "Equals", true))[1]).toContain(
      'its pattern "^quay[.]io/" exchanges something else than "gcr.io"',
    );
  });

  test("images and pods that a rule leaves alone", () => {
    const plain = ["prefix", "quay.io -> m.example"];
    expect(rule(QUAY, when(matches("^m[.]example/"), "Equals", false))).toEqual(plain);
    expect(rule(QUAY, when(matches(".*-keep$"), "Equals", false))).toHaveLength(3);
    const spared = [
      ...plain,
      'changed p.yaml rule "r": it leaves images alone that the replacement means: use `select.exclude`',
    ];
    expect(rule(QUAY, when(matches("^quay[.]io/keep/"), "NotEquals", true))).toEqual(spared);
    const narrow = [...plain, 'changed p.yaml rule "r": it holds for some pods, the replacement for all: use `select`'];
    const pods = "match: {any: [{resources: {kinds: [Pod]}}]}";
    const read = (rest: string, kind = "ClusterPolicy"): string[] =>
      imported("kyverno", { "p.yaml": loop(QUAY).replace(pods, rest).replace("ClusterPolicy", kind) });
    expect(read("match: {any: [{resources: {kinds: [Pod], namespaces: [shop]}}]}")).toEqual(narrow);
    expect(read("match: {resources: {kinds: [Pod], selector: {}}}")).toEqual(narrow);
    expect(read(`${pods}\n    exclude: {any: [{resources: {namespaces: [kube-system]}}]}`)).toEqual(narrow);
    expect(read(pods, "Policy")).toEqual(narrow);
    const operation = `preconditions: {all: [{key: "{{request.operation || 'BACKGROUND'}}", operator: NotEquals, value: DELETE}]}`;
    expect(read(`${pods}\n    ${operation}`)).toEqual(plain);
  });

  test("rules that mutate nothing, and other objects", () => {
    const text = "{apiVersion: kyverno.io/v1, kind: ClusterPolicy, spec: {rules: [{name: v, validate: {}}]}}";
    expect(imported("kyverno", { "p.yaml": text })[1]).toContain('p.yaml rule "v": it does not mutate');
    expect(imported("kyverno", { "p.yaml": "{apiVersion: v1, kind: Pod, spec: {}}" })).toEqual(["prefix"]);
  });
});

test("a kustomization: whole names, versions, entries one after the other", () => {
  const text = `images:
- {name: nginx, newName: m.example/nginx, newTag: "1.27"}
- {name: redis, newTag: "7"}
- {name: m.example/nginx, newName: n.example/nginx}
- {name: quay.io/a, newName: quay.io/b, digest: "sha256:00"}
- {newName: quay.io/c}
`;
  expect(imported("kustomize", { "kustomization.yaml": text })).toEqual([
    "prefix",
    "nginx -> m.example/nginx",
    "m.example/nginx -> n.example/nginx",
    "quay.io/a -> quay.io/b",
    "changed kustomization.yaml images: they mean whole image names, a replacement means what lies below one, too",
    "changed kustomization.yaml images[0]: `newTag` cannot be said: tag and digest stay",
    "changed kustomization.yaml images[1]: `newTag` cannot be said: tag and digest stay",
    "left-out kustomization.yaml images[1]: it has no `newName`",
    'changed kustomization.yaml images[2]: it rewrites what "nginx" has become; a replacement is never followed by another',
    "changed kustomization.yaml images[3]: `digest` cannot be said: tag and digest stay",
    "left-out kustomization.yaml images[4]: it has no `name`",
  ]);
});

test("a file overwrites what earlier files say about the same prefix", () => {
  expect(imported("registries-conf", { "a.conf": quay("m.example"), "b.conf": quay("n.example") }).slice(1)).toEqual([
    "quay.io -> n.example",
    'left-out a.conf:1 [[registry]] quay.io: "b.conf" is read later, and overwrites it',
  ]);
  const blocked = `${quay("m.example")}blocked = true\n`;
  expect(imported("registries-conf", { "a.conf": quay("m.example"), "b.conf": blocked }).slice(1)).toEqual([
    'left-out a.conf:1 [[registry]] quay.io: "b.conf" is read later, and overwrites it',
    "left-out b.conf:4 [[registry]] quay.io blocked: a replacement cannot block a registry",
  ]);
});

test("a prefix that comes twice counts once, and a contradiction is said", () => {
  const twice = imported("registries-conf", { "a.conf": quay("m.example"), "b.conf": quay("m.example") });
  expect(twice.slice(1)).toEqual(["quay.io -> m.example"]);
  expect(conf(quay("m.example") + quay("m.example"))).toEqual(["quay.io -> m.example"]);
  expect(conf(quay("m.example") + quay("n.example")).at(-1)).toBe(
    'left-out registries.conf:4 [[registry]] quay.io: "quay.io" is replaced by "m.example" already',
  );
});

describe("a target below its own prefix", () => {
  const again = 'what starts with "quay.io/proxy" already is moved once more; a replacement leaves it alone';

  test("is no guard elsewhere, unless an entry is", () => {
    expect(conf(quay("quay.io/proxy"))[1]).toBe(`changed registries.conf:1 [[registry]] quay.io: ${again}`);
    const guard = '[[registry]]\nlocation = "quay.io/proxy"\n';
    expect(conf(quay("quay.io/proxy") + guard)).toEqual(["quay.io -> quay.io/proxy"]);
    const onward = '[[registry]]\nprefix = "quay.io/proxy"\nlocation = "m.example"\n';
    expect(conf(quay("quay.io/proxy") + onward).filter((line) => line.startsWith("changed"))).toEqual([]);
    expect(host("quay.io", 'server = "https://quay.io/v2/proxy"\noverride_path = true\n')[1]).toEndWith(again);
    expect(conf(quay("quay.iox/proxy"))).toHaveLength(1);
  });

  test("is left alone by a condition of Kyverno", () => {
    const move = "regex_replace_all('^quay[.]io/', '{{element.image}}', 'quay.io/proxy/')";
    const spare = `        preconditions:
          all:
          - {key: "{{ regex_match('^quay[.]io/proxy/', '{{element.image}}') }}", operator: Equals, value: false}
`;
    expect(rule(move)).toEqual(["prefix", "quay.io -> quay.io/proxy", `changed p.yaml rule "r": ${again}`]);
    expect(rule(move, spare)).toEqual(["prefix", "quay.io -> quay.io/proxy"]);
  });
});
