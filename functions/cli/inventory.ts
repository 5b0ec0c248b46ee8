import { PROVIDER_NAMES } from "../lib/cache/mod.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./usage-error.ts";
import { wrapText } from "./wrap-text.ts";

const OPTION = " ".repeat(22);
const PROVIDER = `the cloud, where the export does not say it: ${PROVIDER_NAMES.join(", ")}`;

const HELP = `Keeps the list of image caches that exist: imports it from the cloud, shows it.

Usage: warmstart inventory import [options] FILE...
       warmstart inventory show [options] PATH...

import reads what a cloud or a cluster exports and writes one CacheInventory
file, which policies, rules and explain use. The format is told by the content:
  kubectl get imagecache -o yaml|json      (ECI, Tencent)
  a list of ImageSnapshot objects          (CCI)
  the JSON of DescribeImageCaches          (ECI, Tencent), all pages
  the JSON of ListImageCaches              (ACS), all pages
  a list of images, one a line, # comments: the content of one cache
What cannot be understood is an error with file, line and field, and then
nothing is written.

  FILE                an export; - is standard input
      --provider NAME ${wrapText(PROVIDER, OPTION, 80).join("\n").trimStart()}
      --region NAME   the region, where the export does not say it
      --account NAME  the account that owns the caches
      --cache NAME    id or name of the cache that a list of images stands for;
                      default: the name of the file
      --name NAME     metadata.name of the inventory; default: region or cloud
      --as-of TIME    when the export was made (RFC 3339); default: now
  -o, --output FILE   the file to write; default: standard output

show prints inventories as a table of 80 columns. What has expired, soon will,
or is stale says so.

  PATH                a file or folder with CacheInventory documents, or an
                      export that import can read
      --now TIME      the present (RFC 3339); default: the real time
      --stale-hours N an older inventory is stale; default 24
      --expiry-days N a cache that expires within so many days is marked;
                      default 7
      --images        list the images of every cache, too
      --format FORMAT text (default) or json
      --provider, --region, --cache  as for import, when PATH is an export

  -h, --help          this text

Examples:
  kubectl get imagecache -o yaml |
    warmstart inventory import --region cn-beijing -o inventory/beijing.yaml -
  aliyun eci DescribeImageCaches --RegionId cn-beijing > page.json
  warmstart inventory import page.json -o inventory/beijing.yaml
  warmstart inventory import --provider alibaba-eci images.txt \\
    --cache imc-2ze5hdcnngenmwc1jmwf
  warmstart inventory show inventory/

Exit codes: 0 done, 2 usage, 3 internal error, 4 something was not understood.
`;

/** Each verb is loaded only when it is called. */
const VERBS: Readonly<Record<string, () => Promise<(args: readonly string[]) => Promise<number>>>> = {
  import: async () => (await import("./inventory-import.ts")).inventoryImport,
  show: async () => (await import("./inventory-show.ts")).inventoryShow,
};

/** \`warmstart inventory\`: import and show. */
export const inventory: Command = { help: HELP, run };

async function run([verb = "", ...args]: readonly string[]): Promise<number> {
  const load = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (load === undefined) {
    const found = verb === "" ? "" : `, not "${verb}"`;
    throw new UsageError(`Verb must be ${Object.keys(VERBS).join(" or ")}${found}\nSee warmstart inventory --help`);
  }
  return await (
    await load()
  )(args);
}
