// Runs Python programs in Chromium: in the sandbox of Python as the build makes it, without the interface.
import { readdirSync } from "node:fs";
import { launchOptions } from "./browser.mjs";
import { bundleScript } from "./bundle.mjs";
import { headersFor } from "./headers.mjs";
import { inRoot } from "./paths.mjs";
import { serve } from "./serve.mjs";

const PAGE = "tests/conformance/python/page.ts";

/**
 * Opens a page that can run programs.
 * @returns {Promise<{ run: (request: import("../tests/conformance/python/page").PythonRequest) => Promise<import("../tests/conformance/python/page").PythonAnswer>, close: () => Promise<void> }>}
 */
export async function openPythonLab() {
  const { chromium } = await import("@playwright/test");
  const [script, site] = await Promise.all([
    bundleScript(PAGE, { define: { "process.env.NEXT_PUBLIC_BASE_PATH": '""' } }),
    serve({ folder: inRoot("generated") }),
  ]);
  const browser = await chromium.launch(launchOptions());
  const close = async () => {
    await browser.close();
    await site.close();
  };
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(`page: ${error.message}`));
    await page.route(`${site.url}lab/`, (route) =>
      route.fulfill({
        contentType: "text/html",
        headers: headersFor("/lab/"),
        body: `<!doctype html><title>Python</title><base href="../"><body></body>`,
      }),
    );
    await page.goto(`${site.url}lab/`);
    await page.addScriptTag({ content: script });
    const [folder] = readdirSync(inRoot("generated/python"));
    await page.evaluate((path) => globalThis.pythonLab.prepare(path), `python/${folder}/`);
    return { run: (request) => page.evaluate((given) => globalThis.pythonLab.run(given), request), close };
  } catch (error) {
    await close();
    throw error;
  }
}
