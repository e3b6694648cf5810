import { chromium } from "@playwright/test";
import { browserArgs, findBrowser } from "../../../scripts/browser.mjs";
import { pageOf } from "./devtools-page.mjs";

/**
 * Chromium, through Playwright.
 * @param {readonly string[]} [args] switches on top
 * @returns {Promise<import("../driver.mjs").OpenBrowser>}
 */
export async function openChromium(args = []) {
  const found = findBrowser();
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...browserArgs, ...args],
    env: { ...process.env, ...found.env },
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  return {
    version: `Chromium ${browser.version()}`,
    page: pageOf(page),
    close: () => browser.close(),
  };
}
