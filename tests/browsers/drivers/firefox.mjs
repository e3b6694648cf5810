import puppeteer from "puppeteer-core";

/**
 * Firefox, through WebDriver BiDi, which it speaks itself.
 * @param {string} executablePath
 * @returns {Promise<import("../driver.mjs").OpenBrowser>}
 */
export async function openFirefox(executablePath) {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  let errors = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  return {
    version: (await browser.version()).replace("firefox/", "Firefox "),
    page: {
      async goto(url) {
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
    },
    close: () => browser.close(),
  };
}
