#!/usr/bin/env node
// `npm run fuzz -- RUNS [SEED]`: broken input, as many cases as wanted; with a new seed each time, which is printed.
import { setup } from "./setup.mjs";

await setup();
const { FUZZ } = await import("./fuzz-files.mjs");
const { runBin } = await import("./run.mjs");
const [runs = "10000", seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
if (![runs, seed].every((text) => /^\d+$/.test(text))) {
  console.error("npm run fuzz -- RUNS [SEED]: both are whole numbers.");
  process.exit(1);
}
console.log(`${runs} cases of each, seed ${seed}`);
const env = { FANOUT_RUNS: runs, FANOUT_SEED: seed };
process.exitCode = await runBin("vitest", "vitest", ["run", ...FUZZ, "--testTimeout=0"], { env });
