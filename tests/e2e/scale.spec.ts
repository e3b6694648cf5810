import { expect, test } from "@playwright/test";
import { runToEnd } from "./support/page";

test("a measured run is measured with other numbers of workers and leaves the results as they are", {
  tag: "@slow",
}, async ({ page }) => {
  await page.goto("./#example=mixed");
  await runToEnd(page);
  await page.getByRole("tab", { name: "Your numbers" }).click();
  const results = page.getByRole("region", { name: "Results" });
  const measure = results.getByRole("button", { name: /^Measure at 1 and 2 workers/ });
  await expect(results.getByText(/^About \d+ s\.$/)).toBeVisible();
  await measure.click();
  await expect(results.getByRole("button", { name: "Stop measuring" })).toBeVisible();
  await expect(measure).toBeEnabled();
  const section = page.getByRole("region", { name: "This run with other numbers of workers" });
  await section.getByRole("button", { name: "Show table" }).click();
  // The run's own worker count, the measured ones, and many more that are only simulated.
  const rows = section.getByRole("table").getByRole("row");
  for (const workers of ["1", "2", "4"]) {
    const row = rows.filter({ has: page.getByRole("rowheader", { name: workers, exact: true }) });
    await expect(row.getByRole("cell").first()).not.toHaveText("–");
  }
  await page.getByRole("tab", { name: "Compare" }).click();
  await expect(results).toContainText(/faster than|no clear difference|run more rounds/i);
});
