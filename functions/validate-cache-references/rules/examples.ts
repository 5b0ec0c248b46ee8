/** Building blocks for the examples in the rules' documentation. Text is YAML, indented from column 0. */

function indent(text: string, by: number): string {
  return text.trim().replaceAll(/^(?=.)/gm, " ".repeat(by));
}

interface PodParts {
  readonly annotations: string;
  readonly labels?: string;
  /** The rest of the spec. */
  readonly spec?: string;
  readonly apiVersion?: string;
}

/** A Pod that runs `nginx:1.27`, or what `spec` says. */
export function podWith({ annotations, labels, spec, apiVersion = "v1" }: PodParts): string {
  const labelled = labels === undefined ? "" : `  labels:\n${indent(labels, 4)}\n`;
  return `apiVersion: ${apiVersion}
kind: Pod
metadata:
  name: web
${labelled}  annotations:
${indent(annotations, 4)}
spec:
${indent(spec ?? "containers:\n- name: web\n  image: nginx:1.27", 2)}
`;
}

/** A CacheInventory with these caches; `head` are other fields of its spec. */
export function inventory(caches: string, head?: string): string {
  const fields = head === undefined ? "" : `${indent(head, 2)}\n`;
  return `apiVersion: warmstart.dev/v1alpha1
kind: CacheInventory
metadata:
  name: beijing
spec:
${fields}  caches:
${indent(caches, 2)}
`;
}

/** Several documents in one stream. */
export function documents(...texts: readonly string[]): string {
  return texts.join("---\n");
}

/** A Pod that bursts to CCI and has its images replaced there: pairs of `repositoryPrefix` and `replaceWith`. */
export function replacingPod(...replacements: readonly (readonly [string, string])[]): string {
  const json = JSON.stringify(
    replacements.map(([repositoryPrefix, replaceWith]) => ({ repositoryPrefix, replaceWith })),
  );
  return podWith({
    labels: "bursting.cci.io/burst-to-cci: enforce",
    annotations: `bursting.cci.io/image-replacement: '${json}'`,
  });
}

interface ObjectParts {
  readonly annotations?: string;
  /** The whole spec. */
  readonly spec: string;
  readonly name?: string;
  readonly apiVersion?: string;
}

/** An ImageCache of ECI. */
export function imageCache({ annotations, spec, name = "web", apiVersion }: ObjectParts): string {
  const annotated = annotations === undefined ? "" : `  annotations:\n${indent(annotations, 4)}\n`;
  return `apiVersion: ${apiVersion ?? "eci.alibabacloud.com/v1"}
kind: ImageCache
metadata:
  name: ${name}
${annotated}spec:
${indent(spec, 2)}
`;
}
