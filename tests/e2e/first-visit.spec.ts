import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
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
  await expect(results).toContainText(/Pale bars were recorded/);
  measure();
  await expect(
    page.getByRole("status").filter({ hasText: "Run finished: all strategies succeeded" }),
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

/** KiB that a script has when it is sent. */
const kibOf = (body: Buffer): number => gzipSync(body, { level: 9 }).length / 1024;

test("the page is usable with 230 KiB of script", async ({ page }) => {
  // What is asked for beyond that, as a view of the results, does not arrive until the code can be edited.
  let left = 230;
  let usable: () => void = () => undefined;
  const isUsable = new Promise<void>((resolve) => {
    usable = resolve;
  });
  // In the order in which they are asked for.
  let turn = Promise.resolve();
  await page.route("**/_next/**/*.js", (route) => {
    turn = turn.then(async () => {
      const response = await route.fetch();
      left -= kibOf(await response.body());
      if (left < 0) await isUsable;
      await route.fulfill({ response });
    });
    return turn;
  });
  await page.goto("./");
  await expect(codeField(page)).toHaveValue(/26 letters/);
  await expect(codeField(page)).toBeEditable();
  await expect.poll(() => left, "some script is held back").toBeLessThan(0);
  usable();
  await expect(page.getByRole("list", { name: "Bars" })).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("an embed that is only read loads 180 KiB of script", async ({ page }) => {
  await page.goto("./embed/#example=letters");
  await expect(page.locator("[data-editor=reader]")).toContainText("26 letters");
  await page.waitForLoadState("networkidle");
  const urls = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.endsWith(".js")),
  );
  expect(urls.length).toBeGreaterThan(3);
  const scripts = await Promise.all(
    [...new Set(urls)].map(async (url) => (await page.request.get(url)).body()),
  );
  expect(scripts.reduce((sum, body) => sum + kibOf(body), 0)).toBeLessThanOrEqual(180);
});
