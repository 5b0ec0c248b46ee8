import {
  Editor,
  isRefusal,
  type Lines,
  type Node,
  type Outline,
  outline,
  type OutlineMode,
  type Path,
  type Refusal,
  type Span,
  SpliceError,
} from "../yaml/mod.ts";

interface Read {
  readonly text: string;
  readonly mode: OutlineMode;
  readonly outline: Outline;
}

/**
 * The outlines that were asked for last of a unit whose turn is over, the one before first: results often speak of one
 * several times, and of an edited one as it is and as it was.
 */
const latest: Read[] = [];
const MOST_LATEST = 2;

/**
 * A piece of the input that is outlined and edited as one: a document, or one element of a list of items. What is not
 * edited is given back byte for byte. Outlines are large, so a unit keeps its own only until it is released.
 */
export class Unit {
  /** Where it stands in the source text. */
  readonly span: Span;
  /** 0-based number of its document in the source text. */
  readonly index: number;
  readonly #lines: Lines;
  readonly #original: string;
  readonly #mode: OutlineMode;
  #text: string;
  #outline: Outline | undefined;
  #editor: Editor | undefined;
  #released = false;
  #version = 0;

  /** `lines` are those of the source text; `item` for a slice of a list, which may start with a dash. */
  constructor(text: string, { start, end }: Span, lines: Lines, index: number, mode: OutlineMode = "document") {
    this.span = { start, end };
    this.#lines = lines;
    this.index = index;
    this.#original = text;
    this.#text = text;
    this.#mode = mode;
  }

  /** The text as of the last commit. */
  get text(): string {
    return this.#text;
  }

  /** 1-based line of its start in the source text. */
  get line(): number {
    return this.#lines.at(this.span.start);
  }

  get changed(): boolean {
    return this.#version > 0;
  }

  /** Counts the commits that changed something. */
  get version(): number {
    return this.#version;
  }

  /** Outlines the text; on a refusal the unit must be left alone. */
  read(): Outline | Refusal {
    if (this.#outline !== undefined) return this.#outline;
    const read = this.#released ? this.#readAgain(this.#text) : outline(this.#text, this.#mode);
    if (!this.#released && !isRefusal(read)) this.#outline = read;
    return read;
  }

  /** The outline is kept from the next read on. */
  hold(): void {
    this.#released = false;
  }

  /** The outline is not needed soon. Edits must be committed before. */
  release(): void {
    this.#released = true;
    this.#outline = undefined;
  }

  /** The node at `path`. Call it only on a unit that could be read. */
  node(path: Path): Node | undefined {
    const read = this.read();
    if (isRefusal(read)) throw new Error(`A refused text was read: ${read.message}`);
    return path.length === 0 ? read.root : read.root?.find(path);
  }

  /** Collects an edit; `commit` makes it visible. */
  edit(): Editor {
    if (this.#editor === undefined) {
      const read = this.read();
      if (isRefusal(read)) throw new Error(`A refused text was edited: ${read.message}`);
      this.#editor = new Editor(read);
    }
    return this.#editor;
  }

  /**
   * Splices the collected edits; nothing happens without any.
   * @throws {SpliceError} when the result is not what was intended: a bug, which `name` makes findable.
   */
  commit(name: () => string): void {
    const editor = this.#editor;
    this.#editor = undefined;
    if (editor === undefined || !editor.changed) return;
    try {
      const edited = editor.splice();
      this.#text = edited.text;
      this.#outline = this.#released ? undefined : edited.outline;
      this.#version++;
    } catch (error) {
      if (error instanceof SpliceError) error.message = `${name()}: ${error.message}`;
      throw error;
    }
  }

  /** Line in the source text, as it was read, of `path` or of its nearest parent that was there. */
  lineOf(path: Path): number | undefined {
    const read = this.changed ? this.#readAgain(this.#original) : this.read();
    if (isRefusal(read)) return undefined;
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? read.root : read.root?.find(path.slice(0, length));
      if (node !== undefined) return this.line + node.line - 1;
    }
    return undefined;
  }

  #readAgain(text: string): Outline | Refusal {
    const known = latest.find((each) => each.text === text && each.mode === this.#mode);
    if (known !== undefined) return known.outline;
    const read = outline(text, this.#mode);
    if (!isRefusal(read)) {
      latest.push({ text, mode: this.#mode, outline: read });
      if (latest.length > MOST_LATEST) latest.shift();
    }
    return read;
  }
}
