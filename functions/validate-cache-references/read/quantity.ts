const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** A Kubernetes quantity of storage (`20Gi`, `5G`, `1e9`) in GiB; undefined when it is none. */
export function gibOf(quantity: string): number | undefined {
  const match = /^(\d+(?:\.\d*)?(?:[eE]\d+)?)([kMGTP]?|[KMGTP]i)$/.exec(quantity);
  const unit = UNITS[match?.[2] ?? "-"];
  return match === null || unit === undefined ? undefined : (Number(match[1]) * unit) / 2 ** 30;
}
