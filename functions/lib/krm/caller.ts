import { isRefusal, type Node, type Path } from "../yaml/mod.ts";
import { MODE_ANNOTATION } from "./decode-policy.ts";
import type { ResourceItem } from "./item.ts";
import { scalarText } from "./scalar-text.ts";
import type { Source } from "./source.ts";
import type { Unit } from "./unit.ts";

/**
 * Who reads the answer. kustomize drops results, so they go to stderr there; a shell has no place for them in a plain
 * stream either; kpt shows them itself.
 */
export type Caller = "kpt" | "kustomize" | "kustomize-plugin" | "shell";

const FUNCTION_ANNOTATIONS = ["config.kubernetes.io/function", "config.k8s.io/function"];

/** kustomize's own note on every resource that a transformer or a validator gets. */
const ID_ANNOTATION = "kustomize.config.k8s.io/id";

/** The note of everything that reads a folder on every resource, with a prefix or without: resources in memory have none. */
const PATH_ANNOTATION = "config.kubernetes.io/path";

/** kpt's note on every resource that it read from a file. */
const KPT_FILE_ANNOTATION = "internal.config.kubernetes.io/seqindent";

/** kpt's note on every resource that it gives to a function itself; `kpt fn source` leaves none. */
const KPT_ID_ANNOTATION = "internal.config.kubernetes.io/id";

/**
 * Recognises the caller: kustomize wants its own annotation on the functionConfig, whether that is the policy, and a good
 * one, or not. One file may serve kpt as well, which leaves the annotation there, and would delete every resource that an
 * answer for kustomize leaves out; so what the resources carry decides. The protocol of kustomize's legacy plugins is known
 * from the environment (`legacy`). Resources as `kpt fn source` prints them, or a policy that was `given` beside the input,
 * are a person's, in a pipe whose end reads no results.
 */
export function callerOf(source: Source, { legacy, given }: { legacy: boolean; given: boolean }): Caller {
  const { frame, text } = source;
  if (frame === undefined) return legacy ? "kustomize-plugin" : "shell";
  const config = frame.functionConfig;
  const annotated = config !== undefined && namesFunction(config, objectIn(config, ["functionConfig"]));
  if (annotated && (!text.includes(KPT_FILE_ANNOTATION) || carriesIds(source))) return "kustomize";
  const isPiped = given || source.units[0]?.text.includes(KPT_FILE_ANNOTATION) === true;
  return isPiped && !text.includes(KPT_ID_ANNOTATION) ? "shell" : "kpt";
}

/** Whether every resource has kustomize's note: one or the other may hold these words for a reason of its own. */
function carriesIds({ text, units }: Source): boolean {
  if (!text.includes(ID_ANNOTATION)) return false;
  return units.every((unit) => annotationsOf(objectIn(unit, []))?.get(ID_ANNOTATION) !== undefined);
}

function namesFunction({ text }: Unit, object: Node | undefined): boolean {
  const annotations = annotationsOf(object);
  // A text that has no outline can only be searched.
  return FUNCTION_ANNOTATIONS.some((key) =>
    object === undefined ? text.includes(key) : annotations?.get(key) !== undefined,
  );
}

function annotationsOf(object: Node | undefined): Node | undefined {
  const annotations = object?.get("metadata")?.get("annotations");
  return annotations?.target ?? annotations;
}

/** The object that a unit is, or holds at `path`; undefined when it could not be read. */
function objectIn(unit: Unit, path: Path): Node | undefined {
  return isRefusal(unit.read()) ? undefined : unit.node(path);
}

/**
 * Whether kustomize asks for resources to begin with: then the policy itself, without the note that resources carry, is
 * all there is.
 */
export function asksToGenerate(caller: Caller, { units }: Source, policy: ResourceItem): boolean {
  const [unit] = units;
  if (caller !== "kustomize" || unit === undefined || units.length > 1) return false;
  const object = objectIn(unit, []);
  if (object === undefined || !namesFunction(unit, object)) return false;
  const name = scalarText(object.get("metadata")?.get("name"));
  const isPolicy = object.get("kind")?.string === policy.kind && name === policy.name;
  return isPolicy && annotationsOf(object)?.get(ID_ANNOTATION) === undefined;
}

/**
 * Whether the answer must leave the resources out, see {@link MODE_ANNOTATION}. `kustomize fn run` calls a function in the
 * same way as `kustomize build` does, and deletes the files of what is left out.
 */
export function answersWithoutItems(caller: Caller, source: Source, policy: ResourceItem): boolean {
  if (policy.annotations[MODE_ANNOTATION] !== "validator") return false;
  if (caller !== "kustomize" && caller !== "kustomize-plugin") return false;
  return !source.text.includes(PATH_ANNOTATION) || carriesIds(source);
}
