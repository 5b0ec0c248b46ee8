/** A policy of `replace-images` with resources. */
export interface ReplacingExample {
  /** `spec` of the policy, as YAML. */
  readonly spec: string;
  readonly resources: string;
}

/** What people need to know about a rule that is checked elsewhere. */
export interface ElsewhereRule {
  readonly id: string;
  readonly name: string;
  readonly severity: string;
  /** Who reports it, or why nobody does yet. */
  readonly where: string;
  readonly what: string;
  readonly why: string;
  readonly ignore: string;
  readonly sources: readonly string[];
  /** Absent only where one version of a resource cannot show it. A test runs both. */
  readonly example?: ReplacingExample;
  readonly instead?: ReplacingExample;
  /** A change between two revisions, as a diff. */
  readonly change?: string;
}
