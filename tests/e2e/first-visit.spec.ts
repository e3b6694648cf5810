import { gzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { codeField, monacoArrives } from "./support/page";

test("a first visit shows a recorded result, then measured ones without a click, and the editor after them", async ({
  page,
}) => {
  let measure: () => void = () => undefined;
  const looked = new Promise<void>((resolve) => {
    measure = resolve;
  });
  await page.route("**/sandbox.html*", async (route) => {
    await looked;
    await route.continue();
  });
  await page.goto("./");
  const results = page.getByRole("region", { name: "Results" });
  await expect(
    results.getByRole("button", { name: /^Pooled: a pool of workers, .* recorded/ }),
  ).toBeVisible();
  await expect(results).toContainText(/Pale bars are recorded/);
  measure();
  await expect(
    page.getByRole("status").filter({ hasText: "Run over: all strategies succeeded" }),
  ).toBeAttached();
  await expect(results).not.toContainText(/recorded/i);
  // What it says depends on the machine.
  await expect(results).toContainText(/faster than|no clear difference|run more rounds/i);
  // Nobody did anything: the address is unchanged, and nothing was stored.
  expect(new URL(page.url()).hash).toBe("");
  await monacoArrives(page);
  await expect(page.locator("[data-editor=monaco]")).toContainText("26 letters");
});

test("text typed before the editor arrives stays, with caret and Undo", async ({ page }) => {
  await page.route("**/monaco/**", async (route) => {
    await typed;
    await route.continue();
  });
  let done: () => void = () => undefined;
  const typed = new Promise<void>((resolve) => {
    done = resolve;
  });
  await page.goto("./#example=letters");
  const field = codeField(page);
  await expect(field).toHaveValue(/26 letters/);
  await field.focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("// mine\n");
  done();
  await monacoArrives(page);
  const editor = page.locator("[data-editor=monaco]");
  await expect(editor).toContainText("// mine");
  await expect(codeField(page)).toBeFocused();
  await page.keyboard.type("x");
  await expect(editor).toContainText("x// 26 letters");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor).not.toContainText("x// 26 letters");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor).not.toContainText("// mine");
  await expect(editor).toContainText("// 26 letters");
});

/** Records in the page when an element of the selector first had text. */
async function noteWhen(page: Page, selector: string): Promise<void> {
  await page.addInitScript((wanted) => {
    const look = (): void => {
      const found = document.querySelector(wanted);
      const text = found instanceof HTMLTextAreaElement ? found.value : found?.textContent;
      if (text) performance.mark("usable");
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, selector);
}

/** KiB of script, gzipped, that had arrived at the mark, or by now. */
async function scriptUntil(page: Page, mark: "usable" | "now"): Promise<number> {
  const urls = await page.evaluate((until) => {
    const end =
      until === "now" ? performance.now() : (performance.getEntriesByName(until)[0]?.startTime ?? 0);
    return performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming && entry.responseEnd <= end)
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.endsWith(".js"));
  }, mark);
  expect(urls.length).toBeGreaterThan(3);
  const bodies = await Promise.all(
    [...new Set(urls)].map(async (url) => (await page.request.get(url)).body()),
  );
  return bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0) / 1024;
}

test("the page is usable with 230 KiB of script", async ({ page }) => {
  await noteWhen(page, "textarea[aria-label='Program in TypeScript']");
  await page.goto("./");
  await expect(codeField(page)).toHaveValue(/26 letters/);
  expect(await scriptUntil(page, "usable")).toBeLessThanOrEqual(230);
});

test("an embed that is only read loads 180 KiB of script", async ({ page }) => {
  await page.goto("./embed/#example=letters");
  await expect(page.locator("[data-editor=reader]")).toContainText("26 letters");
  await page.waitForLoadState("networkidle");
  expect(await scriptUntil(page, "now")).toBeLessThanOrEqual(180);
});
