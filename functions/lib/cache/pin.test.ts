import { expect, test } from "bun:test";
import { judgePin, pinRegion } from "./pin.ts";
import { provider } from "./providers.ts";

test.each([
  ["imc-2ze5hdcnngenmwc1jmwf", undefined],
  ["imc-bp1aaaaaaaaaaaaaaaaa", undefined],
  ["imc-2ze5tm5gehgtiiga****", "placeholder"],
  ["${your_image_cache_id}", "placeholder"],
  ["imc-xxxxxx", "placeholder"],
  ["imc-xxx", "placeholder"],
  ["imc-2ze5tm5gehgtiigaXXXX", "placeholder"],
  ["<cache-id>", "placeholder"],
  ["{{ .Values.cache }}", "placeholder"],
  ["$(CACHE)", "placeholder"],
  ["$CACHE_ID", "placeholder"],
  ["imc-REPLACE_ME", "placeholder"],
  ["s-2ze5hdcnngenmwc1jmwf", "mistaken"],
  ["my-cache", "shape"],
  ["IMC-2ze5hdcnngenmwc1jmwf", "shape"],
  ["imc-", "shape"],
  ["", "shape"],
  ["imc-2ze5hdcnngenmwc1jmwf ", "shape"],
  ["imc-2ze5hdcnngenmwc1jmwf\n", "shape"],
  ["imc-2ze5", "unusual"],
])("ECI: %j is %s", (value, code) => {
  expect(judgePin(provider("alibaba-eci"), value)?.code as string | undefined).toBe(code);
});

test.each([
  ["my-imagesnapshot", undefined],
  ["web.v2", undefined],
  ["7", undefined],
  ["imc-2ze5hdcnngenmwc1jmwf", "mistaken"],
  ["my_snapshot", "shape"],
  ["My-snapshot", "shape"],
  ["-web", "shape"],
  ["web-", "shape"],
  ["a".repeat(254), "shape"],
  ["${SNAPSHOT}", "placeholder"],
  ["change-me", "placeholder"],
  ["change-me-not", undefined],
])("CCI: %j is %s", (value, code) => {
  expect(judgePin(provider("huawei-cci"), value)?.code as string | undefined).toBe(code);
});

test("only an unusual length is a warning", () => {
  expect(judgePin(provider("alibaba-eci"), "imc-2ze5")?.severity).toBe("warning");
  expect(judgePin(provider("alibaba-eci"), "s-2ze5")?.severity).toBe("error");
});

test("ids name their region where the prefix is known", () => {
  expect(pinRegion(provider("alibaba-eci"), "imc-2ze5hdcnngenmwc1jmwf")).toBe("cn-beijing");
  expect(pinRegion(provider("alibaba-eci"), "imc-zzz5hdcnngenmwc1jmwf")).toBeUndefined();
  expect(pinRegion(provider("huawei-cci"), "imc-2ze5hdcnngenmwc1jmwf")).toBeUndefined();
});

test("a value of any length is judged before the runner gives up, as quadratic time would not", () => {
  for (const value of ["<".repeat(500_000), `imc-${"x".repeat(500_000)}-`])
    expect(judgePin(provider("alibaba-eci"), value)?.code).toBe("shape");
}, 5000);
