import { expect, test } from "@playwright/test";

test("files that a program wrote are previewed under the page's own policy", async ({ page }) => {
  await page.goto("./#example=reports");
  await page.getByRole("button", { name: /^Run/ }).first().click();
  const files = page.getByRole("tab", { name: /^Files/ });
  await files.click({ timeout: 45_000 });
  await page.getByRole("button", { name: /\.md/ }).first().click();
  const frame = page.frameLocator('iframe[sandbox=""]');
  await expect(frame.getByRole("heading").first()).toBeVisible();
  await page
    .getByRole("button", { name: /\.html/ })
    .first()
    .click();
  await expect(frame.locator("body")).not.toBeEmpty();
});
