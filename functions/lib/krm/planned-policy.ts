import type * as Schema from "effect/Schema";
import { accepts, type Plan } from "./plan.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- any policy
type AnySchema = Schema.Codec<any, any>;

/**
 * Stands for a policy schema in the built command: it accepts most policies by a plan, and loads the schema, which takes
 * half as long to start as a whole program, only for the others and for their errors.
 */
export class PlannedPolicy {
  readonly #plan: () => string;
  readonly #load: () => Promise<AnySchema>;
  #schema: AnySchema | undefined;

  /**
   * `plan` gives JSON: reading it is faster than running an expression of its size, and most policies that are loaded are
   * not asked for theirs.
   */
  constructor(plan: () => string, load: () => Promise<AnySchema>) {
    this.#plan = plan;
    this.#load = load;
  }

  /** Whether the schema is sure to take `value` as it is. */
  accepts(value: unknown): boolean {
    return accepts(JSON.parse(this.#plan()) as Plan, value);
  }

  /** The schema, once it has been loaded. */
  get schema(): AnySchema | undefined {
    return this.#schema;
  }

  async load(): Promise<AnySchema> {
    this.#schema ??= await this.#load();
    return this.#schema;
  }
}
