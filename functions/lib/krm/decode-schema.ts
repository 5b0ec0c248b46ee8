// Everything that needs the schema library on the way from a policy's text to the policy; loaded only when it is needed.
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import type { Node } from "../yaml/mod.ts";
import { configMapSpec } from "./config-map.ts";
import type { FunctionDefinition } from "./definition.ts";
import { inConfigMap } from "./in-config-map.ts";
import { POLICY_API_VERSION } from "./policy-api-version.ts";
import type { PolicyProblem } from "./policy-problem.ts";
import { policyProblems } from "./schema-issues.ts";

type AnyPolicy = FunctionDefinition["policy"];

/** A policy, or everything that is wrong with it. */
export type Decoding = { readonly policy: unknown } | { readonly problems: readonly PolicyProblem[] };

/** Decodes a policy object strictly. */
export function decodeValue(schema: AnyPolicy, value: unknown): Decoding {
  const decoded = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value);
  if (Result.isSuccess(decoded)) return { policy: decoded.success };
  return { problems: policyProblems(decoded.failure.issue, value) };
}

/** Decodes the policy of `kind` that a ConfigMap holds as text. */
export function decodeConfigMap(schema: AnyPolicy, kind: string, config: Node): Decoding {
  const { spec, problems } = configMapSpec(config, schema.ast);
  if (problems.length > 0) return { problems };
  const metadata = config.get("metadata")?.toJS();
  const object = { apiVersion: POLICY_API_VERSION, kind, spec, ...(metadata === undefined ? {} : { metadata }) };
  const decoded = decodeValue(schema, object);
  if ("policy" in decoded) return decoded;
  return { problems: decoded.problems.map((problem) => inConfigMap(config, problem)) };
}
