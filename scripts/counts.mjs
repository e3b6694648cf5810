// How many tests passed and failed, by the runners' JSON reports.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { inRoot } from "./paths.mjs";

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

/** The tests of a suite in Playwright's report, and of those in it. */
export const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

/**
 * Tests that passed only when retried, by place and name.
 * @param {string} file of Playwright
 * @returns {string[]}
 */
export function retriedTests(file) {
  return (readReport(file).suites ?? [])
    .flatMap(specsOf)
    .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
    .map(({ file: spec, line, title }) => `${spec}:${line} ${title}`);
}

/** The first line of a message, without the codes that color it, and not longer than a line of a terminal. */
const firstLine = (message = "") =>
  (stripVTControlCharacters(message).trim().split("\n")[0] ?? "").slice(0, 160);

/** @param {string} file of Vitest @returns {string[]} failed tests and files: place, name, and what went wrong */
export function failedInVitest(file) {
  return (readReport(file).testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const place = relative(inRoot("."), name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0 && status === "failed") return [`${place}: ${firstLine(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${place} ${fullName}: ${firstLine(failureMessages[0])}`,
    );
  });
}

/** @param {string} file of Playwright @returns {string[]} failed tests: place, name, and what went wrong */
export function failedInPlaywright(file) {
  return (readReport(file).suites ?? [])
    .flatMap(specsOf)
    .flatMap(({ file: spec, line, title, tests }) =>
      tests
        .filter(({ status }) => status === "unexpected")
        .map(({ results }) => `${spec}:${line} ${title}: ${firstLine(results.at(-1)?.error?.message)}`),
    );
}

/** @typedef {{ name: string, seconds: number, budget: number }} StepTime both in s */

/** What each step of `npm test` took, and its budget on an idle machine. @param {readonly StepTime[]} steps */
export function timesTable(steps) {
  const total = (key) => steps.reduce((sum, step) => sum + step[key], 0);
  const rows = [...steps, { name: "total", seconds: total("seconds"), budget: total("budget") }];
  return rows
    .map(({ name, seconds, budget }) => {
      const over = seconds > budget ? ", over its budget" : "";
      return `${name.padEnd(10)}${String(Math.round(seconds)).padStart(5)} s of ${String(budget).padStart(3)} s${over}`;
    })
    .join("\n");
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
