import { expect, test } from "./gallery";

test("the tree's keys follow the treegrid pattern", async ({ scene }) => {
  const page = await scene("tree-letters");
  const tree = page.getByRole("treegrid", { name: "Spans" });
  const selected = page.locator('[role="row"][aria-selected="true"]');
  await tree.focus();
  await page.keyboard.press("Home");
  await expect(selected).toContainText("letters");
  await expect(selected).toHaveAttribute("aria-level", "1");
  await page.keyboard.press("ArrowRight");
  await expect(selected).toContainText("load");
  await page.keyboard.press("p");
  await expect(selected).toContainText("piece");
  await expect(selected).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("ArrowLeft");
  await expect(selected).toHaveAttribute("aria-expanded", "false");
  await expect(page.getByTitle("piece · b")).toHaveCount(0);
  await page.keyboard.press("ArrowLeft");
  await expect(selected).toContainText("letters");
  await page.keyboard.press("End");
  await expect(selected).toContainText("merge");
  await expect(selected).toHaveAttribute("aria-posinset", "3");
  await expect(selected).toHaveAttribute("aria-setsize", "3");
  const id = await selected.getAttribute("id");
  await expect(tree).toHaveAttribute("aria-activedescendant", id ?? "");
});

test("a folded row shows how many spans of each status it contains", async ({ scene }) => {
  const page = await scene("tree-letters");
  await page.getByRole("button", { name: "Collapse all" }).click();
  const row = page.getByRole("row", { name: /letters/ });
  await expect(row).toContainText(/\d+/);
  await expect(row.getByTitle(/\d+ succeeded/)).toBeVisible();
});

test("filters and search narrow the tree", async ({ scene }) => {
  const page = await scene("tree-letters");
  await expect(page.getByRole("row", { name: /letters/ })).toBeVisible();
  const drawn = await page.getByRole("row").count();
  await page.getByRole("radio", { name: "Reused" }).click();
  await expect(page.getByRole("status").filter({ hasText: /match/ })).toBeVisible();
  for (const row of await page.getByRole("row", { name: /piece\[/ }).all())
    await expect(row).toContainText("cached");
  await page.getByRole("radio", { name: "All" }).click();
  await page.getByRole("searchbox").fill("q");
  await expect(page.getByTitle("piece · q")).toBeVisible();
  await page.getByRole("searchbox").fill("nothing like it");
  await expect(page.getByText("No matching spans")).toBeVisible();
  await page.getByRole("button", { name: "Show all spans" }).click();
  await expect(page.getByRole("row", { name: /letters/ })).toBeVisible();
  // The list that comes back is another element: it fills the view as the first one did.
  await expect(page.getByRole("row")).toHaveCount(drawn);
});

test("100,000 spans: few rows are drawn, no element is as tall as the list, and both ends can be reached", async ({
  scene,
}) => {
  const page = await scene("tree-huge");
  await page.getByRole("button", { name: "Expand all" }).click();
  await expect(page.getByRole("row", { name: /piece\[0\]/ })).toBeVisible();
  const tree = page.getByRole("treegrid");
  expect(Number(await tree.getAttribute("aria-rowcount"))).toBeGreaterThan(100_000);
  expect(await page.getByRole("row").count()).toBeLessThan(100);
  expect(await tree.evaluate((element) => element.scrollHeight)).toBeLessThan(1_100_000);

  // The wheel moves by its pixels, although the scrollbar covers more rows.
  const first = page.getByRole("row", { name: /piece\[10\] / });
  const before = await first.boundingBox();
  await tree.hover();
  await page.mouse.wheel(0, 48);
  await expect.poll(async () => (await first.boundingBox())?.y).toBe((before?.y ?? 0) - 48);

  await tree.focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("row", { name: /merge/ })).toBeInViewport();
  await tree.evaluate((element) => {
    element.scrollTop = 0;
  });
  await expect(page.getByRole("row", { name: /letters/ })).toBeInViewport();
  await tree.evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  await expect(page.getByRole("row", { name: /merge/ })).toBeInViewport();
});

test("a span's detail links to its attempts and its caller", async ({ scene }) => {
  const page = await scene("detail-failed");
  const detail = page.getByRole("region", { name: "Selected span" });
  await expect(detail).toContainText("could not read");
  await expect(detail.getByRole("button", { name: "Line 7" }).first()).toBeVisible();
  await detail.getByRole("button", { name: /^2 Succeeded/ }).click();
  await expect(detail).toContainText("Result");
  await detail.getByRole("button", { name: /called by piece/ }).click();
  await expect(detail.getByRole("heading", { name: "piece" })).toBeVisible();
  await expect(page.locator('[role="row"][aria-selected="true"]')).toContainText("piece");
});

test("selecting a span changes neither columns nor rows", async ({ scene }) => {
  const page = await scene("detail-tree");
  const heads = page.getByRole("columnheader");
  const row = page.getByTitle("piece · e");
  const before = [await heads.allTextContents(), await row.boundingBox()];
  await row.click();
  await expect(page.getByRole("region", { name: "Selected span" })).toBeVisible();
  expect([await heads.allTextContents(), await row.boundingBox()]).toEqual(before);
  // What is under the drawer can be scrolled above it.
  await page.getByRole("treegrid").focus();
  await page.keyboard.press("End");
  const last = await page.getByRole("row", { name: /merge/ }).boundingBox();
  const drawer = await page.getByRole("region", { name: "Selected span" }).boundingBox();
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(drawer?.y ?? 0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Selected span" })).toHaveCount(0);
});

test("the tree sorts by a column, and back to the order of the calls", async ({ scene }) => {
  const page = await scene("tree-letters");
  const names = () => page.getByRole("row", { name: /ms|µs/ }).locator("bdi").allTextContents();
  const before = await names();
  const took = page.getByRole("columnheader", { name: "Duration" });
  await took.getByRole("button").click();
  await expect(took).toHaveAttribute("aria-sort", "descending");
  await expect.poll(names).not.toEqual(before);
  await took.getByRole("button").click();
  await expect(took).toHaveAttribute("aria-sort", "ascending");
  await took.getByRole("button").click();
  await expect(took).toHaveAttribute("aria-sort", "none");
  expect(await names()).toEqual(before);
});

test("columns are chosen by keys, and stay chosen", async ({ scene }) => {
  const page = await scene("tree-letters");
  await expect(page.getByRole("columnheader", { name: "Queued" })).toHaveCount(0);
  await page.getByRole("button", { name: "Columns" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitemcheckbox", { name: "Queued", exact: true }).press("Enter");
  await expect(page.getByRole("columnheader", { name: "Queued" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Queued" })).toBeVisible();
});

test("a search marks what it found in names, and a folded row shows what was reused", async ({ scene }) => {
  const page = await scene("tree-letters");
  await page.getByRole("searchbox").fill("oad");
  const row = page.getByRole("row", { name: /load/ });
  await expect(row.locator("mark")).toHaveText("oad");
  await page.getByRole("searchbox").fill("");
  await expect(page.locator("mark")).toHaveCount(0);
  await page.getByRole("button", { name: "Collapse all" }).click();
  await expect(
    page.getByRole("row", { name: /letters/ }).getByTitle(/\d+ results? from the cache or an earlier run/),
  ).toBeVisible();
});

test("a search understands fields, and names what it does not", async ({ scene }) => {
  const page = await scene("tree-letters");
  const search = page.getByRole("searchbox");
  await search.fill("status:retried -key:b duration>1ms");
  await expect(page.getByRole("status").filter({ hasText: /^\d+ match/ })).toBeVisible();
  await expect(page.getByTitle("piece · b")).toHaveCount(0);
  await search.fill("duration>3");
  await expect(page.getByText('Add a unit: "3 s" or "3 min".')).toBeVisible();
});

test("bars are colored by task, with a legend", async ({ scene }) => {
  const page = await scene("tree-letters");
  await page.getByLabel("Color of the bars").selectOption("task");
  const legend = page.getByRole("listitem");
  await expect(legend.filter({ hasText: "piece" })).toBeVisible();
  await expect(legend.filter({ hasText: "merge" })).toBeVisible();
});
