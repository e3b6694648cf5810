/**
 * A page of Playwright's or of Puppeteer's: in what a check needs of them they are alike.
 * @param {import("@playwright/test").Page | import("puppeteer-core").Page} page
 * @returns {import("../driver.mjs").Page}
 */
export function pageOf(page) {
  let errors = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  return {
    async goto(url) {
      // Another fragment alone would not load anything.
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
