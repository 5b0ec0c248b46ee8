/** A comment as somebody wrote it. */
export interface Directive {
  /** The word behind `warmstart:`. */
  readonly word: string;
  /** The ids that it names; the rest of the comment is the reason. */
  readonly ids: readonly string[];
}

/** Comments that look like one of ours; a hash sign inside of a word starts no comment. */
export const DIRECTIVE = /(?<=^|[ \t])#[ \t]*warmstart:[ \t]*(.*)/gm;

/** Looks like the id of a rule, also with a typo in it: `IC312`, `IC31`, `ic3l2`. */
const ID = /^i[cr](?=[a-z]*\d)[a-z0-9]{1,5}$/i;

/**
 * Reads what stands behind `warmstart:`. The first word behind `ignore` is an id whatever it looks like, further ones as
 * long as they look like ids. Undefined: a comment about the tool, and not for it.
 */
export function parseDirective(text: string): Directive | undefined {
  const [word = "", ...words] = text.trim().split(/[\s,;]+/);
  const first = words[0]?.replace(/:$/, "");
  const name = word.replace(/:$/, "");
  if (name !== "ignore" && (first === undefined || !ID.test(first))) return gluedTogether(word);
  const ids = first === undefined || first === "" ? [] : [first];
  for (const each of words.slice(1)) {
    const id = each.replace(/:$/, "");
    if (!ID.test(id)) break;
    ids.push(id);
  }
  return { word: name, ids };
}

/** `ignore=IC207` and `ignore(IC207)`, as other tools write it: meant for us, and not what we read. */
function gluedTogether(word: string): Directive | undefined {
  const ids = word.split(/[=:()[\]]+/).filter((part) => ID.test(part));
  return ids.length === 0 ? undefined : { word, ids };
}
