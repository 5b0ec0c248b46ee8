import * as fc from "fast-check";

/**
 * Generators of image references, and a plain port of the reference implementation's anchored expressions to compare
 * with. Source: github.com/distribution/reference (regexp.go, normalize.go) and opencontainers/go-digest (algorithm.go).
 */

const chars = (alphabet: string, min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: min, maxLength: max });

const LOWER = "abcxyz0189";
const ALNUM = `${LOWER}ABXZ`;

const separator = fc.oneof(fc.constantFrom(".", "_", "__"), chars("-", 1, 3));
const component = fc
  .tuple(chars(LOWER, 1, 5), fc.array(fc.tuple(separator, chars(LOWER, 1, 4)), { maxLength: 2 }))
  .map(([first, rest]) => first + rest.flat().join(""));
const path = fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

const label = fc.tuple(chars(ALNUM, 1, 2), chars(`${ALNUM}-`, 0, 3), chars(ALNUM, 1, 2)).map((parts) => parts.join(""));
const host = fc.oneof(
  fc.array(label, { minLength: 2, maxLength: 3 }).map((labels) => labels.join(".")),
  fc.constantFrom("localhost", "[::1]", "[2001:db8::1]", "10.0.0.7"),
);
const port = fc.option(
  fc.nat(65535).map((number) => `:${number}`),
  { nil: "" },
);
const registry = fc
  .tuple(
    fc.oneof(
      host,
      label.map((text) => `${text}.io`),
    ),
    port,
  )
  .map((parts) => `${parts.join("")}/`);

const tag = fc.tuple(chars(`${ALNUM}_`, 1, 1), chars(`${ALNUM}_.-`, 0, 6)).map((parts) => `:${parts.join("")}`);
const hex = (length: number): fc.Arbitrary<string> => chars("0123456789abcdef", length, length);

/** A digest with its algorithm. */
export const digest: fc.Arbitrary<string> = fc.oneof(
  hex(64).map((text) => `sha256:${text}`),
  hex(96).map((text) => `sha384:${text}`),
  hex(128).map((text) => `sha512:${text}`),
  hex(40).map((text) => `acme+sum.v2:${text}`),
);

/** Without a registry, a first segment with a dot would be read as one; `my_host.io/x` is then invalid. */
const readAsRegistry = (text: string): boolean => /^[^/]*\.[^/]*\//.test(text);

/** A valid reference, written by the grammar. */
export const reference: fc.Arbitrary<string> = fc
  .tuple(
    fc.option(registry, { nil: "" }),
    path,
    fc.option(tag, { nil: "" }),
    fc.option(
      digest.map((text) => `@${text}`),
      { nil: "" },
    ),
  )
  .filter(([registryText, pathText]) => registryText !== "" || !readAsRegistry(pathText))
  .map((parts) => parts.join(""));

/** A reference in which a few characters were dropped, doubled or exchanged. */
export const mutated: fc.Arbitrary<string> = fc
  .tuple(
    reference,
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom("drop", "insert", "replace"), fc.constantFrom(...`${ALNUM}/:@._-[]é $`)),
      {
        maxLength: 3,
      },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((now, [seed, how, char]) => {
      const at = seed % (now.length + 1);
      return now.slice(0, at) + (how === "drop" ? "" : char) + now.slice(how === "insert" ? at : at + 1);
    }, text),
  );

const COMPONENT = "[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*";
const LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const DOMAIN = `(?:${LABEL}(?:\\.${LABEL})*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
const DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*[:][0-9a-fA-F]{32,}";
const REFERENCE = new RegExp(
  `^(?:(${DOMAIN})/)(${COMPONENT}(?:/${COMPONENT})*)(?::([\\w][\\w.-]{0,127}))?(?:@(${DIGEST}))?$`,
);
const LENGTHS: Record<string, number> = { sha256: 64, sha384: 96, sha512: 128 };

/** What the reference implementation reads from a text, with the registry and path filled in; undefined: refused. */
export interface Normalized {
  readonly domain: string;
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** A text as the reference implementation takes it for a normalised name. */
export function normalized(text: string): Normalized | undefined {
  if (/^[a-f0-9]{64}$/.test(text)) return undefined;
  const slash = text.indexOf("/");
  const first = text.slice(0, Math.max(slash, 0));
  const hub = slash < 0 || (!/[.:]/.test(first) && first !== "localhost" && first.toLowerCase() === first);
  let domain = hub ? "docker.io" : first;
  let rest = hub ? text : text.slice(slash + 1);
  if (domain === "index.docker.io") domain = "docker.io";
  if (domain === "docker.io" && !rest.includes("/")) rest = `library/${rest}`;
  const match = REFERENCE.exec(`${domain}/${rest}`);
  if (match === null || (match[2] as string).length > 255) return undefined;
  const [algorithm = "", hexText = ""] = (match[4] ?? "").split(":");
  const length = LENGTHS[algorithm];
  if (length !== undefined && !new RegExp(`^[a-f0-9]{${length}}$`).test(hexText)) return undefined;
  return { domain: match[1] as string, path: match[2] as string, tag: match[3], digest: match[4] };
}
