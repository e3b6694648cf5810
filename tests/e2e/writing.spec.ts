import { expect, type Page, test } from "@playwright/test";
import { codeField, monacoArrives, PLAIN_EDITOR } from "./support/page";

async function begin(page: Page, template: string): Promise<void> {
  await page.goto("./#example=letters");
  await page.getByRole("button", { name: /^Letters/ }).click();
  await page.getByRole("menuitem", { name: "New program…" }).click();
  await page.getByRole("dialog", { name: "New program" }).getByRole("button", { name: template }).click();
}

test.describe("without Monaco", () => {
  test.use(PLAIN_EDITOR);

  test("a program begins with a template", { tag: "@slow" }, async ({ page }) => {
    await begin(page, "Retries");
    await expect(codeField(page)).toHaveValue(/maxRetries/);
  });

  test("drafts are named, duplicated, deleted and brought back", { tag: "@slow" }, async ({ page }) => {
    await begin(page, "Blank");
    await expect(codeField(page)).toHaveValue(/my_program/);
    await codeField(page).fill((await codeField(page).inputValue()).replace("21", "22"));
    await page.getByRole("button", { name: /^my_program/ }).click();
    await page.getByRole("menuitem", { name: "Drafts…" }).click();
    const drafts = page.getByRole("dialog", { name: "Drafts" });
    await drafts.getByRole("button", { name: "Rename my_program" }).click();
    await drafts.getByLabel("Name of the draft").fill("Answer");
    await page.keyboard.press("Enter");
    await drafts.getByRole("button", { name: "Duplicate Answer" }).click();
    await drafts.getByRole("button", { name: "Delete Answer (copy)" }).click();
    await drafts.getByRole("button", { name: "Restore Answer (copy)" }).click();
    await expect(drafts.getByRole("button", { name: "Delete Answer (copy)" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Answer/ })).toBeVisible();
  });

  test("the tour shows five places, and its line is closed for ever", { tag: "@slow" }, async ({ page }) => {
    await page.goto("./");
    await page.getByRole("button", { name: "30-second tour" }).click();
    const tour = page.getByRole("dialog", { name: /^Tour/ });
    for (const at of [1, 2, 3, 4]) {
      await expect(tour).toContainText(`${at} of 5`);
      await tour.getByRole("button", { name: "Next" }).click();
    }
    await tour.getByRole("button", { name: "Done" }).click();
    await expect(tour).toHaveCount(0);
    const line = page.getByRole("region", { name: "Welcome" });
    await line.getByRole("button", { name: "Close for ever" }).click();
    await expect(line).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("button", { name: /^Run/ }).first()).toBeVisible();
    await expect(line).toBeHidden();
  });

  test("the reference is searched, and links lead to its entries", { tag: "@slow" }, async ({ page }) => {
    await page.goto("./reference/");
    const entry = (name: string) => page.getByRole("heading", { level: 3, name, exact: true });
    await expect(entry("dagster.op")).toBeVisible();
    await page.getByRole("searchbox").fill("mapUnordered");
    await expect(entry("mapUnordered")).toBeVisible();
    await expect(entry("dagster.op")).toBeHidden();
    await page.goto("./reference/#flyte.TaskEnvironment");
    await expect(entry("flyte.TaskEnvironment")).toBeInViewport();
  });
});

test("completion offers the SDK with its import, and no names of a browser", { tag: "@slow" }, async ({
  page,
}) => {
  await begin(page, "Blank");
  await monacoArrives(page);
  await codeField(page).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nconst x = mapUn");
  const rows = page.locator(".suggest-widget .monaco-list-row");
  // TypeScript's service has started.
  await expect(page.getByRole("region", { name: "Problems" })).toContainText("mapUn");
  await page.keyboard.press("Control+Space");
  await expect(rows.filter({ hasText: "mapUnordered" }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-editor=monaco] .view-lines")).toContainText(
    /mapUnordered,\s*task,\s*workflow/,
  );
  await page.keyboard.type(";\nconst y = Transf");
  await page.keyboard.press("Control+Space");
  await expect(page.locator(".suggest-widget")).toBeVisible();
  await expect(rows.filter({ hasText: "TransformStream" })).toHaveCount(0);
});
