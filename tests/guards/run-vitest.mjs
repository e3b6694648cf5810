import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { escaped, ran } from "./process.mjs";

/**
 * Runs tests of one file, with some modules changed.
 * @param {string} spec path of the file
 * @param {readonly string[]} tests parts of their names
 * @param {readonly import("./guard.mjs").Cut[]} [cuts]
 * @returns {Promise<readonly import("./process.mjs").Ran[]>} one for each that ran
 */
export async function runUnitTests(spec, tests, cuts = []) {
  const folder = mkdtempSync(join(tmpdir(), "fanout-guard-"));
  const report = join(folder, "report.json");
  try {
    const options = [
      "--config",
      "tests/guards/vitest.config.ts",
      "--reporter=json",
      `--outputFile=${report}`,
    ];
    const names = tests.map(escaped).join("|");
    const stderr = await ran("npx", ["vitest", "run", ...options, spec, "-t", names], {
      FANOUT_CUTS: JSON.stringify(cuts),
    });
    const [file] = JSON.parse(readFileSync(report, "utf8")).testResults;
    if (file === undefined) throw new Error(`There is no ${spec}:\n${stderr}`);
    const results = file.assertionResults.filter(({ status }) => ["passed", "failed"].includes(status));
    if (results.length === 0) throw new Error(`${spec} did not run:\n${file.message}\n${stderr}`);
    return results.map(({ fullName, status, failureMessages }) => ({
      title: fullName,
      passed: status === "passed",
      said: failureMessages.join("\n"),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
