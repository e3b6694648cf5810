import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { specsOf } from "../../scripts/counts.mjs";
import { escaped, ran } from "./process.mjs";

const PORT = Number(process.env.FANOUT_TEST_PORT ?? 4173);

/**
 * Runs tests against the site in `folder`.
 * @param {readonly string[]} specs under tests, without `.spec.ts`
 * @param {readonly string[]} tests parts of their names
 * @param {string} folder
 * @param {number} [lane] has a port of its own
 * @returns {Promise<readonly import("./process.mjs").Ran[]>} one for each that ran
 */
export async function runBrowserTests(specs, tests, folder, lane = 0) {
  const report = join(folder, "..", "report.json");
  rmSync(report, { force: true });
  const files = specs.map((spec) => `tests/${spec}.spec.ts`);
  const options = [
    "--project=attack",
    "--project=e2e",
    // A missing guard can leave a test waiting for ever.
    "--timeout=60000",
    "--retries=0",
    "--workers=1",
    "--trace=off",
    `--output=${join(folder, "..", "results")}`,
  ];
  const names = tests.map(escaped).join("|");
  const stderr = await ran(
    "npx",
    ["playwright", "test", ...files, ...options, "--reporter=json", "-g", names],
    {
      FANOUT_TEST_PORT: String(PORT + lane),
      FANOUT_TEST_FOLDER: folder,
      FANOUT_SLOW: "all",
      // Without a guard, what a test expects may never come.
      FANOUT_EXPECT_MS: "10000",
      CI: "",
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  );
  if (!existsSync(report)) throw new Error(`The tests did not run:\n${stderr}`);
  const { suites, errors } = JSON.parse(readFileSync(report, "utf8"));
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return suites.flatMap(specsOf).map(({ title, ok, tests: [{ results }] }) => ({
    title,
    passed: ok,
    said: results.flatMap(({ errors }) => errors.map(({ message }) => plain(message))).join("\n"),
  }));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a color in a terminal begins with one
const plain = (text) => text.replaceAll(/\u001b\[[\d;]*m/g, "");
