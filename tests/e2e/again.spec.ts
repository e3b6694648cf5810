import { expect, test } from "@playwright/test";
import { linkTo, PLAIN_EDITOR, runToEnd } from "./support/page";

test.use(PLAIN_EDITOR);

/** The third step fails if `broken`, an input, so that a run can be resumed with another value. */
const CODE = `import { map, task, workflow } from "fanout";
const step = task((x: number, broken: boolean) => {
  if (broken && x === 3) throw new Error("three is broken");
  return x * 10;
});
export default workflow(async ({ broken }) => {
  const a = await step(1, broken);
  const b = await step(2, broken);
  return [a, b, await step(3, broken)];
}, { name: "entry", inputs: { broken: true } });
`;

test("a failed run resumes where it failed: what succeeded does not run again", async ({ page }) => {
  await page.goto(linkTo(CODE));
  await runToEnd(page);
  await expect(page.getByText("Error: three is broken").first()).toBeVisible();
  await page
    .getByRole("switch", { name: "broken" })
    .or(page.getByRole("checkbox", { name: "broken" }))
    .click();
  await page.getByRole("button", { name: "Run from failure" }).first().click();
  await expect(page.getByText("Error: three is broken")).toHaveCount(0);
  await page.getByRole("tab", { name: /^Tree/ }).click();
  const rows = page.getByRole("treegrid").getByRole("row");
  await expect(rows.filter({ hasText: "step" })).toHaveCount(3);
  await rows.filter({ hasText: "step" }).first().click();
  await expect(page.getByLabel("Selected span").getByText("from an earlier run")).toBeVisible();
});

test("one task of the tree runs again, and the results stay", async ({ page }) => {
  await page.goto(linkTo(CODE, {}, { inputs: { broken: false } }));
  await runToEnd(page);
  await page.getByRole("tab", { name: /^Tree/ }).click();
  const rows = page.getByRole("treegrid").getByRole("row");
  await rows.filter({ hasText: "step" }).nth(1).click();
  const detail = page.getByLabel("Selected span");
  await detail.getByRole("button", { name: "Run this again" }).click();
  await expect(detail.getByText(/succeeded in .*worker included/)).toBeVisible();
  await expect(detail.getByRole("status").locator("pre")).toHaveText("20");
  await expect(rows.filter({ hasText: "step" })).toHaveCount(3);
});
