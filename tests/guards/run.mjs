// Mutation tests. Removes each guard in a copy of the built site, or in a module that a test of Vitest imports. The tests that
// hold it must fail, and pass with all guards. The command fails if a guard's place is not found, if no test fails without it, or
// if a test fails with another message than the guard's.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closingLine } from "../../scripts/counts.mjs";
import { inRoot } from "../../scripts/paths.mjs";
import { guards } from "./list.mjs";
import { runBrowserTests } from "./run-playwright.mjs";
import { runUnitTests } from "./run-vitest.mjs";
import { isFound, isUnit, take } from "./take.mjs";

/** Guards that are removed in parallel, each in its own copy: tests mostly wait. */
const LANES = 2;

const indented = (text) => text.replaceAll(/^/gm, "    ");

/**
 * Runs the tests of a guard without it.
 * @returns {Promise<readonly import("./process.mjs").Ran[] | undefined>} undefined if its place was not found
 */
async function ranWithout(guard, lane) {
  if (!isUnit(guard))
    return withCopy(async (folder) =>
      (await take(guard, folder)) ? runBrowserTests([guard.spec], guard.tests, folder, lane) : undefined,
    );
  return guard.cuts.every(isFound) ? runUnitTests(guard.spec, guard.tests, guard.cuts) : undefined;
}

/** @returns {Promise<string | undefined>} what is wrong, if anything is */
async function without(guard, lane) {
  const ran = await ranWithout(guard, lane);
  if (ran === undefined) return "its place was not found";
  const missing = guard.tests.find((name) => !ran.some(({ title }) => title.includes(name)));
  if (missing) return `there is no test "${missing}"`;
  const silent = ran.find(({ passed }) => passed);
  if (silent) return `"${silent.title}" passed without it`;
  const other = ran.find(({ said }) => !guard.says.test(said));
  if (other) return `"${other.title}" failed with another message:\n${indented(other.said)}`;
  if (process.env.FANOUT_GUARDS_SAY)
    console.log(indented(ran.map(({ title, said }) => `${title}: ${said}`).join("\n")));
  return undefined;
}

/** Calls `use` with a copy of the site. */
async function withCopy(use) {
  const folder = mkdtempSync(join(tmpdir(), "fanout-guard-"));
  try {
    cpSync(inRoot("out"), join(folder, "site"), { recursive: true });
    return await use(join(folder, "site"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const unique = (list) => [...new Set(list)];

/** Runs the tests of these guards with all guards. */
async function ranWithAll(picked) {
  const browser = picked.filter((guard) => !isUnit(guard));
  const testsOf = (list) => unique(list.flatMap(({ tests }) => tests));
  const ran = [];
  if (browser.length > 0) {
    const specs = unique(browser.map(({ spec }) => spec));
    ran.push(...(await withCopy((folder) => runBrowserTests(specs, testsOf(browser), folder))));
  }
  for (const spec of unique(picked.filter(isUnit).map(({ spec }) => spec)))
    ran.push(...(await runUnitTests(spec, testsOf(picked.filter((guard) => guard.spec === spec)))));
  return ran;
}

/** Tests out/. @param pattern of guards' names @returns whether each guard is held */
export async function testGuards(pattern = "") {
  const picked = guards.filter(({ name }) => new RegExp(pattern).test(name));
  const whole = await ranWithAll(picked);
  for (const { title, passed, said } of whole)
    console.log(`${passed ? "✓" : "✘"} with every guard: ${title}\n${said}`.trim());
  const wrong = [];
  const waiting = [...picked];
  const takeAway = async (lane) => {
    for (let guard = waiting.shift(); guard !== undefined; guard = waiting.shift()) {
      const { name, taken, spec, tests: held } = guard;
      const seen = await without(guard, lane);
      const file = isUnit(guard) ? spec : `${spec}.spec.ts`;
      const noticed = `held by ${file}, ${held.map((title) => `"${title}"`).join(" and ")}`;
      console.log(`${seen ? "✘" : "✓"} without ${name} (${taken}): ${seen ?? noticed}`);
      wrong.push(seen);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, lane) => takeAway(lane)));
  const passed = whole.filter((each) => each.passed).length + wrong.filter((seen) => !seen).length;
  const failed = whole.length + wrong.length - passed;
  console.log(`\n${closingLine([{ passed, failed, skipped: 0 }])}`);
  return failed === 0 && whole.length > 0;
}
