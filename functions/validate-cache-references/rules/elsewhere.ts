/** Pages about ids that other tools report: `replace-images`, and comparisons of two revisions. */
import type { ElsewhereRule, ReplacingExample } from "./elsewhere-rule.ts";
import { OF_TWO_REVISIONS } from "./two-revisions.ts";

const REPLACE = "`replace-images`, and `apply-cache-policy` in its first step";
const VENDOR = "https://support.huaweicloud.com/bestpractice-cci/cci_04_0059.html";
const GRAMMAR = "https://github.com/distribution/reference";

function pod(image: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: ${image}
`;
}

function kustomization(name: string): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
- web.yaml
images:
- name: ${name}
  newTag: "2"
---
${pod("harbor.example/web:1")}`;
}

/** Pairs of `repositoryPrefix` and `replaceWith`. */
function replacing(resources: string, ...pairs: readonly (readonly [string, string])[]): ReplacingExample {
  const lines = pairs.map(([from, to]) => `- repositoryPrefix: ${from}\n  replaceWith: ${to}`);
  return { spec: `replacements:\n${lines.join("\n")}`, resources };
}

const MIRROR = ["docker.io", "mirror.example/docker.io"] as const;

/** One page each, in the order of the ids. */
export function elsewhereRules(): readonly ElsewhereRule[] {
  return [...OF_TWO_REVISIONS, ...ofReplaceImages()];
}

function ofReplaceImages(): readonly ElsewhereRule[] {
  return [...aboutPolicies(), ...aboutImages()].map(ofReplacing).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ofReplacing(rule: Omit<ElsewhereRule, "where">): ElsewhereRule {
  return { ...rule, where: REPLACE };
}

/** What is wrong with a policy whatever it is applied to. */
function aboutPolicies(): Omit<ElsewhereRule, "where">[] {
  return [
    {
      id: "IR006",
      name: "empty-target",
      severity: "warning",
      what: "A rule whose `replaceWith` is empty.",
      why: "The rest of the name is then an image of Docker Hub, or none at all. What the vendor's add-on makes of it is not documented.",
      example: replacing(pod("harbor.example/library/nginx:1.27"), ["harbor.example", '""']),
      instead: replacing(pod("harbor.example/library/nginx:1.27"), ["harbor.example", "docker.io"]),
      ignore: "Images are meant to come from Docker Hub, written without a host.",
      sources: [VENDOR],
    },
    {
      id: "IR008",
      name: "chain-of-rules",
      severity: "warning; error when the rules lead back to where they began",
      what: "A rule whose result another rule of the policy matches.",
      why: "One run makes one step, and the next run makes another: images change without anybody changing the policy. A circle never ends, so such a policy changes nothing at all.",
      example: replacing(pod("a.example/nginx:1.27"), ["a.example", "b.example"], ["b.example", "c.example"]),
      instead: replacing(pod("a.example/nginx:1.27"), ["a.example", "c.example"], ["b.example", "c.example"]),
      ignore: "Both registries are mirrors of each other, and the second step is wanted.",
      sources: [VENDOR],
    },
    {
      id: "IR010",
      name: "host-without-dot",
      severity: "warning",
      what: "A `repositoryPrefix` whose first part has no dot, no port and is not `localhost`, such as `harbor`.",
      why: "`harbor/web` is the image `web` of the user `harbor` at Docker Hub, and not of a registry called `harbor`.",
      example: replacing(pod("harbor/web:1"), ["harbor", "swr.example/shop"]),
      instead: replacing(pod("harbor.example/web:1"), ["harbor.example", "swr.example/shop"]),
      ignore: "The namespace of Docker Hub is meant.",
      sources: [GRAMMAR],
    },
    {
      id: "IR022",
      name: "look-alike-host",
      severity: "warning",
      what: "A host of a policy that looks like another one of the policy, or like a well-known registry: it differs by a letter or two, by letters that look the same, or by a port.",
      why: "One of the two is mostly a slip. Images are then pulled from whoever owns that name, or not at all.",
      example: replacing(pod("quay.io/acme/web:1"), ["quay.oi", "mirror.example/quay"]),
      instead: replacing(pod("quay.io/acme/web:1"), ["quay.io", "mirror.example/quay"]),
      ignore: "Both registries exist.",
      sources: [],
    },
    {
      id: "IR023",
      name: "rule-without-effect",
      severity: "warning",
      what: "A rule without which every image would become the same: another one makes the same of them, or no image can lie below its prefix.",
      why: "Its author believes that it does something, and a change of it will do nothing.",
      example: replacing(
        pod("docker.io/library/nginx:1.27"),
        ["docker.io", "mirror.example/hub"],
        ["docker.io/library", "mirror.example/hub/library"],
      ),
      instead: replacing(pod("docker.io/library/nginx:1.27"), ["docker.io", "mirror.example/hub"]),
      ignore: "The rule waits for another one to be removed.",
      sources: [],
    },
  ];
}

/** What is met while images are rewritten. */
function aboutImages(): Omit<ElsewhereRule, "where">[] {
  return [
    {
      id: "IR009",
      name: "rule-without-images",
      severity: "warning",
      what: "A rule, or a `select`, that matches no image of the package.",
      why: "It is left over from an image that is gone, or misspelt: then images that it is meant for stay as they are.",
      example: replacing(pod("nginx:1.27"), ["harbor.exmaple", "swr.example/shop"]),
      instead: replacing(pod("harbor.example/web:1"), ["harbor.example", "swr.example/shop"]),
      ignore: "One policy serves many packages.",
      sources: [],
    },
    {
      id: "IR011",
      name: "other-spelling-of-docker-hub",
      severity: "warning",
      what: "An official image of Docker Hub that is written with `docker.io/` or `library/`, under a policy whose empty prefix is meant for official images.",
      why: "The empty prefix matches images without any slash: `nginx` is replaced and `docker.io/library/nginx`, the same image, is not.",
      example: replacing(pod("docker.io/library/nginx:1.27"), ['""', "swr.example/shop"]),
      instead: replacing(pod("nginx:1.27"), ['""', "swr.example/shop"]),
      ignore: "The difference is how you choose.",
      sources: [VENDOR],
    },
    {
      id: "IR012",
      name: "full-name-only",
      severity: "warning",
      what: "An image that a rule would match by its full name, and does not as it is written.",
      why: "Rules are compared with the text. `nginx` is `docker.io/library/nginx`, and a rule for `docker.io` does not see it unless the policy says `normalize: true`.",
      example: replacing(pod("nginx:1.27"), MIRROR),
      instead: { ...replacing(pod("nginx:1.27"), MIRROR), spec: `normalize: true\n${replacing("", MIRROR).spec}` },
      ignore: "Images without a host are meant to stay.",
      sources: [GRAMMAR],
    },
    {
      id: "IR014",
      name: "digest-rewritten",
      severity: "info",
      what: "An image with a digest that is rewritten.",
      why: "The new registry must hold the very same manifest: a mirror that pushes images anew, or copies one platform only, gives another digest, and the pull fails.",
      example: replacing(pod(`harbor.example/web@sha256:${"1".repeat(64)}`), ["harbor.example", "swr.example/shop"]),
      instead: replacing(pod("harbor.example/web:1"), ["harbor.example", "swr.example/shop"]),
      ignore: "The mirror copies manifests as they are.",
      sources: [GRAMMAR],
    },
    {
      id: "IR017",
      name: "invalid-result",
      severity: "error",
      what: "An image whose new name would be no valid reference, for example because its path becomes longer than 255 characters. The image stays as it is.",
      why: "No runtime can pull it.",
      example: replacing(pod("harbor.example/web:1"), ["harbor.example", `swr.example/${"a".repeat(254)}`]),
      instead: replacing(pod("harbor.example/web:1"), ["harbor.example", "swr.example/shop"]),
      ignore: "Never: shorten the target.",
      sources: [GRAMMAR],
    },
    {
      id: "IR018",
      name: "templated-image",
      severity: "info",
      what: "A template, a pattern or an encrypted value in an image field. It stays as it is.",
      why: "What it becomes is unknown here, so it cannot be rewritten safely.",
      example: replacing(pod('"harbor.example/web:${TAG}"'), ["harbor.example", "swr.example/shop"]),
      instead: replacing(pod("harbor.example/web:1"), ["harbor.example", "swr.example/shop"]),
      ignore: "The text is filled in by a step that runs later, with the new registry.",
      sources: [],
    },
    {
      id: "IR019",
      name: "image-left-alone",
      severity: "info",
      what: "A text that looks like an image under a rule's prefix, at a place that the policy does not read: an unlisted field of a custom resource, an environment variable, an argument, text inside of a ConfigMap.",
      why: "It would be pulled from the old registry, in silence.",
      example: replacing(
        "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: web\nspec:\n  worker:\n    image: harbor.example/web:1\n",
        ["harbor.example", "swr.example/shop"],
      ),
      instead: {
        spec: `imageFields:\n- group: example.com\n  kind: Widget\n  paths: [spec.worker.image]\n${replacing("", ["harbor.example", "swr.example/shop"]).spec}`,
        resources:
          "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: web\nspec:\n  worker:\n    image: harbor.example/web:1\n",
      },
      ignore: "The text is no image, or its reader knows both registries.",
      sources: [],
    },
    {
      id: "IR020",
      name: "kustomize-images",
      severity: "info",
      what: "An entry of a kustomization's `images:` that names an image before or after the replacement.",
      why: "kustomize compares the name as it is written: an entry for the old name finds nothing any more when it runs after the replacement, and one with `newName` can undo it.",
      example: replacing(kustomization("harbor.example/web"), ["harbor.example", "swr.example/shop"]),
      instead: replacing(kustomization("other.example/web"), ["harbor.example", "swr.example/shop"]),
      ignore: "The order of the two is known and right.",
      sources: ["https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/"],
    },
    {
      id: "IR021",
      name: "latest-rewritten",
      severity: "info",
      what: "An image without tag, or with `latest`, that is rewritten.",
      why: "Kubernetes pulls it at every start, and which content the new registry has under that tag is up to the mirror.",
      example: replacing(pod("harbor.example/web"), ["harbor.example", "swr.example/shop"]),
      instead: replacing(pod("harbor.example/web:1.27"), ["harbor.example", "swr.example/shop"]),
      ignore: "The mirror follows the tag closely enough.",
      sources: ["https://kubernetes.io/docs/concepts/containers/images/#imagepullpolicy-defaulting"],
    },
    {
      id: "IR024",
      name: "written-elsewhere",
      severity: "info",
      what: "A rewritten image with a comment from which another tool writes the field: `$imagepolicy` of Flux, `kpt-set` of kpt.",
      why: "The tool does not know the replacement: its next update brings the old registry back, in silence.",
      example: replacing(pod("harbor.example/web:1 # kpt-set: ${image}:${tag}"), [
        "harbor.example",
        "swr.example/shop",
      ]),
      instead: replacing(pod("harbor.example/web:1"), ["harbor.example", "swr.example/shop"]),
      ignore: "The setters, or the ImageRepository, name the new registry, too.",
      sources: [
        "https://fluxcd.io/flux/guides/image-update/",
        "https://catalog.kpt.dev/function-catalog/apply-setters/",
      ],
    },
  ];
}
