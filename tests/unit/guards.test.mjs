import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inRoot } from "../../scripts/paths.mjs";
import { guards } from "../guards/list.mjs";
import { isUnit } from "../guards/take.mjs";

// `npm run test:guards` removes guards and runs rarely: this test notices earlier when their code has moved.
const cuts = guards.flatMap(({ name, cuts }) =>
  cuts.flatMap((cut) => ("module" in cut ? [{ name, ...cut }] : [])),
);

it.each(cuts)("the guard $name is in $module", ({ module, from }) => {
  expect(readFileSync(inRoot(module), "utf8").includes(from), from).toBe(true);
});

it.each(guards)("the tests that hold $name are in $spec", ({ spec, tests }) => {
  const path = isUnit({ spec }) ? spec : `tests/${spec}.spec.ts`;
  expect(existsSync(inRoot(path)), path).toBe(true);
  expect(tests.length).toBeGreaterThan(0);
});
