import { expect, test } from "@playwright/test";
import { runToEnd } from "./support/page";

test("Scale measures other numbers of workers and leaves the results as they are", { tag: "@slow" }, async ({
  page,
}) => {
  await page.goto("./#example=mixed");
  await runToEnd(page);
  await page.getByRole("tab", { name: "Scale" }).click();
  const results = page.getByRole("region", { name: "Results" });
  const measure = results.getByRole("button", { name: /^Measure at 1 and 2 workers/ });
  await expect(results.getByText(/^About \d+ s\.$/)).toBeVisible();
  await measure.click();
  await expect(results.getByRole("button", { name: "Stop measuring" })).toBeVisible();
  await expect(measure).toBeEnabled();
  await results.getByRole("button", { name: "Show the table" }).click();
  // The run's own worker count, the measured ones, and many more that are only simulated.
  const rows = results.getByRole("table").getByRole("row");
  for (const workers of ["1", "2", "4"]) {
    const row = rows.filter({ has: page.getByRole("rowheader", { name: workers, exact: true }) });
    await expect(row.getByRole("cell").first()).not.toHaveText("–");
  }
  await page.getByRole("tab", { name: "Compare" }).click();
  await expect(results).toContainText(/faster than|no clear difference|run more rounds/i);
});
