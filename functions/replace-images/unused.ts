import { type Inspector, namesOf } from "./inspect.ts";
import type { ReplaceImagesSpec } from "./policy.ts";
import type { Report } from "./report.ts";

type Path = readonly (string | number)[];

/**
 * Reports replacements that concern no image of the package. Images that already carry a `replaceWith` count for its
 * rule, so that the second run says nothing new; without any image there is nothing to say.
 */
export function reportUnused(spec: ReplaceImagesSpec, inspect: Inspector, report: Report, at: Path): void {
  const names = [...namesOf(inspect)];
  if (names.length === 0) return;
  const used = usedRules(inspect);
  spec.replacements.forEach(({ repositoryPrefix, replaceWith }, index) => {
    if (used.has(index) || (replaceWith !== "" && names.some((name) => isBelow(name, replaceWith)))) return;
    const whole = spec.match === "exact" && names.includes(repositoryPrefix);
    const why = whole
      ? `"${repositoryPrefix}" is a whole image name, and \`match: exact\` compares what stands before the last "/"`
      : `"${repositoryPrefix}" matches none of ${names.length === 1 ? "1 image" : `${names.length} images`}`;
    const path = [...at, "replacements", index, "repositoryPrefix"];
    report.add("IR009", `should match an image of the package: ${why}`, { path, currentValue: repositoryPrefix });
  });
}

function usedRules({ seen }: Inspector): ReadonlySet<number> {
  const used = new Set<number>();
  for (const each of seen.values()) if (each.is === "reference" && "rule" in each.outcome) used.add(each.outcome.rule);
  return used;
}

function isBelow(name: string, prefix: string): boolean {
  return name === prefix || name.startsWith(`${prefix}/`);
}
