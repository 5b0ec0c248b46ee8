import { existsSync } from "node:fs";
import { writeText } from "../lib/krm/mod.ts";
import { parseOptions, wordOption } from "./parse-options.ts";
import type { Command } from "./command.ts";
import { timeOption } from "./time-option.ts";
import { UsageError } from "./usage-error.ts";

const HELP = `Says what policies make of images, or which cache the pods of files start from.

Usage: warmstart explain [options] -p POLICY IMAGE...
       warmstart explain IMAGE... -p POLICY [options]
       warmstart explain [options] [-p POLICY] FILE...
       warmstart explain FILE... [-p POLICY] [options]

  IMAGE               an image reference: the replacement that applies, those
                      that nearly do and why they lose, and the result, with
                      prefixes compared as written (raw) and in full
                      (normalized)
  FILE                a manifest, or a folder with manifests: per pod template
                      the images it pulls after the policies, the cache that it
                      starts from, and the caches that lose. What exists as a
                      path is a file, everything else an image

Options:
  -p, --policy PATH   policy file or folder, repeatable; for files also
                      CacheInventory
      --format FORMAT text (default) or json
      --now TIME      the present as RFC 3339, for caches that expire, where the
                      policy says none; default: the real time
  -h, --help          this text

Examples:
  warmstart explain docker.io/library/nginx:1.27 -p policies/mirror.yaml
  warmstart explain -p policies/ nginx redis:7 --format json
  warmstart explain manifests/ -p policies/
  warmstart explain -p policies/ -p inventory.yaml manifests/redis.yaml

The answer goes to stdout, everything else to stderr.
Exit codes: 0 explained, 1 an image is no reference or would become none, 2 bad
policy or usage, 3 internal error, 4 some files could not be processed.
`;

/** \`warmstart explain\`: images by replacements, files by caches. Each half is loaded only when it is asked for. */
export const explain: Command = { help: HELP, run };

async function run(args: readonly string[]): Promise<number> {
  const { subjects, policies, format, now } = parse(args);
  const files = subjects.filter((subject) => existsSync(subject));
  const images = subjects.filter((subject) => !existsSync(subject));
  for (const image of images) {
    // An image never looks like this, so a file was meant.
    if (/^[./]|^[A-Za-z]:\\|\.(?:ya?ml|json)$/.test(image)) {
      throw new UsageError(`File or folder must exist: "${image}"`);
    }
  }
  if (format === "json" && files.length > 0 && images.length > 0) {
    throw new UsageError("--format json must be for files or for images, not both: call it twice");
  }
  const codes: number[] = [];
  if (files.length > 0)
    codes.push(await (await import("./explain-file.ts")).explainFiles(files, { policies, format, now }));
  if (files.length > 0 && images.length > 0) writeText("\n");
  if (images.length > 0)
    codes.push(await (await import("./explain-image.ts")).explainImages(images, { policies, format }));
  return worst(codes);
}

/** A bad policy hides everything else, an unreadable file more than a finding. */
function worst(codes: readonly number[]): number {
  return [2, 4, 1].find((code) => codes.includes(code)) ?? 0;
}

interface Call {
  readonly subjects: readonly string[];
  readonly policies: readonly string[];
  readonly format: "text" | "json";
  readonly now: string;
}

function parse(args: readonly string[]): Call {
  const { values, positionals } = parseOptions("explain", args, {
    policy: { type: "string", short: "p", multiple: true },
    format: { type: "string" },
    now: { type: "string" },
  });
  if (positionals.length === 0)
    throw new UsageError("An image or file must be given: warmstart explain IMAGE -p POLICY");
  const format = wordOption("--format", values.format, ["text", "json"]);
  const now = timeOption("--now", values.now);
  return { subjects: positionals, policies: values.policy ?? [], format, now };
}
