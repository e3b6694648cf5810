#!/usr/bin/env node
// `npm run test:runs -- FOLDER`: opens every record of a folder with a manifest.json and truth files, and prints a table for
// each: figures, times of each item, what is unknown, what-ifs. Without a folder: the records of tests/corpus/runs.
import { resolve } from "node:path";
import { inRoot } from "./paths.mjs";
import { setup } from "./setup.mjs";

await setup();
const { runBin } = await import("./run.mjs");
const folder = resolve(process.argv[2] ?? inRoot("tests/corpus/runs"));
process.exitCode = await runBin(
  "vitest",
  "vitest",
  ["run", "tests/runs/records.test.ts", "--silent=false", "--reporter=dot"],
  { env: { FANOUT_RECORDS: folder } },
);
