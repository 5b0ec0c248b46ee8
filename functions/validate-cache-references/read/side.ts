import type { Entry, Metadata } from "../model.ts";

/** The two kinds of object that have annotations of their own. */
export type Side = "pod-annotation" | "cache-annotation";

/** Whose annotations metadata holds: those of a workload are meant for its pods. */
export function sideOf(on: Metadata["on"]): Side {
  return on === "cache" ? "cache-annotation" : "pod-annotation";
}

/** Whether an annotation is one that only the other kind of object reads: then it must go, whatever its value is. */
export function isOfOtherSide({ info, on }: Entry, side: Side): boolean {
  if (info === undefined || on === "label" || info.row.by === "platform") return false;
  const other: Side = side === "pod-annotation" ? "cache-annotation" : "pod-annotation";
  return !info.row.carriers.includes(side) && info.row.carriers.includes(other);
}
