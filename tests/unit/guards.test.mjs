import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { guards } from "../../scripts/guards/list.mjs";
import { inRoot } from "../../scripts/paths.mjs";

// `npm run test:guards` removes guards and runs rarely: this test notices earlier when their code has moved.
const cuts = guards.flatMap(({ name, cuts }) =>
  cuts.flatMap((cut) => ("module" in cut ? [{ name, ...cut }] : [])),
);

it.each(cuts)("the guard $name is in $module", ({ module, from }) => {
  expect(readFileSync(inRoot(module), "utf8").includes(from), from).toBe(true);
});
