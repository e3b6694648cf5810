import { expect, test } from "@playwright/test";
import { PLAIN_EDITOR } from "./support/page";

test.use(PLAIN_EDITOR);

test("a long run shows a warning with its reason, and a way to avoid it", async ({ page }) => {
  await page.goto("./#example=squares");
  const warning = page.getByRole("status").filter({ hasText: "Dynamic will take about" });
  await expect(page.getByRole("tabpanel")).toContainText("Recorded");
  await expect(warning).toHaveCount(0);
  // The number of calls is known before the first run, from the recorded results.
  await page.getByRole("button", { name: "Dynamic", exact: true }).click();
  await expect(warning).toContainText(/starts up to [\d,]+ workers at 15 ms each \(estimate\)/);
  await expect(warning).toContainText("It will stop at the timeout of 2 min.");
  await page.getByRole("button", { name: "Turn off dynamic" }).click();
  await expect(warning).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Dynamic", exact: true })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
});
