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
  /** Prefixes of images that the rule leaves alone; undefined stands for a pattern that is none. */
  readonly spared: readonly (string | undefined)[];
}

/** The replacements in a policy, or per rule why it is none; a document of another kind has none. */
export function readPolicy(
  document: unknown,
  path: string,
): { readonly at: string; readonly rule: ReadRule | string; readonly narrow: boolean }[] {
  if (!textOf(document, "apiVersion").startsWith("kyverno.io/")) return [];
  return maps(fieldOf(document, "spec", "rules")).flatMap((rule) => {
    const at = `${path} rule "${textOf(rule, "name")}"`;
    const loops = maps(fieldOf(rule, "mutate", "foreach"));
    const narrow = textOf(document, "kind") === "Policy" || isNarrow(rule);
    if (loops.length === 0) return [{ at, rule: "it does not mutate the containers of a pod one by one", narrow }];
    // The same replacement is written once per list of containers.
    const read = new Map(loops.map(readLoop).map((each) => [JSON.stringify(each), each]));
    return [...read.values()].map((each) => ({ at, rule: each, narrow }));
  });
}

/** Whether a rule means some pods only. When it is carried out, on creation or on every update, is no matter here. */
function isNarrow(rule: Readonly<Record<string, unknown>>): boolean {
  const match = fieldOf(rule, "match");
  const filters = [...maps([match]), ...maps(fieldOf(match, "any")), ...maps(fieldOf(match, "all"))];
  const resources = filters.flatMap((filter) => maps([filter["resources"]]));
  const asked = [...filters, ...resources].flatMap((each) => Object.keys(each));
  const conditions = ["any", "all"].flatMap((list) => maps(fieldOf(rule, "preconditions", list)));
  return (
    asked.some((key) => !["any", "all", "resources", "kinds", "operations"].includes(key)) ||
    rule["exclude"] !== undefined ||
    conditions.some((condition) => !textOf(condition, "key").includes("request.operation"))
  );
}

/** A call that exchanges the beginning of the image, or of the variable that holds its full name. */
const CALL =
  /^\{\{\s*regex_replace_all(_literal)?\(\s*'([^']*)'\s*,\s*'?(?:\{\{)?\s*(element\.image|full)\s*(?:\}\})?'?\s*,\s*'([^']*)'\s*\)\s*\}\}$/;

/** A test of the image, or of the variable that holds its full name. */
const TEST = /^\{\{\s*regex_match\(\s*'([^']*)'\s*,\s*'?(?:\{\{)?\s*(?:element\.image|full)\s*(?:\}\})?'?\s*\)\s*\}\}$/;

function readLoop(loop: Readonly<Record<string, unknown>>): ReadRule | string {
  const [, literally, from, subject, to] = CALL.exec(imageOf(loop).replaceAll("\\\\", "\\")) ?? [];
  if (from === undefined || to === undefined) return "its image is more than a prefix exchanged by `regex_replace_all`";
  const tests = maps(fieldOf(loop, "preconditions", "all")).map(readTest);
  const wanted = tests.filter((test) => test?.wanted).map((test) => test?.pattern as string);
  if (tests.includes(undefined) || wanted.length > 1 || fieldOf(loop, "preconditions", "any") !== undefined)
    return "its preconditions ask for more than a prefix";
  const [pattern = from] = wanted;
  const read = literalPrefix(pattern);
  if (read === undefined) return `its pattern "${pattern}" is more than a prefix`;
  const { prefix } = read;
  const exchanged = from === "^" ? "" : literalPrefix(from)?.prefix;
  if (exchanged !== prefix) return `its pattern "${from}" exchanges something else than "${prefix}"`;
  const target = to.replace(/\/?\$\{?1\}?$/, "").replace(/\/$/, "");
  const made = join(prefix, "image:1").replace(
    new RegExp(from),
    literally ? to.replaceAll("$", "$$$$") : to.replaceAll("${1}", "$1"),
  );
  if (made !== join(target, "image:1")) return `its replacement "${to}" is more than a prefix`;
  const spared = tests
    .filter((test) => test?.wanted === false)
    .map((test) => literalPrefix(test?.pattern ?? "")?.prefix);
  return { ...read, target, full: subject === "full", spared };
}

/** A condition on the image; undefined for one on something else. */
function readTest(condition: Readonly<Record<string, unknown>>): { pattern: string; wanted: boolean } | undefined {
  const pattern = TEST.exec(textOf(condition, "key").replaceAll("\\\\", "\\"))?.[1];
  const { value } = condition;
  if (pattern === undefined || typeof value !== "boolean") return undefined;
  const [operator, not] = /^(Not)?Equals?$/.exec(textOf(condition, "operator")) ?? [];
  return operator === undefined ? undefined : { pattern, wanted: value === (not === undefined) };
}

const join = (start: string, rest: string): string => (start === "" ? rest : `${start}/${rest}`);

/** The image that a loop writes, in whichever list of containers. */
function imageOf(loop: Readonly<Record<string, unknown>>): string {
  const spec = fieldOf(loop, "patchStrategicMerge", "spec");
  return ["containers", "initContainers", "ephemeralContainers"]
    .flatMap((list) => maps(fieldOf(spec, list)))
    .map((container) => textOf(container, "image"))
    .join("");
}
