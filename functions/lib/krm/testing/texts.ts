/** Texts that tests are made of. */

/** A policy for `stamp`. */
export const STAMP_POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: Stamp
metadata:
  name: test
spec:
  value: hello
`;

/** A policy for `owned`. */
export const OWNED_POLICY = `apiVersion: warmstart.dev/v1alpha1
kind: Owned
metadata:
  name: test
spec:
  severity: error
`;

/** A small resource. */
export function configMap(name: string, file?: string): string {
  const annotations = file === undefined ? "" : `  annotations:\n    internal.config.kubernetes.io/path: ${file}\n`;
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${annotations}`;
}

/** A text one level deeper. */
export function indent(text: string, by = 2): string {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}

/** A ResourceList in kpt's layout. */
export function resourceList(items: readonly string[], policy: string, apiVersion = "config.kubernetes.io/v1"): string {
  const list = items.map((item) => `-${indent(item).slice(1)}`).join("");
  return `apiVersion: ${apiVersion}\nkind: ResourceList\nitems:${items.length === 0 ? " []" : ""}\n${list}functionConfig:\n${indent(policy)}`;
}
