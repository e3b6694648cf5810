import { expect, test } from "@playwright/test";
import { PLAIN_EDITOR, runButton } from "./support/page";

test.use(PLAIN_EDITOR);

test("files written by a program are previewed under the page's policy", async ({ page }) => {
  await page.goto("./#example=reports&strategies=pooled&rounds=1");
  await runButton(page).click();
  const files = page.getByRole("tab", { name: /^Files/ });
  await files.click();
  await page.getByRole("button", { name: /\.md/ }).first().click();
  const frame = page.frameLocator('iframe[sandbox=""]');
  await expect(frame.getByRole("heading").first()).toBeVisible();
  await page
    .getByRole("button", { name: /\.html/ })
    .first()
    .click();
  await expect(frame.locator("body")).not.toBeEmpty();
});
