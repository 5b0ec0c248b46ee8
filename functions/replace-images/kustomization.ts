import type { Item } from "../lib/krm/mod.ts";
import type { Node } from "../lib/yaml/mod.ts";
import type { Inspector } from "./inspect.ts";
import type { ReplaceImagesSpec } from "./policy.ts";
import type { Report } from "./report.ts";

/**
 * Reports entries of a kustomization's `images:` that speak of an image before or after its replacement. They are
 * kustomize's own transformer: it compares `name` with the image as it stands, and runs before or after this function
 * depending on who calls whom, so they are never changed here.
 */
export function reportKustomization(item: Item, inspect: Inspector, spec: ReplaceImagesSpec, report: Report): void {
  for (const entry of item.get("images")?.children() ?? []) {
    reportName(item, entry.get("name"), inspect, spec, report);
    reportNewName(item, entry.get("newName"), inspect, report);
  }
}

/** Whether a resource is a kustomization or a component; kustomize does not ask for an `apiVersion`. */
export function holdsImagesTransformer({ group, kind }: Item): boolean {
  if (group === "") return kind === "Kustomization";
  return group === "kustomize.config.k8s.io" && (kind === "Kustomization" || kind === "Component");
}

function reportName(
  item: Item,
  node: Node | undefined,
  inspect: Inspector,
  { replacements }: ReplaceImagesSpec,
  report: Report,
): void {
  const name = node?.string;
  if (node === undefined || name === undefined) return;
  const target = targetOf(name, inspect);
  if (target !== undefined) {
    const message = `kustomize's \`images:\` names "${name}", which is "${target}" once it is replaced: an entry that runs later finds nothing and must name "${target}"`;
    return report.add("IR020", message, { item, node });
  }
  const made = replacements.some(
    ({ replaceWith }) => replaceWith !== "" && (name === replaceWith || name.startsWith(`${replaceWith}/`)),
  );
  if (!made) return;
  const message = `kustomize's \`images:\` names "${name}", which only exists after the replacement: the entry must run later than this function`;
  report.add("IR020", message, { item, node });
}

function reportNewName(item: Item, node: Node | undefined, inspect: Inspector, report: Report): void {
  const name = node?.string;
  const target = name === undefined ? undefined : targetOf(name, inspect);
  if (node === undefined || target === undefined) return;
  const message = `kustomize's \`images:\` writes "${name}", which the policy replaces: where it runs later than this function it must write "${target}"`;
  report.add("IR020", message, { item, node });
}

function targetOf(name: string, inspect: Inspector): string | undefined {
  const inspected = inspect(name);
  return inspected.is === "reference" && "image" in inspected.outcome ? inspected.outcome.image : undefined;
}
