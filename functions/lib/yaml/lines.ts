/** Line numbers of a text, counted when they are asked for: most of them never are. */
export class Lines {
  readonly #text: string;
  #offset = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** 1-based line of an offset. Questions in rising order cost one pass over the text together. */
  at(offset: number): number {
    if (offset < this.#offset) {
      this.#offset = 0;
      this.#line = 1;
    }
    const text = this.#text;
    for (let i = text.indexOf("\n", this.#offset); i >= 0 && i < offset; i = text.indexOf("\n", i + 1)) this.#line++;
    this.#offset = offset;
    return this.#line;
  }
}
