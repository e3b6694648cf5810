#!/usr/bin/env node
// `npm run test:guards [pattern of guards' names]`: the mutation tests of tests/guards.
import { setup } from "./setup.mjs";

await setup();
const { buildIfChanged } = await import("./build.mjs");
const { testGuards } = await import("../tests/guards/run.mjs");

try {
  await buildIfChanged();
  if (!(await testGuards(process.argv[2]))) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
