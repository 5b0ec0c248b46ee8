/** How sure a fact is: published by the vendor, seen in public files and logs, or concluded from both. */
type Mark = "documented" | "observed" | "inferred";

/** A page of the vendor and the "last updated" date of the copy that was read (`YYYY-MM-DD`; null: it shows none). */
export interface Page {
  readonly url: string;
  readonly date: string | null;
}

/** Where a fact comes from. `page` is null only for facts that no page states (observed or inferred). */
export interface Source {
  readonly mark: Mark;
  readonly page: Page | null;
  readonly note?: string;
}

/** A fact that the vendor's page states. */
export function documented(page: Page, note?: string): Source {
  return note === undefined ? { mark: "documented", page } : { mark: "documented", page, note };
}

/** A fact seen in public manifests, ids and logs only; `note` says what was seen. */
export function observed(note: string, page: Page | null = null): Source {
  return { mark: "observed", page, note };
}

/** A conclusion from other facts; `note` says from which. */
export function inferred(note: string, page: Page | null = null): Source {
  return { mark: "inferred", page, note };
}
