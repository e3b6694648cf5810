import { chromium } from "@playwright/test";
import { browserArgs, findBrowser } from "../../../scripts/browser.mjs";

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
  let errors = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  return {
    version: `Chromium ${browser.version()}`,
    page: {
      async goto(url) {
        // Another fragment alone would not load anything.
        await page.goto("about:blank");
        errors = [];
        await page.goto(url);
      },
      reload: async () => void (await page.reload()),
      text: (expression) => page.evaluate(expression),
      async click(expression) {
        const handle = await page.evaluateHandle(expression);
        await handle.asElement()?.click();
      },
      type: (text) => page.keyboard.type(text),
      errors: () => errors,
    },
    close: () => browser.close(),
  };
}
