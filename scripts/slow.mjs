#!/usr/bin/env node
// `npm run test:slow [file]`: the browser tests that are tagged @slow and that `npm test` leaves out.
import { rmSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { setup } from "./setup.mjs";

await setup();
const { buildIfChanged } = await import("./build.mjs");
const { closingLine, playwrightCounts } = await import("./counts.mjs");
const { runBin } = await import("./run.mjs");

const report = inRoot(".cache/playwright.json");
rmSync(report, { force: true });
await buildIfChanged();
process.exitCode = await runBin("@playwright/test", "playwright", ["test", ...process.argv.slice(2)], {
  env: { FANOUT_SLOW: "only" },
  limitMs: 20 * 60_000,
});
console.log(`\n${closingLine([playwrightCounts(report)])}`);
