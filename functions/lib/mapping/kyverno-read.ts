import { fieldOf, maps, textOf } from "./collect.ts";
import { literalPrefix } from "./prefix-pattern.ts";

/** A replacement as it is found in a policy. */
interface ReadRule {
  readonly prefix: string;
  readonly target: string;
  /** Only what lies directly below the prefix. */
  readonly exact: boolean;
  /** The full name of the image is compared. */
  readonly full: boolean;
}

/** The replacements in a policy, or per rule why it is none; a document of another kind has none. */
export function readPolicy(
  document: unknown,
  path: string,
): { readonly at: string; readonly rule: ReadRule | string }[] {
  if (!textOf(document, "apiVersion").startsWith("kyverno.io/")) return [];
  return maps(fieldOf(document, "spec", "rules")).flatMap((rule) => {
    const at = `${path} rule "${textOf(rule, "name")}"`;
    const loops = maps(fieldOf(rule, "mutate", "foreach"));
    if (loops.length === 0) return [{ at, rule: "it does not mutate the containers of a pod one by one" }];
    // The same replacement is written once per list of containers.
    const read = new Map(loops.map(readLoop).map((each) => [JSON.stringify(each), each]));
    return [...read.values()].map((each) => ({ at, rule: each }));
  });
}

/** A call that exchanges the beginning of the image, or of the variable that holds its full name. */
const CALL =
  /^\{\{\s*regex_replace_all(?:_literal)?\(\s*'([^']*)'\s*,\s*'?(?:\{\{)?\s*(element\.image|full)\s*(?:\}\})?'?\s*,\s*'([^']*)'\s*\)\s*\}\}$/;

function readLoop(loop: Readonly<Record<string, unknown>>): ReadRule | string {
  const [, from, subject, to] = CALL.exec(imageOf(loop).replaceAll("\\\\", "\\")) ?? [];
  if (from === undefined || to === undefined) return "its image is more than a prefix exchanged by `regex_replace_all`";
  const tests = maps(fieldOf(loop, "preconditions", "all")).map((each) => ({
    pattern: /^\{\{\s*regex_match\(\s*'([^']*)'\s*,/.exec(textOf(each, "key"))?.[1],
    wanted: each["value"] === true,
  }));
  if (tests.some(({ pattern }) => pattern === undefined)) return "its preconditions ask for more than a prefix";
  const pattern = tests.find(({ wanted }) => wanted)?.pattern ?? from;
  const read = literalPrefix(pattern);
  if (read === undefined) return `its pattern "${pattern}" is more than a prefix`;
  const target = to.replace(/\/?\$\{?1\}?$/, "").replace(/\/$/, "");
  if (target.includes("$")) return `its replacement "${to}" is more than a prefix`;
  return { ...read, target, full: subject === "full" };
}

/** The image that a loop writes, in whichever list of containers. */
function imageOf(loop: Readonly<Record<string, unknown>>): string {
  const spec = fieldOf(loop, "patchStrategicMerge", "spec");
  return ["containers", "initContainers", "ephemeralContainers"]
    .flatMap((list) => maps(fieldOf(spec, list)))
    .map((container) => textOf(container, "image"))
    .join("");
}
