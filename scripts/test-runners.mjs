// Runs Vitest and Playwright, and counts what they report.
import { mkdirSync, rmSync } from "node:fs";
import {
  failedInPlaywright,
  failedInVitest,
  playwrightCounts,
  retriedTests,
  vitestCounts,
} from "./counts.mjs";
import { inRoot } from "./paths.mjs";
import { runBin } from "./run.mjs";

/** A runner that takes longer is stuck, for example in a loop in a test that no timeout of the test can end. */
const limitMs = 40 * 60_000;

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function runVitest(args, env) {
  const report = freshReport("vitest");
  const reporters = [
    "--reporter=default",
    "--reporter=json",
    `--reporter=${inRoot("scripts/retried-reporter.mjs")}`,
    `--outputFile.json=${report}`,
  ];
  const status = await runBin("vitest", "vitest", ["run", ...reporters, ...args], { limitMs, env });
  for (const test of failedInVitest(report)) console.log(`Failed: ${test}`);
  return atLeastOneFailed(vitestCounts(report), status);
}

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function runPlaywright(args, env) {
  // playwright.config.ts names the same file.
  const report = freshReport("playwright");
  const status = await runBin("@playwright/test", "playwright", ["test", ...args], { limitMs, env });
  for (const test of failedInPlaywright(report)) console.log(`Failed: ${test}`);
  for (const test of retriedTests(report)) console.log(`To be fixed, passed only when tried again: ${test}`);
  return atLeastOneFailed(playwrightCounts(report), status);
}

/** A command without tests, as counts. @param {number} status its exit status */
export const countsOf = (status) => atLeastOneFailed({ passed: 0, failed: 0, skipped: 0 }, status);

/** A command that fails without a failed test to show for it counts as one. */
const atLeastOneFailed = (counts, status) =>
  status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

function freshReport(name) {
  const path = inRoot(".cache", `${name}.json`);
  mkdirSync(inRoot(".cache"), { recursive: true });
  rmSync(path, { force: true });
  return path;
}
