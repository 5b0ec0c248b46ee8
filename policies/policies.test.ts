import { describe, expect, test } from "bun:test";
import { createTwoFilesPatch } from "diff";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { applyPolicy, type Finding, type FunctionDefinition, policyKind } from "../functions/lib/krm/mod.ts";
import { definitionOfKind, nameOfKind } from "../functions/registry.ts";

/**
 * Every policy of this folder is run on `testdata/policies/sample.yaml`, or on `<policy>.sample.yaml` there when it has a
 * sample of its own; what it changes and says is `<policy>.expected`. `UPDATE=1` writes the expectations.
 */
const root = join(import.meta.dir, "..");
const update = process.env["UPDATE"] !== undefined;

const policies = readdirSync(import.meta.dir, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".yaml"))
  .toSorted();

function sampleOf(name: string): { path: string; text: string } {
  const stem = `testdata/policies/${name.slice(0, -".yaml".length)}`;
  const path = existsSync(join(root, `${stem}.sample.yaml`)) ? `${stem}.sample.yaml` : "testdata/policies/sample.yaml";
  return { path, text: readFileSync(join(root, path), "utf8") };
}

function line({ severity, message, resourceRef, field, tags, line: at }: Finding): string {
  const resource = resourceRef === undefined ? undefined : `${resourceRef.kind}/${resourceRef.name}`;
  const where = [tags?.["rule"], at === undefined ? undefined : `line ${at}`, resource, field?.path];
  return `${[severity, ...where].filter((part) => part !== undefined).join(" ")}: ${message}\n`;
}

test("there are policies", () => expect(policies.length).toBeGreaterThan(5));

for (const name of policies) {
  describe(name, async () => {
    const text = readFileSync(join(import.meta.dir, name), "utf8");
    const kind = (await policyKind(text)) ?? "";
    const run = async (source: string): Promise<{ text: string; results: readonly Finding[]; badPolicy: boolean }> => {
      const definition: FunctionDefinition = await definitionOfKind(kind);
      const { texts, results, badPolicy } = await applyPolicy(definition, { path: name, text }, [
        { path: "sample.yaml", text: source },
      ]);
      return { text: texts[0] as string, results, badPolicy };
    };

    test("is of a kind that a function reads, and names its schema for editors", () => {
      expect(nameOfKind(kind)).toBeString();
      const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? "";
      expect(basename(schema)).toBe(`${kind}.json`);
      expect(existsSync(join(import.meta.dir, dirname(name), schema))).toBe(true);
    });

    test("says what it is for before it starts", () => {
      const header = text
        .split("\n")
        .filter((row) => row.startsWith("# "))
        .slice(1);
      expect(header.length).toBeGreaterThan(2);
      expect(text).toContain(`\n  name: ${basename(name, ".yaml")}\n`);
      expect(text).toContain('config.kubernetes.io/local-config: "true"');
    });

    test("does what is expected on its sample, and nothing more the second time", async () => {
      const sample = sampleOf(name);
      const { text: after, results, badPolicy } = await run(sample.text);
      expect(badPolicy).toBe(false);
      const patch = createTwoFilesPatch("sample.yaml", "sample.yaml", sample.text, after, "", "", { context: 2 });
      const actual = `${after === sample.text ? "" : patch}${results.map(line).join("")}`;
      const file = join(root, `testdata/policies/${name.slice(0, -".yaml".length)}.expected`);
      if (update) {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, actual);
      }
      expect(actual).not.toBe("");
      expect(actual).toBe(readFileSync(file, "utf8"));
      expect((await run(after)).text).toBe(after);
    });
  });
}
