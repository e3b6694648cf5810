#!/usr/bin/env node
// `npm run picture [-- EXAMPLE]`: runs an example in Chromium, plays the run, and writes the animated picture that the page exports to
// public/play/. The README and the example's lesson show it.
import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { launchOptions } from "./browser.mjs";
import { buildIfChanged } from "./build.mjs";
import { inRoot } from "./paths.mjs";
import { waitForQuiet } from "./quiet.mjs";
import { serve } from "./serve.mjs";

const { positionals } = parseArgs({ allowPositionals: true });
const [example = "letters"] = positionals;

await buildIfChanged();
const { chromium } = await import("@playwright/test");
const site = await serve({ basePath: process.env.FANOUT_BASE_PATH ?? "" });
const browser = await chromium.launch(launchOptions());
try {
  const { load, isQuiet } = await waitForQuiet(10);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${site.url}#example=${example}`);
  await page.getByRole("button", { name: /^Run/ }).first().click();
  await page.getByRole("status").filter({ hasText: "Run finished" }).waitFor({ state: "attached" });
  await page.getByRole("tab", { name: "Play" }).click();
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as animated SVG" }).click();
  await mkdir(inRoot("public/play"), { recursive: true });
  await (await arriving).saveAs(inRoot("public/play", `${example}.svg`));
  if (!isQuiet) {
    console.error(`The machine was busy (load ${load.toFixed(2)} per core). Make the picture again later.`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  await site.close();
}
