import type { Item } from "../lib/krm/mod.ts";
import { imageFieldsOutsidePods, keptFields, type WorkloadKind } from "../lib/kubernetes/mod.ts";
import { CONTAINERS_ONLY } from "./advise.ts";
import { annotateItem } from "./annotate-item.ts";
import { holdsImagesTransformer, reportKustomization } from "./kustomization.ts";
import { isSilent, looksForWords, reportMissed } from "./missed.ts";
import { rewriteField } from "./rewrite.ts";
import { reportShared } from "./shared-images.ts";
import { reportFlags, rewriteFlags } from "./sources/rewrite-flags.ts";
import { isJsonPatch } from "./sources/other-files.ts";
import { rewriteMappings } from "./sources/rewrite-mappings.ts";
import { rewriteTexts } from "./sources/rewrite-texts.ts";
import { rewriteValues } from "./sources/rewrite-values.ts";
import { holdsValuesOrTexts, isValuesFile, valuesOf } from "./sources/values-of.ts";
import type { Handled, Work } from "./sources/work.ts";

/** Handles one resource, or one file of Helm values, by the sources that the policy reads; the rest is reported. */
export function visit(item: Item, work: Work): void {
  if (!mayHoldImages(item, work)) return;
  const kind = usualKind(item, work);
  if (kind === undefined) return visitItem(item, work, false);
  const handled: Handled = [];
  for (const field of work.targets.fields(item, kind)) {
    rewriteField(item, field, work);
    handled.push(field.node);
  }
  reportShared(item, kind, work);
  rewriteMappings(item, work, handled);
  reportFlags(item, work, handled);
  reportMissed(item, handled, true, work);
}

/**
 * The row of a kind in which this policy finds image fields and nothing else: most resources of most packages. It comes to
 * the same as {@link visitItem}, which looks for everything.
 */
function usualKind(item: Item, work: Work): WorkloadKind | undefined {
  const type = `${item.apiVersion} ${item.kind}`;
  let kind = work.usual.get(type);
  if (kind === undefined) work.usual.set(type, (kind = findUsualKind(item, work) ?? null));
  return kind ?? undefined;
}

function findUsualKind(item: Item, { spec, targets, reads }: Work): WorkloadKind | undefined {
  const plain = reads("manifests") && !reads("helmValues") && !reads("envAndArgs") && !reads("embedded");
  if (!plain || spec.action === "annotate" || targets.selective || spec.imageFields !== undefined) return undefined;
  if (item.apiVersion === "" || isSilent(item) || holdsImagesTransformer(item) || holdsValuesOrTexts(item))
    return undefined;
  const kind = targets.kindOf(item);
  return kind?.kept === undefined ? kind : undefined;
}

/** What stands inside of a text is read like a manifest, whatever the other sources are. */
function visitEmbedded(item: Item, work: Work): void {
  visitItem(item, work, true);
}

function visitItem(item: Item, work: Work, embedded: boolean): void {
  const { spec, inspect, report, targets, reads } = work;
  if (isSilent(item)) return;
  const handled: Handled = [];
  const isOther = item.kind === "" || isValuesFile(item);
  const wanted = isOther || embedded || isWanted(item, work);
  const kind = isOther ? undefined : targets.kindOf(item);
  if (!isOther && holdsImagesTransformer(item)) {
    if (reads("kustomizations")) reportKustomization(item, inspect, spec, report);
    const images = item.get("images");
    if (images !== undefined) handled.push(images);
  } else if (kind !== undefined) visitKind(item, kind, wanted, work, handled);
  const patch = isOther && !embedded && isJsonPatch(item.root);
  visitSources(item, { wanted, patch, anything: embedded && isOther }, work, handled);
  if (wanted) reportMissed(item, handled, isOther || kind !== undefined, work);
}

/** Whether the policy is about such a resource at all: what it does not read it does not miss. */
function isWanted(item: Item, { reads }: Work): boolean {
  return reads(holdsImagesTransformer(item) ? "kustomizations" : "manifests");
}

function visitKind(item: Item, kind: WorkloadKind, wanted: boolean, work: Work, handled: Handled): void {
  const { spec, targets, probe, report } = work;
  const fields = spec.action === "annotate" || !wanted ? [] : targets.fields(item, kind);
  for (const field of fields) rewriteField(item, field, work);
  if (spec.action === "annotate" && wanted) annotateItem(item, kind, work);
  // The others are not selected, or not this action's: they are needed only where the policy's images are mentioned.
  const isAll = !targets.selective && fields.length > 0;
  const isMentioned = holdsNeedle(item, work) || looksForWords(item, true, work);
  const mentioned = isAll ? fields : isMentioned ? targets.all(item, kind) : [];
  // No annotation is about images outside of pods.
  const apart = spec.action === "annotate" ? imageFieldsOutsidePods(item.root, kind) : [];
  const outside = new Set(apart.map(({ node }) => node.id));
  for (const { node } of mentioned) if (!outside.has(node.id)) handled.push(node);
  if (wanted && spec.action !== "annotate") reportShared(item, kind, work);
  for (const { node, path, why } of keptFields(item.root, kind)) {
    handled.push(node);
    if (!wanted || node.string === undefined) continue;
    // Entries of kustomize may name two images, as in `nginx=registry.example/nginx:1.27`.
    for (const text of node.string.split("=")) {
      const inspected = probe(text);
      if (inspected.is !== "reference" || !("image" in inspected.outcome) || !targets.selects(item, text)) continue;
      report.add("IR019", `image "${text}" is left alone, because ${why}`, { item, path });
    }
  }
}

const VALUES_UNREAD = "values of a chart are read with the source `helmValues`";
const PATCHES_UNREAD = "patches are read with the source `embedded`";

interface Looks {
  readonly wanted: boolean;
  /** A text that is no resource may be values of a chart, or any configuration with images in it. */
  readonly anything: boolean;
  /** A file with a patch is read like one that stands in a kustomization. */
  readonly patch: boolean;
}

function visitSources(item: Item, { wanted, anything, patch }: Looks, work: Work, handled: Handled): void {
  const { reads, spec } = work;
  if (reads("envAndArgs")) rewriteFlags(item, work, handled);
  else if (wanted) reportFlags(item, work, handled);
  const readsValues = anything || reads(patch ? "embedded" : "helmValues");
  if (readsValues || wanted) {
    const unread = patch ? PATCHES_UNREAD : VALUES_UNREAD;
    const why = readsValues ? undefined : spec.action === "annotate" ? CONTAINERS_ONLY : unread;
    const values = anything || patch ? [{ root: item.root, complete: false }] : valuesOf(item);
    const words = !anything && !patch;
    for (const each of values) rewriteValues(item, { ...each, unread: why, words }, work, handled);
  }
  if (spec.action !== "annotate" && (wanted || reads("replacementAnnotations"))) rewriteMappings(item, work, handled);
  if (reads("embedded") || (wanted && spec.action !== "annotate")) rewriteTexts(item, work, handled, visitEmbedded);
}

/** Nearly every field of the catalogue has "image" in its name; what the policy adds may have any name. */
function mayHoldImages(item: Item, work: Work): boolean {
  const { spec, reads } = work;
  const added = (spec.imageFields?.length ?? 0) > 0 || reads("helmValues") || reads("envAndArgs") || reads("embedded");
  if (added || item.text.includes("image") || /image/i.test(item.text) || holdsNeedle(item, work)) return true;
  // What an element of a list has by an alias may stand in another one.
  if (item.root.hasAliases) return true;
  const { images = [], names = [] } = work.targets.kindOf(item) ?? {};
  return [...images, ...names].some((path) => !/image/i.test(path));
}

function holdsNeedle({ text }: Item, { needles }: Work): boolean {
  return needles.some((needle) => text.includes(needle));
}
