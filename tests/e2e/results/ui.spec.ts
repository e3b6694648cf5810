import { expect, expectAccessible, test } from "./gallery";

test("menus, popovers and dialogs work with keys and return the focus", async ({ scene }) => {
  const page = await scene("ui-layers");
  const menu = page.getByRole("button", { name: "Actions" });
  await menu.focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole("menuitem", { name: "Copy" })).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.locator("output")).toHaveText("delete");
  await expect(menu).toBeFocused();

  await page.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
  await expect(page.getByLabel("Seed")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Settings" })).toBeFocused();

  const share = page.getByRole("button", { name: "Share" });
  await share.click();
  const dialog = page.getByRole("dialog", { name: "Share" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  for (let tab = 0; tab < 4; tab += 1) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(share).toBeFocused();
});

test("a tooltip appears immediately on focus, and closes with Escape", async ({ scene }) => {
  const page = await scene("tree-letters");
  await page.getByRole("button", { name: "Expand all" }).focus();
  await page.keyboard.press("Tab");
  const tooltip = page.locator("[data-tip-bubble]");
  await expect(tooltip).toContainText("Collapse all");
  await page.keyboard.press("Escape");
  await expect(tooltip).toHaveCount(0);
});

test("a view that fails does not affect the others", async ({ page, scene }) => {
  // React reports the error, which is expected here.
  await page.addInitScript(() => {
    console.error = () => undefined;
    window.reportError = () => undefined;
  });
  await scene("ui-boundary");
  await page.getByRole("tab", { name: "Bad" }).click();
  await expect(page.getByRole("alert")).toContainText("the chart has no width");
  await page.getByRole("tab", { name: "Good" }).click();
  await expect(page.getByText("Fine")).toBeVisible();
  await page.getByRole("tab", { name: "Bad" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByRole("button", { name: "Mend" }).click();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Well again")).toBeVisible();
});

test("the gallery's index links every scene in light and dark", async ({ page, scene }) => {
  await scene("");
  const rows = page.getByRole("listitem");
  const row = rows.filter({ hasText: "tree-letters" });
  await row.getByRole("link", { name: "dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("treegrid")).toBeVisible();
});

test("a term explains itself on focus, and on a press where there is no pointer to rest", async ({
  scene,
}) => {
  const page = await scene("compare-analysed");
  const term = page.getByRole("button", { name: "no overhead" });
  const bubble = page.locator("[data-tip-bubble]");
  await expect(term).toBeVisible();
  await page.keyboard.press("Tab");
  await term.focus();
  await expect(bubble).toContainText("The shortest time that so many workers could need");
  // A bar too.
  await page.getByRole("button", { name: /^Pooled: a pool of workers/ }).focus();
  await expect(bubble).toContainText(/Compute .*%/);
  await page.keyboard.press("Escape");
  await expect(bubble).toHaveCount(0);
  await term.click();
  await expect(bubble).toContainText("The shortest time that so many workers could need");
});
