#!/usr/bin/env node
// `npm run test:slow [file]`: the browser tests that are tagged @slow and that `npm test` leaves out; without a file also
// the property tests, with other seeds and more cases than there, and 10,000 cases of broken input.
import { readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { setup } from "./setup.mjs";

await setup();
const { buildIfChanged } = await import("./build.mjs");
const { closingLine } = await import("./counts.mjs");
const { filesUnder } = await import("./hash.mjs");
const { FUZZ } = await import("./fuzz-files.mjs");
const { runPlaywright, runVitest } = await import("./test-runners.mjs");

const SEEDS = ["2"];
const CASES = "400";
const FUZZ_SEED = "5";
const FUZZ_CASES = "10000";

await buildIfChanged();
const files = process.argv.slice(2);
const counts = [await runPlaywright(files, { FANOUT_SLOW: "only" })];
if (files.length === 0) {
  const tests = filesUnder(["components", "lib", "tests/unit", "tests/fuzz", "workers"]).filter(
    (file) => /\.test\.\w+$/.test(file) && readFileSync(inRoot(file), "utf8").includes("fast-check"),
  );
  for (const seed of SEEDS) {
    console.log(`\nProperty tests, seed ${seed}`);
    const env = { FANOUT_SEED: seed, FANOUT_RUNS: CASES };
    counts.push(await runVitest(["--testTimeout=120000", ...tests], env));
  }
  console.log("\nWhat unit tests leave out");
  const slow = filesUnder(["lib", "tests/unit"]).filter(
    (file) => /\.test\.\w+$/.test(file) && readFileSync(inRoot(file), "utf8").includes("FANOUT_SLOW"),
  );
  counts.push(await runVitest(slow, { FANOUT_SLOW: "only" }));
  console.log("\nBroken input, 10,000 cases of each kind");
  counts.push(
    await runVitest(["--testTimeout=0", ...FUZZ], { FANOUT_SEED: FUZZ_SEED, FANOUT_RUNS: FUZZ_CASES }),
  );
}
console.log(`\n${closingLine(counts)}`);
process.exitCode = counts.some(({ failed }) => failed > 0) ? 1 : 0;
