import {
  type Cache,
  type Meaning,
  type Outcome,
  type Prediction,
  type Provider,
  isCovered,
  isPlaceholder,
  judgePin,
  meaningOf,
} from "../lib/cache/mod.ts";
import { isOlderInUse } from "./generation.ts";
import type { Entry, Pod, PodImage, ProviderInventory, RuleContext, Surroundings, VendorReplacement } from "./model.ts";
import { wrongPlatform } from "./read/platform.ts";
import { profileReplacements } from "./read/profile-replacements.ts";
import { gibOf } from "./read/quantity.ts";
import { isBeside, isShared } from "./read/shared-metadata.ts";
import { expiresSoon } from "./time-left.ts";
import { readReplacements, replaceImages } from "./vendor-replacement.ts";

/** What a pod is seen in. */
export interface Around {
  /** Of the cluster, which decides between caches of one name in several regions. */
  readonly region: string | undefined;
  readonly generation: "1.0" | "2.0";
  readonly surroundings: Surroundings;
}

/** What tells which images are the same, and for how long a cache stays. */
type Advising = Pick<RuleContext, "matching" | "presentFor" | "expiryDays">;

/** By what a strategy ranks caches. */
type Criteria = Provider["matching"]["strategies"][string];

/** One pod through the eyes of one provider whose keys it carries. Everything is worked out when first asked for. */
export class CacheUse {
  readonly pod: Pod;
  readonly row: Provider;
  readonly #inventory: ProviderInventory;
  readonly #around: Around;
  readonly #entries: Partial<Record<Meaning, Entry[]>> = {};
  #images: readonly PodImage[] | undefined;
  #matched: readonly PodImage[] | undefined;
  #pinned: Cache | undefined | null = null;
  #outcome: Outcome | undefined | null = null;

  constructor(pod: Pod, row: Provider, inventory: ProviderInventory, around: Around) {
    this.pod = pod;
    this.row = row;
    this.#inventory = inventory;
    this.#around = around;
    for (const entry of pod.entries) {
      const { info } = entry;
      if (info === undefined || info.provider !== row.name) continue;
      const meaning = meaningOf(info, entry.text);
      if (meaning === undefined || (entry.on === "label" && !info.row.carriers.includes("pod-label"))) continue;
      const list = this.#entries[meaning];
      if (list === undefined) this.#entries[meaning] = [entry];
      else if (info.generation === "current") list.unshift(entry);
      else list.push(entry);
    }
  }

  /** Every spelling of a meaning that is there, the current one first. */
  entries(meaning: Meaning): readonly Entry[] {
    return this.#entries[meaning] ?? [];
  }

  /** The meanings that are there, in one text: pods of a package have few such combinations. */
  get signature(): string {
    return Object.keys(this.#entries).join();
  }

  /** The entry that counts: the current spelling before older ones (which one the cloud takes is not documented). */
  entry(meaning: Meaning): Entry | undefined {
    return this.#entries[meaning]?.[0];
  }

  text(meaning: Meaning): string | undefined {
    return this.entry(meaning)?.text;
  }

  /** Whether a switch is on: mostly `"true"`, with some keys another word. */
  isTrue(meaning: Meaning): boolean {
    return this.text(meaning) === (this.row.keys[meaning]?.switch?.on ?? "true");
  }

  /** Whether the pod names a cache by what cannot be its id or name: who repairs that may as well remove it. */
  get pinIsWrong(): boolean {
    const pin = this.entry("pin");
    return pin !== undefined && judgePin(this.row, pin.text)?.severity === "error";
  }

  /**
   * Whether an entry may be changed because of another one. What pods of a resource share is not taken from all of
   * them for the sake of one.
   */
  mayChange(entry: Entry, because: Entry): boolean {
    return isBeside(entry, because) || !isShared(this.pod, entry);
  }

  /** Whether any key is there that steers caches, as opposed to routing or replacing images. */
  get steersCaches(): boolean {
    return this.pod.entries.some(
      ({ info, on }) =>
        on === "annotation" &&
        info?.provider === this.row.name &&
        info.row.family === "cache" &&
        info.row.by === "user",
    );
  }

  /** Whether the pod asks for a cache: a named one, or automatic matching. */
  get wantsCache(): boolean {
    return this.entry("pin") !== undefined || this.isTrue("autoMatch");
  }

  /** Whether only automatic matching decides. */
  get matchesAutomatically(): boolean {
    return this.entry("pin") === undefined && this.isTrue("autoMatch");
  }

  /** Every image with the name that is pulled: after the provider's own image replacement. */
  get images(): readonly PodImage[] {
    return (this.#images ??= replaceImages(this.pod.images, this.#replacements()));
  }

  /** The pod's own annotation, behind profiles of the package that win against it; else what profiles say. */
  #replacements(): readonly VendorReplacement[] {
    const { replacement } = this;
    const hasOwn = replacement !== undefined;
    const made = profileReplacements(this.pod, this.row, this.#around.surroundings, hasOwn);
    return hasOwn ? [...made, ...readReplacements(replacement.text).entries] : made;
  }

  /** The annotation from which images are replaced: the one that the add-on of the target reads. */
  get replacement(): Entry | undefined {
    const all = this.entries("imageReplacement");
    const [first] = all;
    if (first?.info === undefined || !isOlderInUse(first.info, this.#around.generation)) return first;
    return all.find(({ info }) => info?.generation !== "current") ?? first;
  }

  /** The images of the containers that run, in the order of the pod. */
  get mainImages(): readonly PodImage[] {
    return this.images.filter(({ type }) => type === "container" || type === "field");
  }

  /** Init containers (with sidecars among them) and image volumes. Ephemeral containers come later by themselves. */
  get otherImages(): readonly PodImage[] {
    return this.images.filter(({ type }) => type === "init" || type === "volume");
  }

  /** The images that automatic matching compares: those of containers and init containers. */
  get matchedImages(): readonly PodImage[] {
    return (this.#matched ??= this.images.filter(({ type }) => type !== "volume" && type !== "ephemeral"));
  }

  get inventory(): ProviderInventory {
    return this.#inventory;
  }

  /** The cache that the pod names, when the inventory has it. */
  get pinned(): Cache | undefined {
    if (this.#pinned === null) this.#pinned = this.#findPinned();
    return this.#pinned;
  }

  #findPinned(): Cache | undefined {
    const value = this.text("pin");
    if (value === undefined || isPlaceholder(value)) return undefined;
    const { byId, byName } = this.#inventory.index;
    const found = (this.row.pin.by === "id" ? byId : byName).get(value) ?? [];
    return found.find(({ entry }) => entry.region === this.#around.region) ?? found[0];
  }

  /** What automatic matching would take; undefined when it cannot be told: no inventory, or unreadable images. */
  get outcome(): Outcome | undefined {
    if (this.#outcome === null) this.#outcome = this.#predict();
    return this.#outcome;
  }

  #predict(): Outcome | undefined {
    const { atLeast } = this;
    if (!this.#inventory.declared || !this.matchesAutomatically || atLeast === undefined) return undefined;
    const images = this.matchedImages;
    if (!images.some(({ image }) => image !== undefined)) return undefined;
    if (atLeast === "all" && images.some(({ image }) => image === undefined)) return undefined;
    return this.#ask(atLeast, this.#criteria);
  }

  /** By what the strategy that the pod asks for ranks caches; undefined for one that does not exist. */
  get #criteria(): Criteria | undefined {
    const { strategies, defaultStrategy } = this.row.matching;
    const strategy = this.text("usageStrategy") ?? defaultStrategy;
    // The value is anybody's text, and may be a name that every object has.
    return Object.hasOwn(strategies, strategy) ? strategies[strategy] : undefined;
  }

  #ask(atLeast: number | "all", criteria: Criteria | undefined): Outcome | undefined {
    if (criteria === undefined) return undefined;
    const images = this.matchedImages.flatMap(({ image }) => image ?? []);
    return this.#inventory.predict({ images, criteria, atLeast, storageGiB: this.storageGiB });
  }

  /** The best usable cache with at least so many images of the pod, whatever the pod asks for. */
  match(atLeast: number | "all"): Prediction | undefined {
    const { strategies, defaultStrategy } = this.row.matching;
    // A strategy that does not exist ranks nothing; which caches there are does not depend on it.
    return this.#ask(atLeast, this.#criteria ?? strategies[defaultStrategy])?.prediction;
  }

  /** The cache that counts: the named one, else the one that automatic matching would take. */
  get cache(): Cache | undefined {
    return this.entry("pin") === undefined ? this.outcome?.prediction?.winner : this.pinned;
  }

  /** All caches that count: one, but where the cloud chooses one per image. */
  get caches(): readonly Cache[] {
    const images = this.entry("pin") === undefined ? this.outcome?.prediction?.images : undefined;
    if (images === undefined) return this.cache === undefined ? [] : [this.cache];
    return [...new Set(images.flatMap(({ prediction }) => prediction?.winner ?? []))];
  }

  /** What a pin would have to say for a cache that holds every image of the pod; undefined when there is none. */
  pinForAll(context: Advising): string | undefined {
    const images = this.matchedImages;
    const pin = this.entry("pin");
    // A cache for one of several pods is no answer for all.
    if (pin !== undefined && isShared(this.pod, pin)) return undefined;
    if (images.length === 0 || images.some(({ image }) => image === undefined)) return undefined;
    const value = this.pinValue(this.#fitsForAll(context));
    // An inventory that was copied from documentation, or written by hand, has ids that name nothing.
    if (value === undefined || isPlaceholder(value)) return undefined;
    return this.row.pin.by === "id" && judgePin(this.row, value)?.severity === "error" ? undefined : value;
  }

  /**
   * The best of the caches with every image of the containers that also has the image volumes, is for the pod's platform
   * and, if there is one, stays.
   */
  #fitsForAll(context: Advising): Cache | undefined {
    const best = this.match("all");
    if (best === undefined) return undefined;
    const volumes = this.images.filter(({ type }) => type === "volume");
    const fitting = [best.winner, ...best.runnersUp.map(({ cache }) => cache)].filter(
      (cache) =>
        wrongPlatform(this.pod.placement, cache).length === 0 &&
        volumes.every(({ image }) => image !== undefined && isCovered(image, cache, context.matching.names)),
    );
    return fitting.find((cache) => !expiresSoon(cache, context)) ?? fitting[0];
  }

  /** Images of the containers that no cache of the inventory holds. */
  heldNowhere({ names }: Advising["matching"]): readonly PodImage[] {
    const { byImage } = this.#inventory.index;
    return this.matchedImages.filter(
      ({ image }) => image !== undefined && !byImage.get(image.key)?.some((cache) => isCovered(image, cache, names)),
    );
  }

  /** How a pod names a cache of this provider. */
  pinValue(cache: Cache | undefined): string | undefined {
    return this.row.pin.by === "id" ? cache?.entry.id : cache?.entry.name;
  }

  /** How many images a cache must hold to match; undefined when the annotation does not say a number. */
  get atLeast(): number | "all" | undefined {
    if (this.isTrue("fullMatch")) return "all";
    const count = this.text("matchCount");
    if (count === undefined) return 1;
    return /^[1-9]\d*$/.test(count) ? Number(count) : undefined;
  }

  /** Storage for images in GiB: the free part and what the pod declares; undefined where no limit is known. */
  get storageGiB(): number | undefined {
    const { freeStorage } = this.row.limits;
    if (freeStorage === null) return undefined;
    const extra = this.pod.entries.find(({ key, on }) => on === "annotation" && key === freeStorage.extraKey);
    if (extra === undefined) return freeStorage.gib;
    if (freeStorage.declares === "total-gib") return /^[1-9]\d*$/.test(extra.text) ? Number(extra.text) : undefined;
    return freeStorage.gib + (gibOf(extra.text) ?? 0);
  }
}
