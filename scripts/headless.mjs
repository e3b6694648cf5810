// Runs one program in a headless Chromium, through the embed of the built site, and gives its report.
import { spawnSync } from "node:child_process";
import { launchOptions } from "./browser.mjs";
import { headersFor } from "./headers.mjs";
import { hashOfInputs, isBuilt } from "./inputs.mjs";
import { inRoot } from "./paths.mjs";
import { serve } from "./serve.mjs";

const RUN_MS = 600_000;

/** A page of the same site around the embed, isolated as the site's own pages are. */
const HOST = `<!doctype html><title>Recording</title><script src="../embed.js"></script>
<fanout-playground width="1200" height="700"></fanout-playground>`;

/** What a build says goes to standard error: standard output is what was asked for. */
function buildQuietly() {
  const { status } = spawnSync(process.execPath, [inRoot("scripts/build.mjs")], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("The site could not be built.");
}

/**
 * Builds the site if it has changed, serves it, opens a page, and closes everything.
 * @template T
 * @param {(page: import("@playwright/test").Page, site: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withSite(use, { build = true } = {}) {
  if (build && !isBuilt(hashOfInputs())) buildQuietly();
  const { chromium } = await import("@playwright/test");
  const site = await serve({ basePath: process.env.FANOUT_BASE_PATH ?? "" });
  const browser = await chromium.launch(launchOptions());
  try {
    return await use(await browser.newPage({ viewport: { width: 1280, height: 800 } }), site.url);
  } finally {
    await browser.close();
    await site.close();
  }
}

/** @typedef {{ code: string, language: string, inputs?: object, settings?: object }} HeadlessProgram */

/**
 * Builds the site if it has changed, runs the program, and closes everything.
 * @param {HeadlessProgram} program as `load` of an embed takes it
 * @returns {Promise<object>} the report
 * @throws {Error} for a program that does not compile, or fails under a strategy: with its line, if that is known
 */
export const runHeadless = (program, options) =>
  withSite(async (page, site) => {
    await page.route(`${site}headless/`, (route) =>
      route.fulfill({ contentType: "text/html", headers: headersFor("/headless/"), body: HOST }),
    );
    await page.goto(`${site}headless/`);
    const { report, problem } = await page.evaluate(
      async ([document_, timeoutMs]) => {
        const element = document.querySelector("fanout-playground");
        try {
          await element.load(document_);
          return { report: await element.run({ timeoutMs }) };
        } catch ({ message, line }) {
          return { problem: line === undefined ? message : `line ${line}: ${message}` };
        }
      },
      [program, RUN_MS],
    );
    if (report === undefined) throw new Error(problem);
    for (const { strategy, error } of report.strategies) {
      if (!error) continue;
      const place = error.line === undefined ? "" : `line ${error.line}: `;
      throw new Error(`${strategy}: ${place}${error.name}: ${error.message}`);
    }
    return report;
  }, options);
