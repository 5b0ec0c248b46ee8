import { definitionOfKind } from "../registry.ts";
import { type FunctionDefinition, misspelt, POLICY_API_VERSION } from "../lib/krm/mod.ts";
import { isRefusal, outline, splitDocuments, withLibrary } from "../lib/yaml/mod.ts";
import { listManifests, readText, type TextFile, unreadable } from "./files.ts";
import { UsageError } from "./usage-error.ts";

/** What `-p` names: the functions to run, each with the text of its policy, and resources that only inform (inventories). */
export interface Policies {
  readonly steps: readonly { readonly definition: FunctionDefinition<unknown>; readonly policy: TextFile }[];
  readonly inventories: readonly TextFile[];
}

/** The order in which a pipeline needs them: images first, because caches are matched against the replaced names. */
const ORDER = ["ReplaceImages", "InjectCacheAnnotations", "ApplyCachePolicy", "ValidateCacheReferences"];

/** What `-p` may name beside policies. */
const KINDS = [...ORDER, "CacheInventory"];

/** Kinds of which a function can put right what it finds, and only what some rules find. */
const REPAIRING: ReadonlyMap<string, (repairs: (rule: string) => boolean) => Promise<FunctionDefinition<unknown>>> =
  new Map([
    [
      "ValidateCacheReferences",
      async (repairs) => widened((await import("../validate-cache-references/function.ts")).withRepairs(repairs)),
    ],
    [
      "ApplyCachePolicy",
      async (repairs) => widened((await import("../apply-cache-policy/function.ts")).withRepairs(repairs)),
    ],
  ]);

/** Rules whose repair is the current key instead of an older one. */
const GENERATIONS: ReadonlySet<string> = new Set(["IC005", "IC006"]);

const widened = <P>(definition: FunctionDefinition<P>): FunctionDefinition<unknown> =>
  definition as FunctionDefinition<unknown>;

/** How policies are loaded. */
export interface LoadOptions {
  /** Inventories alone will do, and no path at all. */
  readonly optional?: boolean;
  /** Take the functions that put right what they find, where there are such. */
  readonly repair?: boolean;
}

/**
 * Loads policy files and folders; a file may hold several documents.
 * Throws {@link UsageError} naming file and line.
 */
export async function loadPolicies(
  paths: readonly string[],
  { optional = false, repair = false }: LoadOptions = {},
): Promise<Policies> {
  const documents = (await Promise.all(listManifests(paths).map(documentsOf))).flat();
  const inventories = documents.filter(({ kind }) => kind === "CacheInventory").map(({ file }) => file);
  const chosen = documents
    .filter(({ kind }) => ORDER.includes(kind))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  if (chosen.length === 0 && !(optional && (inventories.length > 0 || paths.length === 0))) {
    const kinds = optional ? KINDS : ORDER;
    const others = [...new Set(documents.flatMap(({ kind }) => kind || []))].slice(0, 3);
    const only = others.length === 0 ? "" : `, only ${others.join(", ")}`;
    throw new UsageError(`A policy must be of kind ${kinds.join(", ")}: none in "${paths.join('", "')}"${only}`);
  }
  // A policy that writes older keys would write again what the repair takes away.
  const older = chosen.some((document) => document.older);
  const repairs = (rule: string): boolean => !(older && GENERATIONS.has(rule));
  const steps = await Promise.all(
    chosen.map(async ({ kind, file }) => {
      const load = repair ? REPAIRING.get(kind) : undefined;
      return { definition: await (load?.(repairs) ?? definitionOfKind(kind)), policy: file };
    }),
  );
  return { steps, inventories };
}

interface PolicyDocument {
  readonly kind: string;
  /** It asks for older keys: `keys: legacy` or `both`. */
  readonly older: boolean;
  /** The document alone, with as many empty lines in front as it had lines above it: errors then name the file's own lines. */
  readonly file: TextFile;
}

async function documentsOf(path: string): Promise<PolicyDocument[]> {
  const file = readText(path);
  if (file === undefined) throw new UsageError(`Policy file ${unreadable(path)}: "${path}"`);
  return await withLibrary(() => {
    const spans = splitDocuments(file.text);
    if (isRefusal(spans)) throw new UsageError(`${file.path}:${spans.line}: ${spans.message}`);
    return spans
      .filter(({ empty }) => !empty)
      .map(({ start, end, line }) => {
        const text = file.text.slice(start, end);
        const read = outline(text);
        if (isRefusal(read)) throw new UsageError(`${file.path}:${line + read.line - 1}: ${read.message}`);
        const written = read.root?.get("kind");
        const kind = written?.string ?? "";
        if (read.root?.get("apiVersion")?.string?.startsWith(GROUP) === true)
          checkKind(kind, `${file.path}:${line + text.slice(0, written?.span.start ?? 0).split("\n").length - 1}`);
        const spec = read.root?.get("spec");
        const keys = (spec?.get("injectCacheAnnotations") ?? spec)?.get("keys")?.string;
        const older = keys === "legacy" || keys === "both";
        return { kind, older, file: { path: file.path, text: "\n".repeat(line - 1) + text } };
      });
  });
}

const GROUP = POLICY_API_VERSION.slice(0, POLICY_API_VERSION.indexOf("/") + 1);

/** A misspelt policy must not be left out in silence. Of other kinds are the policies of functions that users wrote. */
function checkKind(kind: string, place: string): void {
  const meant = kind === "" ? undefined : misspelt(kind, KINDS);
  if (KINDS.includes(kind) || (kind !== "" && meant === undefined)) return;
  const found = kind === "" ? "" : `, not "${kind}", did you mean "${meant}"?`;
  throw new UsageError(`${place}: \`kind\` must be ${KINDS.join(", ")}${found}`);
}
