import { expect, test } from "bun:test";
import { valueProblem } from "./grammar.ts";
import { keyInfo } from "./keys.ts";
import type { Grammar } from "./providers/key.ts";

function of(key: string): Grammar {
  return keyInfo(key)!.row.value;
}

const A = "k8s.aliyun.com/";

test.each([
  [`${A}eci-auto-imc`, ["true", "false"], ["yes", "True", "1", "true ", ""]],
  [`${A}imc-match-count-request`, ["1", "2", "20"], ["0", "-1", "1.5", "2 ", "two", "", "01", "99999999999999999999"]],
  ["cci.io/image-snapshot-usage-strategy", ["size", "quantity"], ["Size", "count", ""]],
  [`${A}imc-size`, ["20", "32768"], ["19", "32769", "25Gi"]],
  [`${A}imc-retention-days`, ["1", "65536"], ["0", "65537"]],
  [
    `${A}acr-instance-ids`,
    ["cri-j36zhodptmyq", "cn-beijing:cri-j36zhodptmyq,cri-a1"],
    ["j36zhodptmyq", "cri-a,,cri-b"],
  ],
  [`${A}acr-service-arns`, ["acs:ram::1609982529:role/role-assume"], ["role-assume"]],
  [
    `${A}plain-http-registry`,
    ["harbor.pre.com,192.168.1.1:5000", "a, b"],
    ["http://harbor.pre.com", "harbor.pre.com/x", ""],
  ],
  [`${A}vswitch-ids`, ["vsw-bp1,vsw-bp2"], ["sg-1", Array.from({ length: 11 }, () => "vsw-a").join(",")]],
  [`${A}eip-isp`, ["BGP", "BGP_PRO"], ["bgp"]],
  ["bursting.cci.io/image-replacement", ["[]"], ["[", ""]],
] as const)("%s", (key, good, bad) => {
  for (const value of good) expect([value, valueProblem(of(key), value)]).toEqual([value, undefined]);
  for (const value of bad) expect([value, valueProblem(of(key), value)]).toEqual([value, expect.any(String)]);
});

test("a problem reads on from must be", () => {
  expect(valueProblem(of(`${A}imc-size`), "1")).toBe("a whole number from 20 to 32768 (GiB)");
  expect(valueProblem(of(`${A}imc-match-count-request`), "0")).toBe("a whole number of at least 1");
  expect(valueProblem(of("cci.io/image-snapshot-usage-strategy"), "x")).toBe('one of "size", "quantity"');
  expect(valueProblem(of(`${A}eci-auto-imc`), "1")).toBe('"true" or "false"');
});
