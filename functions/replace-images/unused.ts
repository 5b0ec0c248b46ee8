import { type Inspector, namesOf } from "./inspect.ts";
import type { ReplaceImagesSpec } from "./policy.ts";
import type { Work } from "./sources/work.ts";

type Path = readonly (string | number)[];

/**
 * Reports replacements that concern no image of the package, and a selection of none. Images that already carry a
 * `replaceWith` count for its rule, so that the second run says nothing new; without any image there is nothing to say.
 */
export function reportUnused(
  spec: ReplaceImagesSpec,
  { inspect, report, targets }: Pick<Work, "inspect" | "report" | "targets">,
  at: Path,
): void {
  const used = usedRules(inspect);
  if (used.size === spec.replacements.length) return;
  const names = namesOf(inspect);
  if (names.size === 0) {
    // A selection that is wrong looks like a package that has nothing to replace.
    const path = [...at, "select"];
    if (targets.passedOver) report.add("IR009", "should select an image of the package, and selects none", { path });
    return;
  }
  const prefixes = prefixesOf(names);
  spec.replacements.forEach(({ repositoryPrefix, replaceWith }, index) => {
    if (used.has(index) || prefixes.has(replaceWith)) return;
    const whole = spec.match === "exact" && names.has(repositoryPrefix);
    const why = whole
      ? `"${repositoryPrefix}" is a whole image name, and \`match: exact\` compares what stands before the last "/"`
      : `"${repositoryPrefix}" matches none of ${names.size === 1 ? "1 image" : `${names.size} images`}`;
    const path = [...at, "replacements", index, "repositoryPrefix"];
    report.add("IR009", `should match an image of the package: ${why}`, { path, currentValue: repositoryPrefix });
  });
}

function usedRules({ seen }: Inspector): ReadonlySet<number> {
  const used = new Set<number>();
  for (const each of seen.values()) if (each.is === "reference" && "rule" in each.outcome) used.add(each.outcome.rule);
  return used;
}

/** Every name and what stands before each of its slashes. */
function prefixesOf(names: ReadonlySet<string>): ReadonlySet<string> {
  const prefixes = new Set<string>();
  for (const name of names) {
    let prefix = name;
    while (prefix !== "" && !prefixes.has(prefix)) {
      prefixes.add(prefix);
      prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf("/")));
    }
  }
  return prefixes;
}
