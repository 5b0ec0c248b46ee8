import type { Meaning } from "../../lib/cache/mod.ts";
import type { CacheUse } from "../cache-use.ts";
import { quotedList } from "../found.ts";
import type { Surroundings } from "../model.ts";
import { profileReplacements } from "../read/profile-replacements.ts";
import { isRouted, isUnsupported } from "../read/routing.ts";
import { UNKNOWN_NAME } from "../vendor-replacement.ts";

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

const DISPUTED =
  "profiles in these files replace the same images differently, and which of them counts is not documented: these images are not compared";

/** Profiles act when a pod is created, on pods that the cluster selects by what may be in no file. */
function profileNotes({ row, pod, replacement }: CacheUse, surroundings: Surroundings): readonly string[] {
  const { profiles } = surroundings;
  const known = row.routing.profiles.flatMap(({ group, kind, name: only }) =>
    [...(profiles.get(`${group}/${kind}`) ?? [])]
      .filter((name) => only === null || name === only)
      .map((name) => ({ kind, name })),
  );
  const made = profileReplacements(pod, row, surroundings, replacement !== undefined);
  const replaces = made.length > 0;
  const what = replaces ? "may add annotations" : "may add annotations or replace images";
  const notes = known.map(({ kind, name }) => `${kind} "${name}" ${what} when the pod is created: not looked at here`);
  if (!replaces) return notes;
  return [
    ...notes,
    "images are named as profiles in these files replace them: whether the cluster has these profiles and applies them to this pod is not known",
    ...(made.some(({ replaceWith }) => replaceWith === UNKNOWN_NAME) ? [DISPUTED] : []),
  ];
}

function routingNotes(use: CacheUse, surroundings: Surroundings): readonly string[] {
  const { pod, row } = use;
  if (isUnsupported(pod, row)) return [`pods of a ${pod.resource.kind} do not run on ${row.title}`];
  if (isRouted(pod, row, surroundings)) return [];
  return [`nothing in these files shows that the pod runs on ${row.title}: its annotations do nothing elsewhere`];
}
