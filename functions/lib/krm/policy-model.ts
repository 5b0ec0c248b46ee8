import { createTypeMetaGuard, Model, type ModelData, type TypeMeta, type TypeMetaGuard } from "@kubernetes-models/base";
import * as Schema from "effect/Schema";
import { POLICY_API_VERSION } from "./policy-api-version.ts";

/** A policy as an ordinary kubernetes-models class. */
export interface PolicyModel<T extends TypeMeta> {
  /** `apiVersion` and `kind` are filled in. */
  new (data?: ModelData<T>): Model<T> & T;
  readonly apiVersion: T["apiVersion"];
  readonly kind: T["kind"];
  readonly is: TypeMetaGuard<T>;
}

/**
 * Base class of a policy for TypeScript users: `class ReplaceImages extends policyModel("ReplaceImages", Policy) {}`.
 * It holds a policy as it is written, which a schema that decodes values tells apart from what `run` gets. `validate()`
 * throws a SchemaError that names every wrong field, unknown ones included.
 */
export function policyModel<T extends TypeMeta>(kind: string, schema: Schema.Codec<unknown, T>): PolicyModel<T> {
  class Policy extends Model<T> {
    static readonly apiVersion = POLICY_API_VERSION;
    static readonly kind = kind;
    static readonly is: TypeMetaGuard<T> = createTypeMetaGuard<T>({ apiVersion: POLICY_API_VERSION, kind });

    constructor(data?: ModelData<T>) {
      super({ apiVersion: POLICY_API_VERSION, kind, ...data } as never);
    }

    override validate(): void {
      Schema.decodeUnknownSync(schema, { errors: "all", onExcessProperty: "error" })(this.toJSON());
    }
  }
  return Policy as unknown as PolicyModel<T>;
}
