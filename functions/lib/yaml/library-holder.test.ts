import { expect, test } from "bun:test";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The library stays loaded for good, so what happens before that needs a process of its own. */
function run(script: string): string {
  const mod = fileURLToPath(new URL("mod.ts", import.meta.url));
  const code = `const { NeedsLibrary, outline, withLibrary } = await import(${JSON.stringify(mod)}); ${script}`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
  return stdout.trim() + stderr.trim();
}

test("a plain document needs no library", () => {
  expect(run(`console.log(outline("a: b").root.get("a").string)`)).toBe("b");
});

test("without the library an odd document throws NeedsLibrary, withLibrary loads it", () => {
  expect(run(`try { outline("a: &x b") } catch (error) { console.log(error instanceof NeedsLibrary) }`)).toBe("true");
  expect(run(`console.log((await withLibrary(() => outline("a: &x b"))).root.get("a").string)`)).toBe("b");
});

test("withLibrary runs a function once when it can, and passes on its errors", () => {
  expect(run(`let n = 0; await withLibrary(() => { n++; outline("a: b") }); console.log(n)`)).toBe("1");
  expect(run(`await withLibrary(() => { throw new Error("own") }).catch((error) => console.log(error.message))`)).toBe(
    "own",
  );
});
