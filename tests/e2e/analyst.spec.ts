import { expect, test } from "@playwright/test";
import { runButton } from "./support/page";

test.use({ serviceWorkers: "allow" });

test("runs are analysed in a worker, also when the service worker serves its script", {
  tag: "@slow",
}, async ({ page }) => {
  // Not the start page alone: there the press could come while the page starts a run of its own.
  await page.goto("./#example=letters");
  // The service worker controls the page from the next load on.
  await page.evaluate(async () => {
    await navigator.serviceWorker?.ready;
  });
  await page.reload();
  await runButton(page).click();
  await page.getByRole("tab", { name: "Compare" }).click();
  await expect(page.getByText("Workers, chunks and overhead")).toBeVisible();
  const names = await Promise.all(
    page.workers().map((worker) => worker.evaluate(() => self.name).catch(() => "")),
  );
  expect(names).toContain("analyst");
});
