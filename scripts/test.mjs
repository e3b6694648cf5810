#!/usr/bin/env node
// `npm test`: every check, one after another, up to the first that fails. `npm test -- unit [file]` or
// `npm test -- e2e [words in a test's name]` takes one of them, with what it needs.
import { mkdirSync, rmSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { setup } from "./setup.mjs";

await setup();
const { closingLine, playwrightCounts, vitestCounts } = await import("./counts.mjs");
const { run, runBin } = await import("./run.mjs");

const [only, ...rest] = process.argv.slice(2);
const vitestReport = inRoot(".cache/vitest.json");
const playwrightReport = inRoot(".cache/playwright.json");
/** Past this a runner is stuck: a loop in a test, say, which no time-out of the test itself can end. */
const limitMs = 20 * 60_000;
const none = { passed: 0, failed: 0, skipped: 0 };

/**
 * `for`: the picked steps that need this one; all of them run it.
 * @type {readonly { name: string, for: readonly string[], run: () => Promise<number>, counts?: () => import("./counts.mjs").Counts }[]}
 */
const steps = [
  { name: "generate", for: ["typecheck", "unit"], run: () => script("generate.mjs") },
  { name: "lint", for: [], run: () => script("lint.mjs") },
  { name: "typecheck", for: [], run: () => runBin("typescript", "tsc", ["--noEmit"]) },
  {
    name: "unit",
    for: [],
    run: () => {
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`];
      return runBin("vitest", "vitest", ["run", "--passWithNoTests", ...reporters, ...restFor("unit")], {
        limitMs,
      });
    },
    counts: () => vitestCounts(vitestReport),
  },
  {
    name: "build",
    for: ["e2e"],
    run: async () => {
      const { buildIfChanged } = await import("./build.mjs");
      await buildIfChanged();
      return 0;
    },
  },
  {
    name: "e2e",
    for: [],
    run: async () => {
      const { findBrowser } = await import("./browser.mjs");
      const { path, from } = findBrowser();
      console.log(`Browser: ${path} (${from})`);
      const words = restFor("e2e");
      const grep = words.length > 0 ? ["--grep", words.join(" ")] : [];
      // Who asks for a test by its name wants it also where it is a slow one.
      const env = words.length > 0 ? { FANOUT_SLOW: "all" } : {};
      const args = ["test", "--pass-with-no-tests", ...grep];
      return runBin("@playwright/test", "playwright", args, { limitMs, env });
    },
    counts: () => playwrightCounts(playwrightReport),
  },
];

const script = (name) => run(process.execPath, [inRoot("scripts", name)]);
const restFor = (name) => (only === name ? rest : []);

if (only && !steps.some(({ name }) => name === only)) {
  console.error(`There is no step "${only}". Steps: ${steps.map(({ name }) => name).join(", ")}`);
  process.exit(1);
}

const picked = steps.filter((step) => !only || step.name === only || step.for.includes(only));
mkdirSync(inRoot(".cache"), { recursive: true });
for (const report of [vitestReport, playwrightReport]) rmSync(report, { force: true });

/** @type {import("./counts.mjs").Counts[]} */
const counts = [];
for (const step of picked) {
  console.log(`\n== ${step.name} ==`);
  const status = await step.run().catch((error) => {
    console.error(error.message);
    return 1;
  });
  const counted = step.counts?.() ?? none;
  // A step that fails without a failed test to show for it counts as one.
  counts.push(status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted);
  if (status !== 0) {
    console.error(`\nThe step "${step.name}" failed. The steps after it were not run.`);
    process.exitCode = 1;
    break;
  }
}
console.log(`\n${closingLine(counts)}`);
