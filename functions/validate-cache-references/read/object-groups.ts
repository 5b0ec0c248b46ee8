import { objectProviders } from "../../lib/cache/mod.ts";
import { nearest } from "../../lib/krm/mod.ts";
import { quotedList } from "../found.ts";

/** Types of the objects of one kind, over all clouds: `eci.alibabacloud.com/v1`. */
function typesOf(kind: string): readonly string[] {
  const rows = objectProviders().filter(({ cacheObject }) => cacheObject.kind === kind);
  const types = rows.flatMap(({ cacheObject: { group, versions } }) =>
    versions.map((version) => `${group}/${version}`),
  );
  return [...new Set(types)];
}

/** The known type of a kind whose group is close to what somebody wrote. */
export function nearestGroup(group: string, kind: string): string | undefined {
  const types = typesOf(kind);
  const meant = nearest(
    group,
    types.map((type) => type.slice(0, type.indexOf("/"))),
  );
  return meant === undefined ? undefined : types.find((type) => type.startsWith(`${meant}/`));
}

/** The known types of a kind, for a message. */
export function formatList(kind: string): string {
  return quotedList(typesOf(kind));
}
