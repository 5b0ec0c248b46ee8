import { styleText } from "node:util";
import { visibleLines } from "../lib/krm/mod.ts";

type Style = "red" | "green" | "yellow" | "cyan" | "bold" | "dim";

/** Colours only for a terminal and never against NO_COLOR; the 16 colours of the terminal's own theme suit light and dark. */
function coloured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb";
}

/** A function that styles text for `stream`, or leaves it as it is when the stream shows no colours. */
export function painter(stream: NodeJS.WriteStream): (style: Style, text: string) => string {
  return coloured(stream) ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text;
}

/** One message for a person on stderr, with the command's name in front. */
export function printError(message: string): void {
  process.stderr.write(`${painter(process.stderr)("red", "warmstart:")} ${visibleLines(message)}\n`);
}
