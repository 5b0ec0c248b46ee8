import { expect, test } from "bun:test";
import { classifyImage, type ImageText } from "./mod.ts";

const CASES: Record<string, ImageText> = {
  "nginx:1.27": "reference",
  "harbor.domain/a/b:1": "reference",
  "auto-x": "reference",
  auto: "placeholder",
  "repo:{{ tag }}": "template",
  "{{ .Values.image }}": "template",
  "{{workflow.parameters.image}}": "template",
  "$(IMAGE)": "template",
  "$(params.image)": "template",
  "${REGISTRY}/app:1": "template",
  "${your_image_cache_id}": "template",
  "$REGISTRY/app": "template",
  "registry/%APP%:1": "template",
  "app:@VERSION@": "template",
  "#{registry}/app": "template",
  "{registry}/app:1": "template",
  "app:~{version}": "template",
  "app:((version))": "template",
  __IMAGE__: "template",
  "registry.example.com/__PROJECT_ID__/app:1": "template",
  // Tags may have capitals and underscores: what is replaced later is behind the name.
  "app:__VERSION__": "reference",
  "app:{a,b}": "invalid",
  "gcr.io/PROJECT_ID/app": "invalid",
  "app:[[ .Tag ]]": "template",
  "<your-registry>/app:1": "template",
  "ko://github.com/tektoncd/pipeline/cmd/events": "template",
  "ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A=,type:str]": "encrypted",
  "*": "pattern",
  "docker.io/*": "pattern",
  "!*:latest": "pattern",
  "ghcr.io/a | docker.io/b": "pattern",
  "registry.?.io/x": "pattern",
  "r.io/x:1.[0-9]": "pattern",
  "r.io/x]:1.[a[0-9][": "pattern",
  "r.io/x[]-]": "invalid",
  "": "invalid",
  "nginx:": "invalid",
  "https://r.io/x": "invalid",
  "Nginx Latest": "invalid",
};

test.each(Object.entries(CASES))("%j is a %s", (text, expected) => {
  expect(classifyImage(text)).toBe(expected);
});

test("text that opens many brackets is classified before the runner gives up, as cubic time would not", () => {
  expect(classifyImage("[-".repeat(20_000))).toBe("invalid");
  expect(classifyImage(`${"[-".repeat(20_000)}]`)).toBe("pattern");
}, 5000);
