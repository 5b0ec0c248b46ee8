import { expect, test } from "bun:test";
import { createTypeMetaGuard, Model } from "@kubernetes-models/base";
import { isCronJob, isDeployment, kindGuard } from "./guards.ts";

class Widget extends Model<{ apiVersion: "example.com/v1"; kind: "Widget" }> {
  readonly apiVersion = "example.com/v1";
  readonly kind = "Widget";
}

test("a guard looks at apiVersion and kind", () => {
  expect(isDeployment({ apiVersion: "apps/v1", kind: "Deployment" })).toBeTrue();
  expect(isDeployment({ apiVersion: "cci/v2", kind: "Deployment" })).toBeFalse();
  expect(isCronJob({ apiVersion: "batch/v1", kind: "CronJob" })).toBeTrue();
  expect(isDeployment(undefined)).toBeFalse();
});

test("a guard knows kubernetes-models objects, and agrees with their own guards", () => {
  const isWidget = kindGuard("example.com/v1", "Widget");
  expect(isWidget(new Widget())).toBeTrue();
  expect(createTypeMetaGuard<Widget>({ apiVersion: "example.com/v1", kind: "Widget" })(new Widget())).toBeTrue();
});

test("a guard narrows for the type checker", () => {
  const value: { apiVersion: string; kind: string } = { apiVersion: "apps/v1", kind: "Deployment" };
  if (!isDeployment(value)) throw new Error("must be a Deployment");
  const kind: "Deployment" = value.kind;
  expect(kind).toBe("Deployment");
});
