import type { Path } from "./types.ts";

/** A key that needs no brackets in a field path. */
const BARE_KEY = /^[A-Za-z_$][\w$-]*$/;

/** Many resources have the same fields, and who finds them hands out the same paths again and again. */
const formatted = new WeakMap<Path, string>();

/** A path as Kubernetes writes field paths: `spec.containers[0].image`, `metadata.annotations["a.b/c"]`. */
export function formatPath(path: Path): string {
  const known = formatted.get(path);
  if (known !== undefined) return known;
  const text = format(path);
  formatted.set(path, text);
  return text;
}

function format(path: Path): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (BARE_KEY.test(step)) text += text === "" ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** One step of a path at the position of the expression; what stands between double quotes is JSON. */
const STEP =
  // oxlint-disable-next-line eslint/no-control-regex -- in JSON they are written as escapes
  /\.?([^.[\]"]+)|\[(\d+)\]|\[("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")\]|\['([^']*)'\]/y;

/** The inverse of {@link formatPath}; throws a SyntaxError that names the place when the text is no path. */
export function parsePath(text: string): (string | number)[] {
  const path: (string | number)[] = [];
  let position = 0;
  while (position < text.length) {
    STEP.lastIndex = position;
    const step = STEP.exec(text);
    // A name behind something must have a dot, the first one must not.
    const misplacedDot = step?.[1] !== undefined && (position === 0) === step[0].startsWith(".");
    if (step === null || misplacedDot) {
      throw new SyntaxError(
        `"${text}" must be a field path such as "spec.containers[0].image"; wrong at character ${position + 1}`,
      );
    }
    if (step[1] !== undefined) path.push(step[1]);
    else if (step[2] !== undefined) path.push(Number(step[2]));
    else path.push(step[3] === undefined ? step[4]! : (JSON.parse(step[3]) as string));
    position = STEP.lastIndex;
  }
  return path;
}
