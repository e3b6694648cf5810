#!/usr/bin/env node
// `npm run test:referee [-- PART]`: runs the examples and the recorded programs of the platforms, or those with PART in their path, with the
// real packages of generated/packs and with Fanout's, in Node, and compares as the page does. `npm run packs` makes the packs.
import { runBin } from "./run.mjs";

process.exitCode = await runBin("vitest", "vitest", ["run", "tests/conformance/python/referee.test.ts"], {
  env: { FANOUT_REFEREE: process.argv[2] ?? "" },
});
