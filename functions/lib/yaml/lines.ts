/** Line numbers of a text, counted when they are asked for: most of them never are. */
export class Lines {
  readonly #text: string;
  #offset = 0;
  #line = 1;
  /** Of the first line feed at or behind `#offset`; a line may be long, and hold thousands of fields. */
  #feed = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** 1-based line of an offset. Questions in rising order cost one pass over the text together. */
  at(offset: number): number {
    if (offset < this.#offset) {
      this.#line = 1;
      this.#feed = -1;
    }
    if (this.#feed < 0) this.#feed = this.#feedFrom(0);
    while (this.#feed < offset) {
      this.#line++;
      this.#feed = this.#feedFrom(this.#feed + 1);
    }
    this.#offset = offset;
    return this.#line;
  }

  #feedFrom(start: number): number {
    const feed = this.#text.indexOf("\n", start);
    return feed < 0 ? Number.POSITIVE_INFINITY : feed;
  }
}
