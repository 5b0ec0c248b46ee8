// The end-to-end suite; started by scripts/e2e, which builds and finds the tools. UPDATE=1 rewrites expectations.
import { corpusCases } from "./corpus.ts";
import { PACKAGE_NAMES } from "./expectations.ts";
import { kptCases } from "./kpt.ts";
import { functionRunCases, kustomizeCases } from "./kustomize.ts";
import { SAMPLES } from "./packages.ts";
import { repositoryCases } from "./repository.ts";
import { rewriteCases } from "./rewrite.ts";
import { check, conclude, expectSame } from "./suite.ts";

await check("every folder of testdata/packages with .expected/ is a sample of this suite", () => {
  expectSame(
    SAMPLES.map(({ name }) => name)
      .sort()
      .join("\n"),
    PACKAGE_NAMES.join("\n"),
    "packages",
  );
});
for (const sample of SAMPLES) {
  const outcome = await rewriteCases(sample);
  await kptCases(sample, outcome);
  await kustomizeCases(sample, outcome);
}
await functionRunCases();
await repositoryCases();
await corpusCases();
process.exitCode = conclude();
