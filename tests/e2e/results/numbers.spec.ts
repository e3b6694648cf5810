import { expect, test } from "./gallery";

test("the question of the start page is answered by keyboard alone", async ({ scene }) => {
  const page = await scene("numbers-run");
  const field = (name: string) => page.getByRole("textbox", { name, exact: true });
  const answer = page.getByRole("region", { name: "Answer" });
  await expect(answer).toContainText("26 items of 100 ms that only wait on 8 Web Workers");
  await field("Items").focus();
  // A field selects its text when it is focused: typing replaces it.
  await page.keyboard.type("10k");
  await page.keyboard.press("Tab");
  await expect(field("Items")).toHaveValue("10,000");
  await expect(field("Each takes")).toBeFocused();
  await page.keyboard.type("5 min");
  await page.getByRole("combobox", { name: "Platform" }).selectOption("own");
  await field("Worker start").focus();
  await page.keyboard.type("20 s");
  await field("Workers").focus();
  await page.keyboard.type("64");
  await expect(answer).toContainText("10,000 items of 5 min on 64 workers that start in 20 s");
  await expect(answer).toContainText(/Take \w+/);
  await expect(answer).toContainText("Simulated");
  // By hand: 157 waves of 5 min, and one start, or a start in each wave.
  await expect(answer).toContainText("kept workers take 13 h 5 min");
  await expect(answer).toContainText("a worker per item takes 13 h 57 min");

  await page.getByRole("button", { name: "Reset to your run" }).press("Enter");
  await expect(answer).toContainText("26 items of 100 ms that only wait on 8 Web Workers");
  await expect(field("Items")).toHaveValue("26");
});

test("a field keeps what it cannot read, says why, and the last answer stays", async ({ scene }) => {
  const page = await scene("numbers");
  const answer = page.getByRole("region", { name: "Answer" });
  const items = page.getByRole("textbox", { name: "Each takes" });
  await expect(answer).toContainText("10,000 items of 5 min");
  await items.fill("5");
  await items.blur();
  await expect(items).toHaveValue("5");
  await expect(items).toHaveAccessibleDescription('Add a unit: "5 s" or "5 min".');
  await expect(answer).toContainText("10,000 items of 5 min");
  await items.fill("5 min ± 20%");
  await expect(answer).toContainText("10,000 items of 5 min ± 20%");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a preset shows its source, and what was edited is your own", async ({ scene }) => {
  const page = await scene("numbers");
  await page.getByRole("combobox", { name: "Platform" }).selectOption("dagster-pod");
  await expect(page.getByText(/^Assumption, \d+ \w+ \d+$/)).toBeVisible();
  await page.getByRole("textbox", { name: "Worker start" }).fill("30 s");
  await expect(page.getByText("Your own, from Kubernetes, the node is ready")).toBeVisible();
});

test("the decision map is read by arrow keys, its axes exchanged, a cell taken", async ({ scene }) => {
  const page = await scene("numbers");
  const map = page.getByRole("application", { name: "Decision map" });
  await expect(map).toBeVisible();
  await map.focus();
  const name = () => map.getAttribute("aria-label");
  await page.keyboard.press("Home");
  const first = await name();
  expect(first).toMatch(/^Decision map\. [\d,]+ items?, .* per item: \w+, /);
  await page.keyboard.press("ArrowRight");
  await expect(map).not.toHaveAccessibleName(first ?? "");
  const cell = (await name())?.replace("Decision map. ", "") ?? "";
  await expect(page.locator("[aria-live=polite]").filter({ hasText: cell })).toBeVisible();

  await page.getByRole("button", { name: "Use these numbers" }).click();
  await expect(page.getByRole("textbox", { name: "Each takes" })).not.toHaveValue("5 min");

  await page.getByRole("combobox", { name: "Level axis" }).selectOption("startMs");
  await expect(map).toHaveAccessibleName(/ per start: /);
  await page.getByRole("button", { name: "Exchange the axes" }).click();
  await expect(map).toHaveAccessibleName(/ per start, [\d,]+ items?: /);
  await page.getByRole("button", { name: "Show table" }).last().click();
  await expect(page.getByRole("table")).toContainText("Start of a worker");
});
