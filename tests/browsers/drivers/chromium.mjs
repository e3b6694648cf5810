import { chromium } from "@playwright/test";
import { launchOptions } from "../../../scripts/browser.mjs";
import { pageOf } from "./devtools-page.mjs";

/**
 * Chromium, through Playwright.
 * @param {readonly string[]} [args] switches on top
 * @returns {Promise<import("../driver.mjs").OpenBrowser>}
 */
export async function openChromium(args = []) {
  const browser = await chromium.launch(launchOptions(args));
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  return {
    version: `Chromium ${browser.version()}`,
    page: pageOf(page),
    close: () => browser.close(),
  };
}
