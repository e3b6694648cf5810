import { expect, test } from "@playwright/test";
import { monacoArrives, runButton, runToEnd } from "../support/page";

test("earlier runs are kept, can be compared with and reopened", { tag: "@slow" }, async ({ page }) => {
  await page.goto("./#example=letters");
  const pieceMs = page.getByRole("spinbutton", { name: "pieceMs" });
  await pieceMs.fill("30");
  await page.getByLabel("Rounds").selectOption("1");
  await runToEnd(page);
  const earlier = page.getByRole("button", { name: "Earlier runs" });
  const list = page.getByRole("dialog", { name: "Earlier runs" });

  await earlier.click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(list).toContainText("(shown)");
  await page.keyboard.press("Escape");

  await pieceMs.fill("3");
  await runButton(page).click();
  await expect(page.getByText("Run again")).toHaveCount(0);
  await earlier.click();
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await list.getByRole("button", { name: /^Compare with letters/ }).click();
  const comparison = page.getByRole("tabpanel");
  await expect(comparison).toContainText("Before: letters");
  await expect(comparison).toContainText("Different: inputs");
  await comparison.getByRole("button", { name: "Close comparison" }).click();
  await expect(comparison).not.toContainText("Before: letters");

  // The first run again, with its inputs and spans.
  await earlier.click();
  await list.getByRole("listitem").nth(1).getByRole("button").first().click();
  await expect(pieceMs).toHaveValue("30");
  await page.getByRole("tab", { name: "Tree" }).click();
  await expect(page.getByTitle("compute_piece · a")).toBeVisible();
  await expect(page.getByText("Run again")).toHaveCount(0);
});

test("after a run, each task shows its figures in the editor", { tag: "@slow" }, async ({ page }) => {
  await page.goto("./#example=letters");
  await page.getByRole("spinbutton", { name: "pieceMs" }).fill("3");
  await page.getByLabel("Rounds").selectOption("1");
  await runToEnd(page);
  await monacoArrives(page);
  // At the end of its line, as in the plain editor: no line moves.
  await expect(page.locator(".view-line").filter({ hasText: "const compute_piece" })).toContainText(
    "pooled · 26 calls · median",
  );
  await expect(page.locator(".code-note").filter({ hasText: "pooled · 26 calls · median" })).toBeVisible();
  await page.getByRole("tab", { name: "Tree" }).click();
  await page.getByTitle("compute_piece · c").click();
  await expect(page.locator(".code-active-line")).toHaveCount(1);
});
