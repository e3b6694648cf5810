import { browsers } from "./browsers.mjs";
import { checks } from "./check.mjs";
import { driverOf } from "./driver.mjs";
import { table } from "./table.mjs";
import { openWorld } from "./world.mjs";

/** A check that takes longer is stuck. Only the check that runs every example takes more than half of this. */
const LIMIT_MS = 120_000;
const CLOSE_MS = 10_000;
/**
 * Other programs may take a core away for a second, so a failed check runs again, and the summary names it. Checks of a
 * time, such as Stop's, have `tries: 1`: a second try would hide that they were late.
 */
const TRIES = 2;

/** @typedef {{ browser: string, check: string, outcome: "passed" | "failed" | "not run", tries?: number, ms: number }} Result */

/**
 * Runs the checks, one browser after another, and prints the results.
 * @param {{ only?: string, check?: string }} picked parts of names
 * @returns {Promise<boolean>} true if a check failed, or no browser could be run
 */
export async function testBrowsers({ only = "", check = "" }) {
  const started = performance.now();
  const has = (name, part) => name.toLowerCase().includes(part.toLowerCase());
  const pickedBrowsers = browsers.filter(({ name }) => has(name, only));
  const pickedChecks = checks.filter(({ name }) => has(name, check));
  const world = await openWorld();
  const results = [];
  const notes = [];
  for (const browser of pickedBrowsers) {
    const done = await testOne(browser, pickedChecks, world, (text) =>
      notes.push(`${browser.name}: ${text}`),
    );
    results.push(...done);
  }
  await world.close();
  console.log(`\n${table(pickedBrowsers, pickedChecks, results)}\n`);
  for (const note of notes) console.log(note);
  const count = (wanted) => results.filter(({ outcome }) => outcome === wanted).length;
  const notRun = count("not run");
  const again = results.filter(({ tries = 0 }) => tries > 1);
  for (const { browser, check, outcome } of results)
    if (outcome === "failed") console.log(`Failed: ${check} (${browser})`);
  for (const { browser, check, outcome } of again) console.log(`2nd try, ${outcome}: ${check} (${browser})`);
  const late = again.filter(({ outcome }) => outcome === "passed").length;
  console.log(`${late} passed at a second try only, ${Math.round((performance.now() - started) / 1000)} s`);
  console.log(
    `\n${count("passed")} passed, ${count("failed")} failed${notRun > 0 ? `, ${notRun} not run` : ""}`,
  );
  return count("failed") > 0 || count("passed") === 0;
}

/** @returns {Promise<Result[]>} */
async function testOne(browser, picked, world, note) {
  console.log(`\n== ${browser.name} ==`);
  const results = [];
  let open;
  const close = async () => {
    const closing = open?.close();
    open = undefined;
    await within(CLOSE_MS, Promise.resolve(closing)).catch(() => undefined);
  };
  const attempt = async ({ run }) => {
    try {
      open ??= await browser.open();
      const said = [];
      await within(LIMIT_MS, run({ driver: driverOf(open.page), world, note: (text) => said.push(text) }));
      said.forEach(note);
      return undefined;
    } catch (error) {
      const why = [error.message, ...(await stateOf(open?.page))].filter(Boolean).join("\n");
      // The next check starts with a new browser.
      await close();
      return why;
    }
  };
  try {
    open = await browser.open();
    note(open.version);
  } catch (error) {
    console.log(`NOT RUN: ${error.message}`);
    note(`NOT RUN: ${error.message}`);
    return picked.map(({ name }) => ({ browser: browser.name, check: name, outcome: "not run", ms: 0 }));
  }
  for (const check of picked) {
    const from = performance.now();
    let tries = 0;
    let why;
    do {
      tries += 1;
      why = await attempt(check);
      if (why !== undefined) console.log(`      try ${tries}: ${why.replaceAll("\n", "\n      ")}`);
    } while (why !== undefined && tries < (check.tries ?? TRIES));
    const ms = Math.round(performance.now() - from);
    const outcome = why === undefined ? "passed" : "failed";
    results.push({ browser: browser.name, check: check.name, outcome, tries, ms });
    console.log(`  ${why === undefined ? "✓" : "✗"} ${check.name} (${ms} ms)`);
  }
  await close();
  return results;
}

/** Where a failed check was, and the errors of its page. @param {import("./driver.mjs").Page | undefined} page */
async function stateOf(page) {
  if (page === undefined) return [];
  const shown = "(document.body?.innerText ?? '').replace(/\\s+/g, ' ').slice(0, 300)";
  const state = await within(2_000, page.text(`location.href + " " + ${shown}`)).catch(() => "");
  return [state, ...page.errors().slice(0, 5)];
}

function within(ms, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
