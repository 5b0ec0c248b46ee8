// A program over the test functions: `main.ts stamp|owned [ARGUMENTS]`.
import { run } from "../run.ts";
import { owned } from "./owned.ts";
import { stamp } from "./stamp.ts";

const [name, ...args] = process.argv.slice(2);
// Asking for process.stdout makes a pipe non-blocking: writes are then short, or refused while the reader is slow.
if (process.env["TOUCH_STDOUT"] !== undefined) void process.stdout.writableLength;
await (name === "owned" ? run(owned, args) : run(stamp, args));
