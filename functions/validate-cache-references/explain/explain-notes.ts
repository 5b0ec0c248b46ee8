import type { Meaning } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { quotedList } from "../found.ts";
import type { Surroundings } from "../model.ts";
import { isRouted, isUnsupported } from "../read/routing.ts";

/** What else bears on which cache a pod gets: keys that exclude each other, spellings, where the pod runs. */
export function explainNotes(use: CacheUse, surroundings: Surroundings): readonly string[] {
  return [
    ...exclusionNotes(use),
    ...generationNotes(use),
    ...profileNotes(use, surroundings),
    ...routingNotes(use, surroundings),
  ];
}

function exclusionNotes(use: CacheUse): readonly string[] {
  return use.row.exclusions.flatMap(({ keys: [first, second], when, about, source }) => {
    const [one, other] = [use.entry(first), use.entry(second)];
    if (one === undefined || other === undefined || (when === "first-true" && !use.isTrue(first))) return [];
    const unsure =
      source.mark === "documented" && source.note === undefined ? "" : ` (${source.note ?? "not documented"})`;
    return [`\`${one.key}\` beside \`${other.key}\`: ${about}${unsure}`];
  });
}

/** Meanings for which the clouds have two generations of keys that steer caches. */
const STEERING: readonly Meaning[] = ["autoMatch", "pin"];

function generationNotes(use: CacheUse): readonly string[] {
  return STEERING.flatMap((meaning) => {
    const [first, ...others] = use.entries(meaning);
    if (first === undefined || others.every(({ text }) => text === first.text)) return [];
    const keys = [first, ...others].map(({ key, text }) => `${key}: ${text}`);
    return [`${quotedList(keys)} disagree; which one counts is not documented, the newer key is taken`];
  });
}

/** Profiles act when a pod is created, on pods that the cluster selects by what is in no file. */
function profileNotes({ row }: CacheUse, { profiles }: Surroundings): readonly string[] {
  const known = profiles.filter((found) =>
    row.routing.profiles.some(
      ({ group, kind, name }) => found.group === group && found.kind === kind && (name === null || found.name === name),
    ),
  );
  return known.map(
    ({ kind, name }) =>
      `${kind} "${name}" may add annotations or replace images when the pod is created: not looked at here`,
  );
}

function routingNotes(use: CacheUse, surroundings: Surroundings): readonly string[] {
  const { pod, row } = use;
  if (isUnsupported(pod, row)) return [`pods of a ${pod.resource.kind} do not run on ${row.title}`];
  if (isRouted(pod, row, surroundings)) return [];
  return [`nothing in these files shows that the pod runs on ${row.title}: its annotations do nothing elsewhere`];
}
