import { expect, test } from "./gallery";

test("the output opens and closes with keys", async ({ scene }) => {
  const page = await scene("output-rich");
  const tree = page.getByRole("tree");
  const item = (name: RegExp) => page.getByRole("treeitem", { name });
  await expect(item(/^reports:/)).toHaveAttribute("aria-expanded", "true");
  await expect(item(/^when: 1970/)).toBeVisible();
  await expect(item(/^big: 12345678901234567890n/)).toBeVisible();
  await tree.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await expect(item(/^reports:/)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("treeitem")).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  await expect(item(/^failed:|^2: NaN/).last()).toHaveAttribute("aria-selected", "true");
});

test("results can be listed in the order in which they arrived", async ({ scene }) => {
  const page = await scene("output-letters");
  await page.getByRole("radio", { name: "Arrival order" }).click();
  const rows = page.getByRole("listitem");
  await expect(rows.first()).toContainText("1");
  const times = await rows.locator("span:nth-child(2)").allTextContents();
  expect(times.map(Number)).toEqual(times.map(Number).toSorted((a, b) => a - b));
  const items = await rows.locator("bdi:nth-of-type(1)").allTextContents();
  expect(items).not.toEqual(items.toSorted());
});

test("the log can be filtered, searched and read in full", async ({ scene }) => {
  const page = await scene("log-letters");
  await page.getByRole("radio", { name: "Errors" }).click();
  await expect(page.getByText("1 entry")).toBeVisible();
  await page.getByText("TypeError: no such letter").click();
  const detail = page.getByRole("region", { name: "Log entry" });
  await expect(detail).toContainText("at main.ts:12:3");
  await detail.getByRole("button", { name: "Close" }).click();
  await page.getByRole("radio", { name: "All" }).click();
  await page.getByRole("searchbox").fill("read z");
  await expect(page.getByText("1 entry")).toBeVisible();
});
