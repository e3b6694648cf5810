// How many tests passed and failed, from the runners' JSON reports.
import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {string} file @returns {Counts} */
export function vitestCounts(file) {
  const report = readReport(file);
  return {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  };
}

/** @param {string} file @returns {Counts} */
export function playwrightCounts(file) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = readReport(file).stats ?? {};
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/** The closing line of `npm test`. @param {readonly Counts[]} counts */
export function closingLine(counts) {
  const sum = (key) => counts.reduce((total, each) => total + each[key], 0);
  const skipped = sum("skipped");
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {}; // the runner ended before it wrote one
  }
}
