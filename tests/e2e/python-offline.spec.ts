import { expect, test } from "@playwright/test";
import { serve } from "../../scripts/serve.mjs";
import { monacoArrives, runToEnd } from "./support/page";

test.use({ serviceWorkers: "allow" });

const basePath = process.env.FANOUT_BASE_PATH ?? "";

test("after a visit, Python and its editor work offline; Forget deletes what was kept @slow", async ({
  page,
}) => {
  test.setTimeout(300_000);
  // Our own host, which can be stopped: a browser's offline mode does not apply to workers.
  const site = await serve({ basePath });
  const address = `${site.url}#example=python-squares&rounds=1`;
  await page.goto(address);
  await monacoArrives(page);
  await runToEnd(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
  /** Names of the files in the caches that only some visits fill. */
  const kept = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => /^fanout-(python|pyright|editor) /.test(name));
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname.split("/").at(-1) ?? "");
    });
  // The editor and its types were loaded before there was a service worker to keep them.
  await page.reload();
  await monacoArrives(page);
  await expect
    .poll(kept, { timeout: 120_000 })
    .toEqual(expect.arrayContaining(["wasm.bin", "sandbox-python.html", "typescript.worker.js"]));
  await expect.poll(async () => (await kept()).some((name) => /pyright.*\.js$/.test(name))).toBe(true);
  await site.close();

  await page.goto(`${address}&strategies=pooled`);
  await page.reload();
  await runToEnd(page);
  await expect(page.getByRole("status").filter({ hasText: "all strategies succeeded" })).toBeAttached();
  // As with a network: no origin, and the page around it has the site's.
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  const origins = await Promise.all(frames.map((frame) => frame.evaluate(() => origin)));
  expect(origins).toContain("null");
  await monacoArrives(page);

  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Delete everything on this device…" }).click();
  await page
    .getByRole("dialog", { name: /^Delete everything on this device/ })
    .getByRole("button", { name: "Delete everything" })
    .click();
  await expect(page.getByText("Everything on this device was deleted")).toBeVisible();
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});
