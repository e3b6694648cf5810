// Runs Python programs in Chromium: in the sandbox of Python as the build makes it, without the interface.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { launchOptions } from "./browser.mjs";
import { bundleScript } from "./bundle.mjs";
import { headersFor } from "./headers.mjs";
import { inRoot } from "./paths.mjs";
import { serve } from "./serve.mjs";

const PAGE = "tests/conformance/python/page.ts";

/** @typedef {import("../tests/conformance/python/page").PythonRequest} PythonRequest */
/** @typedef {import("../tests/conformance/python/page").PythonAnswer} PythonAnswer */

/**
 * Makes a page of a site able to run programs.
 * @param {import("@playwright/test").Page} page
 * @param {string} base of the site, with a trailing slash
 * @param {string} folder where the site's files are
 * @returns {Promise<(request: PythonRequest) => Promise<PythonAnswer>>}
 */
export async function preparePythonPage(page, base, folder) {
  const script = await bundleScript(PAGE, { define: { "process.env.NEXT_PUBLIC_BASE_PATH": '""' } });
  await page.route(`${base}lab/`, (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: headersFor("/lab/"),
      body: `<!doctype html><title>Python</title><base href="../"><body></body>`,
    }),
  );
  await page.goto(`${base}lab/`);
  await page.addScriptTag({ content: script });
  const [version] = readdirSync(join(folder, "python"));
  await page.evaluate((path) => globalThis.pythonLab.prepare(path), `python/${version}/`);
  return (request) => page.evaluate((given) => globalThis.pythonLab.run(given), request);
}

/**
 * Opens a browser of its own, with what the build generated.
 * @returns {Promise<{ run: (request: PythonRequest) => Promise<PythonAnswer>, close: () => Promise<void> }>}
 */
export async function openPythonLab() {
  const { chromium } = await import("@playwright/test");
  const site = await serve({ folder: inRoot("generated") });
  const browser = await chromium.launch(launchOptions());
  const close = async () => {
    await browser.close();
    await site.close();
  };
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(`page: ${error.message}`));
    return { run: await preparePythonPage(page, site.url, inRoot("generated")), close };
  } catch (error) {
    await close();
    throw error;
  }
}
