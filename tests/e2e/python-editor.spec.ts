import { expect, type Page, test } from "@playwright/test";
import { linkTo, monacoArrives, PLAIN_EDITOR } from "./support/page";

const PROGRAM = `import asyncio
import time
from multiprocessing import Pool


def square(x: int) -> int:
    return x * x


async def main():
    time.sleep(0.1)


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, [1, 2]))
    asyncio.run(main())
`;
const SLEEP = "time.sleep holds the event loop";
const codeField = (page: Page) => page.getByRole("textbox", { name: "Program in Python" });
const problems = (page: Page) => page.getByRole("region", { name: "Problems" });
const squiggles = (page: Page, severity: "error" | "warning") =>
  page.locator(`[data-editor=monaco] .squiggly-${severity}`);

test.describe("in the plain editor", () => {
  test.use(PLAIN_EDITOR);

  test("a mistake in Python is listed while typing, and fixed by keyboard", async ({ page }) => {
    await page.goto(linkTo(PROGRAM, {}, { language: "python" }));
    await expect(problems(page)).toContainText(SLEEP);
    await problems(page).getByRole("button", { name: "Fix line 11: Use await asyncio.sleep" }).focus();
    await page.keyboard.press("Enter");
    await expect(codeField(page)).toHaveValue(PROGRAM.replace("time.sleep", "await asyncio.sleep"));
    await expect(problems(page)).toBeHidden();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(codeField(page)).toHaveValue(PROGRAM);
  });
});

test("basedpyright completes and checks Python, and plainer messages replace its own", async ({ page }) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  await page.goto(linkTo(PROGRAM, {}, { language: "python" }));
  await monacoArrives(page);
  await expect(problems(page)).toContainText(SLEEP);
  await expect(squiggles(page, "warning")).toHaveCount(1);
  await codeField(page).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nimport requests\nprint(missing)\nasyncio.gath");
  const suggestion = page.locator(".suggest-widget .monaco-list-row").filter({ hasText: "gather" });
  await expect(suggestion.first()).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-editor=monaco] .view-lines")).toContainText("asyncio.gather");
  await expect(problems(page)).toContainText('"missing" is not defined', { timeout: 30_000 });
  await expect(problems(page)).toContainText("requests is unavailable: programs have no network access.");
  await expect(problems(page)).not.toContainText("could not be resolved");
  await expect(squiggles(page, "error")).toHaveCount(1);
  expect(scripts.filter((url) => url.includes("/pyright/"))).toHaveLength(1);
});

test("a program in TypeScript loads nothing of Python's", async ({ page }) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  await page.goto("./#example=letters");
  await monacoArrives(page);
  await page.waitForLoadState("networkidle");
  expect(scripts.filter((url) => /\/(?:pyright|python)\//.test(url))).toEqual([]);
});

test("an editor that opens after one in TypeScript has the same features, and throws nothing", {
  tag: "@slow",
}, async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto("./#example=letters");
  await monacoArrives(page);
  // TypeScript's worker has answered: all of its language has been loaded.
  await page.getByRole("textbox", { name: "Program in TypeScript" }).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nconst wrong: number = 'text';");
  await expect(squiggles(page, "error")).toHaveCount(1, { timeout: 30_000 });
  await page
    .getByRole("button", { name: /^Letters|^letters|main/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "New program…" }).click();
  const dialog = page.getByRole("dialog", { name: "New program" });
  await dialog.getByRole("radio", { name: "Python" }).click();
  await dialog.getByRole("button", { name: "Fan-out" }).click();
  await expect(page.locator("[data-editor=monaco] .view-lines")).toContainText("multiprocessing");
  await codeField(page).focus();
  await page.locator("[data-editor=monaco] .view-lines").click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("# the end");
  await page.mouse.move(0, 0);
  await expect(page.locator("[data-editor=monaco] .view-lines")).toContainText("# the end");
  expect(errors).toEqual([]);
});
