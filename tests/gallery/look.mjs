#!/usr/bin/env node
// Takes pictures of scenes: `node tests/gallery/look.mjs tree-letters compare-analysed …` (all without names).
import { mkdir } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { launchOptions } from "../../scripts/browser.mjs";
import { buildGallery } from "./build.mjs";
import { ORIGIN, sceneUrl, serveGallery } from "./serve.mjs";

await buildGallery();
const browser = await chromium.launch(launchOptions());
const page = await browser.newPage();
page.on("pageerror", (error) => console.error(`${page.url()}: ${error.stack}`));
page.on(
  "console",
  (message) => message.type() === "error" && console.error(`${page.url()}: ${message.text()}`),
);
await serveGallery(page);

let names = process.argv.slice(2);
if (names.length === 0) {
  await page.goto(`${ORIGIN}/`);
  names = await page.locator("li span").allTextContents();
}
const out = new URL("../../.cache/gallery/", import.meta.url).pathname;
await mkdir(out, { recursive: true });
for (const name of names) {
  for (const theme of ["light", "dark"]) {
    for (const [width, height] of [
      [1440, 800],
      [390, 780],
    ]) {
      await page.setViewportSize({ width, height });
      await page.goto(sceneUrl(name, theme));
      await page.waitForLoadState("networkidle");
      await page.screenshot({ path: `${out}${name}-${theme}-${width}.png` });
    }
  }
}
await browser.close();
