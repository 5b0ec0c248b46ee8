import { expect, test } from "bun:test";
import { inFull } from "./full-names.ts";

const notes = (repositoryPrefix: string, replaceWith: string): readonly string[] =>
  inFull({ match: "prefix", normalize: true, replacements: [{ repositoryPrefix, replaceWith }] }).notes.map(
    ({ level, message }) => `${level} ${message}`,
  );

test("a single word of Docker Hub is no image to a runtime", () => {
  const note =
    'changed the image of that very name becomes "docker.io/nginx" there, without `library/`, which nobody can pull';
  expect(notes("bitnami/nginx", "nginx")).toEqual([note]);
  expect(notes("nginx", "index.docker.io/nginx")).toEqual([note]);
  expect(notes("bitnami/nginx", "library/nginx")).toEqual([]);
  expect(notes("docker.io/library", "library")).toEqual([]);
});

test("a registry is no image that could be called like its prefix", () => {
  expect(notes("quay.io", "quay")).toEqual([]);
  expect(notes("quay.io/team", "docker.io/team/mirror")).toEqual([]);
});
