import type { Refusal } from "./types.ts";
import type { Table } from "./table.ts";

/** The second producer of outlines: the `yaml` library behind its adapter; `loosely` as Kubernetes reads. */
export type LibraryProducer = (text: string, loosely?: boolean) => Table | Refusal;

let producer: LibraryProducer | undefined;

/** Thrown when a text needs the `yaml` library and {@link loadLibrary} has not run yet: most calls never pay for loading it. */
export class NeedsLibrary extends Error {
  constructor() {
    super("the YAML library is needed and not loaded: use withLibrary()");
    this.name = "NeedsLibrary";
  }
}

/** The loaded library; throws {@link NeedsLibrary}. */
export function library(): LibraryProducer {
  if (producer === undefined) throw new NeedsLibrary();
  return producer;
}

/** Loads the `yaml` library once. */
export async function loadLibrary(): Promise<void> {
  producer ??= (await import("./library.ts")).produce;
}

/** Runs `fn`; when it needs the library, loads it and runs `fn` again, so `fn` must be pure. */
export async function withLibrary<T>(fn: () => T): Promise<T> {
  try {
    return fn();
  } catch (error) {
    if (!(error instanceof NeedsLibrary)) throw error;
  }
  await loadLibrary();
  return fn();
}
