// Runs Python programs in a browser: in the sandbox of Python as the build makes it, without the interface.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleScript } from "./bundle.mjs";
import { headersFor } from "./headers.mjs";
import { inRoot } from "./paths.mjs";
import { serve } from "./serve.mjs";

const PAGE = "tests/conformance/python/page.ts";
const BUNDLE = { define: { "process.env.NEXT_PUBLIC_BASE_PATH": '""' } };
const LAB = "<!doctype html><title>Python</title><body></body>";

/** @typedef {import("../tests/conformance/python/page").PythonRequest} PythonRequest */
/** @typedef {import("../tests/conformance/python/page").PythonAnswer} PythonAnswer */

/**
 * Makes a page of a site able to run programs.
 * @param {import("@playwright/test").Page} page
 * @param {string} base of the site, with a trailing slash
 * @returns {Promise<(request: PythonRequest) => Promise<PythonAnswer>>}
 */
export async function preparePythonPage(page, base) {
  const script = await bundleScript(PAGE, BUNDLE);
  await page.route(`${base}lab/`, (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: headersFor("/lab/"),
      body: LAB,
    }),
  );
  await page.goto(`${base}lab/`);
  await page.addScriptTag({ content: script });
  await page.evaluate(() => globalThis.pythonLab.prepare());
  return (request) => page.evaluate((given) => globalThis.pythonLab.run(given), request);
}

/** What the lab's page and its sandbox need, in a folder that can be served: for browsers in which no request can be answered by us. */
async function labFolder() {
  // Of this process: several may run at once.
  const folder = inRoot(".cache", `python-lab-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "lab"), { recursive: true });
  for (const name of ["sandbox-python.html", "python"])
    cpSync(inRoot("generated", name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, "lab/lab.js"), await bundleScript(PAGE, BUNDLE));
  writeFileSync(join(folder, "lab/index.html"), `${LAB}<script src="lab.js"></script>`);
  return folder;
}

/**
 * Opens a browser of its own, with what the build generated.
 * @param {string} [name] of the browser, or a part of it
 * @returns {Promise<{ run: (request: PythonRequest) => Promise<PythonAnswer>, close: () => Promise<void> }>}
 */
export async function openPythonLab(name = "chromium") {
  const { browsers } = await import("../tests/browsers/browsers.mjs");
  const { driverOf } = await import("../tests/browsers/driver.mjs");
  const kind = browsers.find((each) => each.name.toLowerCase().includes(name.toLowerCase()));
  if (!kind) throw new Error(`unknown browser "${name}": ${browsers.map((each) => each.name).join(", ")}`);
  const folder = await labFolder();
  const site = await serve({ folder });
  const browser = await kind.open();
  const close = async () => {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const driver = driverOf(browser.page);
  try {
    await driver.goto(`${site.url}lab/`);
    await driver.evaluate(() => globalThis.pythonLab.prepare());
    return { run: (request) => driver.evaluate((given) => globalThis.pythonLab.run(given), request), close };
  } catch (error) {
    await close();
    throw error;
  }
}
