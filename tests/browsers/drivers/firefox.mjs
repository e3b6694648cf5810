import puppeteer from "puppeteer-core";
import { pageOf } from "./devtools-page.mjs";

/**
 * Firefox, through WebDriver BiDi, which it supports directly.
 * @param {string} executablePath
 * @returns {Promise<import("../driver.mjs").OpenBrowser>}
 */
export async function openFirefox(executablePath) {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  return {
    version: (await browser.version()).replace("firefox/", "Firefox "),
    page: pageOf(page),
    close: () => browser.close(),
  };
}
