import { expect, test } from "bun:test";
import { isSetting } from "./setting.ts";

test.each(["2", "1.5", "30s", "10mib", "true", "off", "none", "always", "disabled"])("%s is a setting", (text) => {
  expect(isSetting(text)).toBe(true);
});

test.each(["nginx", "2/a", "3scale", "2:1", "true/a", "true:1", "trueimage", "a2", "onos", "alpine3.20"])(
  "%s is a name",
  (text) => {
    expect(isSetting(text)).toBe(false);
  },
);
