/**
 * A page of Playwright or Puppeteer: what a check needs is the same in both.
 * @param {import("@playwright/test").Page | import("puppeteer-core").Page} page
 * @returns {import("../driver.mjs").Page}
 */
export function pageOf(page) {
  let errors = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  return {
    async goto(url) {
      // If only the fragment changed, nothing would load.
      await page.goto("about:blank");
      errors = [];
      await page.goto(url);
    },
    reload: async () => void (await page.reload()),
    text: async (expression) => String(await page.evaluate(expression)),
    async click(expression) {
      const handle = await page.evaluateHandle(expression);
      await handle.asElement()?.click();
    },
    type: (text) => page.keyboard.type(text),
    errors: () => errors,
  };
}
