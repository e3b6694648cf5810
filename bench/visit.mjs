// The built site as a visitor opens it: when the first page shows what, and how long an event in a worker takes to the screen.
import { chromium } from "@playwright/test";
import { launchOptions } from "../scripts/browser.mjs";
import { buildIfChanged } from "../scripts/build.mjs";
import { makeLink } from "../scripts/link.mjs";
import { inRoot } from "../scripts/paths.mjs";
import { serve } from "../scripts/serve.mjs";

const WAIT_MS = 60_000;
const VIEWPORT = { width: 1440, height: 900 };
const OVER = /^Run finished: all strategies succeeded$/;

/** @typedef {Awaited<ReturnType<typeof openVisits>>} Visits */

export async function openVisits() {
  await buildIfChanged();
  const server = await serve();
  const base = server.url.replace("localhost", "127.0.0.1");
  const browser = await chromium.launch(launchOptions());

  /** A page with nothing in its caches. @param {string} url @param {() => void} watch runs in it before anything else */
  async function fresh(url, watch) {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(url);
    return { page, close: () => context.close() };
  }

  /** The first visit to the start page, which runs its example. Times in ms from the navigation's start. */
  async function first() {
    const { page, close } = await fresh(base, watchBars);
    await page.getByRole("status").filter({ hasText: OVER }).waitFor({ state: "attached", timeout: WAIT_MS });
    const seen = await page.evaluate(() => globalThis.benchSeen);
    await close();
    return seen;
  }

  /** ms from lines that a task prints until they are on the screen. @returns {Promise<readonly number[]>} */
  async function events() {
    const { link } = await makeLink([
      ...[inRoot("bench/programs/events.ts"), "--base", base],
      ...["--strategies", "pooled", "--workers", "2", "--settings", JSON.stringify({ rounds: 1 })],
    ]);
    const { page, close } = await fresh(link, watchLines);
    await page.getByRole("tab", { name: /^Log/ }).click();
    await page.getByRole("button", { name: /^Run( (Ctrl|⌘).*)?$/ }).click();
    await page.getByRole("status").filter({ hasText: OVER }).waitFor({ state: "attached", timeout: WAIT_MS });
    const lags = await page.evaluate(() => globalThis.benchLags);
    await close();
    if (lags.length === 0) throw new Error("no line of the program was seen");
    return lags;
  }

  /** Your numbers, 100,000 items on 1,024 workers: ms from a change of a field to the first answer, and to its range. */
  async function numbers() {
    const { page, close } = await fresh(
      `${base}#view=scale&numbers=work.items:99999,workers:1024`,
      watchAnswer,
    );
    await page.waitForFunction(() => globalThis.benchIsDone("99,999"), undefined, { timeout: WAIT_MS });
    await page.evaluate(() => globalThis.benchStart("100,000"));
    await page.getByRole("textbox", { name: "Items" }).fill("100,000");
    await page.waitForFunction(() => globalThis.benchIsDone("100,000"), undefined, { timeout: WAIT_MS });
    const seen = await page.evaluate(() => globalThis.benchSeen);
    await close();
    return seen;
  }

  return {
    first,
    events,
    numbers,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** Runs in the page. Bars that were recorded say so in their names. */
function watchBars() {
  const seen = {};
  globalThis.benchSeen = seen;
  const look = () => {
    const names = [...document.querySelectorAll("[aria-label='Bars'] button")].map(
      (bar) => bar.getAttribute("aria-label") ?? bar.textContent,
    );
    if (names.length === 0) return;
    seen.finding ??= performance.now();
    const measured = names.filter((name) => !name.includes("recorded"));
    if (measured.length > 0) seen.firstBar ??= performance.now();
    if (measured.length < names.length) return;
    seen.allBars ??= performance.now();
    const msOf = (name) => {
      const [, number, unit] = /, ([\d.,]+) (ms|s)\b/.exec(name) ?? [];
      return Number(number.replaceAll(",", "")) * (unit === "s" ? 1000 : 1);
    };
    seen.trials ??= measured.reduce((sum, name) => sum + msOf(name), 0);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

/** Runs in the page. Each line of bench/programs/events.ts is the time at which it was printed. */
function watchLines() {
  const seen = new Set();
  const lags = [];
  globalThis.benchLags = lags;
  const look = () => {
    for (const [line, at] of document.body?.innerText.matchAll(/printed at ([\d.]+)/g) ?? []) {
      if (seen.has(line)) continue;
      seen.add(line);
      // Until the frame with it has been drawn.
      requestAnimationFrame(() =>
        setTimeout(() => lags.push(performance.timeOrigin + performance.now() - at)),
      );
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Runs in the page. */
function watchAnswer() {
  let since = 0;
  let items = "";
  let seen = {};
  const text = () => document.querySelector("[aria-label='Answer']")?.innerText ?? "";
  // While its range is being drawn it says "5 of 20 draws".
  globalThis.benchIsDone = (what) => text().includes(`${what} items`) && !/ of \d+ draws/.test(text());
  globalThis.benchStart = (what) => {
    since = performance.now();
    items = what;
    seen = {};
    globalThis.benchSeen = seen;
  };
  const look = () => {
    if (items === "" || !text().includes(`${items} items`)) return;
    seen.first ??= performance.now() - since;
    if (globalThis.benchIsDone(items)) seen.range ??= performance.now() - since;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}
