import { FORMATS } from "../lib/mapping/mod.ts";
import type { Command } from "./command.ts";
import { ECI_PROFILE } from "./mapping-format.ts";
import { UsageError } from "./usage-error.ts";

const ROWS = [
  ...Object.entries(FORMATS).map(([name, { title }]) => [name, title] as const),
  [
    ECI_PROFILE,
    "selectors of ConfigMap eci-profile of ACK, for\n                      InjectCacheAnnotations of alibaba-eci",
  ],
].map(([name = "", title]) => `  ${name.padEnd(18)}  ${title}\n`);

const HELP = `Writes the replacements of a policy in the format of a runtime, a cluster or
another tool, and reads them from there.

Usage: warmstart mapping export --format FORMAT -p POLICY [options] [IMAGE...]
       warmstart mapping import --format FORMAT [options] PATH...

FORMAT is one of
${ROWS.join("")}
Options of export:
  -p, --policy PATH   policy file or folder with one policy that replaces images
      --images FILE   images, one per line (- is standard input); formats that
                      name whole images need them. IMAGE says the same on the
                      command line
      --name NAME     name of the object; default: that of the policy
  -o, --output DIR    write files there instead of printing them; one that has
                      more than an export writes is never overwritten

Options of import:
  PATH                a file, or a folder whose files of that format are read;
                      - is standard input
      --name NAME     name of the policy; default: imported
  -o, --output FILE   write the policy there instead of printing it

  -h, --help          this text

What the other side cannot express is said on stderr, per replacement: it is
left out, or it is there and does not mean the same.

Examples:
  warmstart mapping export --format registries-conf -p policies/mirror.yaml
  warmstart mapping export -p mirror.yaml --format containerd -o certs.d
  warmstart mapping export -p mirror.yaml --format kustomize --images images.txt
  warmstart mapping import --format containerd /etc/containerd/certs.d
  warmstart mapping import --format kyverno cluster-policy.yaml -o mirror.yaml

Exit codes: 0 everything means the same, 1 something does not, 2 bad policy or
usage, 3 internal error, 4 some files could not be read.
`;

/** \`warmstart mapping\`: the same mapping in other formats, both ways. */
export const mapping: Command = { help: HELP, run };

async function run(args: readonly string[]): Promise<number> {
  const [word = "", ...rest] = args;
  if (word === "export") return await (await import("./mapping-export.ts")).exportMapping(rest);
  if (word === "import") return await (await import("./mapping-import.ts")).importMapping(rest);
  const found = word === "" ? "" : `, not "${word}"`;
  throw new UsageError(`warmstart mapping must be followed by export or import${found}\nSee warmstart mapping --help`);
}
