import { fullPrefix } from "../image/mod.ts";
import { Collected, MANIFEST } from "./collect.ts";
import { readPolicy } from "./kyverno-read.ts";
import { writeRule } from "./kyverno-write.ts";
import type { Format, Note } from "./types.ts";

/**
 * A Kyverno policy that mutates pods when they are admitted; Kyverno extends it to the workloads that create pods. Its
 * rules are carried out one after the other, so each of them excludes what longer prefixes mean, and none may write what
 * another one would rewrite. Containers and init containers are covered.
 */
export const kyverno: Format = {
  title: "ClusterPolicy of Kyverno",
  source: "https://kyverno.io/docs/policy-types/cluster-policy/mutate/",
  syntax: "yaml",
  files: MANIFEST,
  uses: ["name"],
  export: (mapping, { name, rewrittenAgain }) => {
    const notes = [...rewrittenAgain].map((at): Note => {
      const message = "its result would be rewritten once more: rules are carried out one after the other";
      return { level: "left-out", at, message };
    });
    const rules = mapping.replacements.flatMap((_, index) =>
      rewrittenAgain.has(index) ? [] : [writeRule(mapping, index)],
    );
    const policy = {
      apiVersion: "kyverno.io/v1",
      kind: "ClusterPolicy",
      metadata: { name },
      spec: { background: false, rules },
    };
    return { files: rules.length === 0 ? [] : [{ path: "cluster-policy.yaml", documents: [policy] }], notes };
  },
  import: (files) => {
    const rules = files.flatMap(({ path, documents }) => documents.flatMap((document) => readPolicy(document, path)));
    const readable = rules.flatMap(({ at, rule, narrow }) =>
      typeof rule === "string" ? [] : [{ at, narrow, ...rule }],
    );
    const direct = readable.some(({ exact }) => exact);
    const collected = new Collected({
      match: direct ? "exact" : "prefix",
      normalize: readable.some(({ full }) => full),
    });
    for (const { at, rule } of rules) if (typeof rule === "string") collected.leaveOut(at, rule);
    const prefixes = new Set(readable.map(({ prefix }) => prefix));
    for (const { at, prefix, target, exact, full, spared, narrow } of readable) {
      if (narrow) collected.change(at, "it holds for some pods, the replacement for all: use `select`");
      // What has a rule of its own, or lies at its target already, is not meant by a replacement either.
      const done = full ? fullPrefix(target || "docker.io") : target;
      if (spared.includes(done)) collected.spare(done);
      const alone = spared.filter((each) => each === undefined || prefix === "" || each.startsWith(`${prefix}/`));
      if (alone.some((each) => each === undefined || !(prefixes.has(each) || each === done)))
        collected.change(at, "it leaves images alone that the replacement means: use `select.exclude`");
      if (direct && !exact && prefix !== "") {
        collected.change(
          at,
          "it means all images below the prefix, and other rules of the policy only those directly below",
        );
      }
      collected.add(at, prefix, target);
    }
    return collected.imported;
  },
};
