import { expect, test } from "@playwright/test";
import { codeField, monacoArrives, PLAIN_EDITOR, runButton, runIsOver } from "./support/page";

test("everything by keyboard: run, read results, leave the editor, share, help", async ({ page }) => {
  await page.goto("./#example=mixed&strategies=pooled&rounds=1");
  await monacoArrives(page);
  await codeField(page).focus();
  await page.keyboard.press("ControlOrMeta+Enter");
  await runIsOver(page);

  // Out of the editor: it announces how, then it works.
  await codeField(page).focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("status").filter({ hasText: "Tab leaves the editor." })).toBeAttached();
  await page.keyboard.press("Tab");
  await expect(codeField(page)).not.toBeFocused();

  await page.getByRole("tab", { selected: true }).focus();
  await page.keyboard.press("Home");
  await expect(page.getByRole("tab", { name: "Compare" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Your numbers" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("treegrid")).toContainText("mappable");

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByRole("dialog", { name: "Share" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("letters typed into a field are not shortcuts, and Escape in the editor does not stop a run", async ({
  page,
}) => {
  await page.goto("./#example=letters");
  const workers = page.getByRole("spinbutton", { name: "Workers" });
  await workers.click();
  await page.keyboard.type("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await monacoArrives(page);
  await page.getByRole("spinbutton", { name: "pieceMs" }).fill("300");
  await runButton(page).click();
  await codeField(page).focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  await page.getByRole("tab", { selected: true }).focus();
  await page.keyboard.press("Escape");
  await expect(runButton(page)).toBeEnabled();
});

test.describe("without Monaco", () => {
  test.use(PLAIN_EDITOR);

  test("the splitter moves with arrow keys, announces its position, and keeps it", async ({ page }) => {
    await page.goto("./#example=letters");
    const splitter = page.getByRole("separator", { name: "Width of the program" });
    await splitter.focus();
    const before = Number(await splitter.getAttribute("aria-valuenow"));
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(async () => Number(await splitter.getAttribute("aria-valuenow")))
      .toBeGreaterThan(before);
    const moved = await splitter.getAttribute("aria-valuenow");
    await page.reload();
    await expect(splitter).toHaveAttribute("aria-valuenow", moved ?? "");
  });

  test("every strategy can be switched off but the last", async ({ page }) => {
    await page.goto("./#example=letters");
    await expect(runButton(page)).toBeEnabled();
    for (const name of ["Sequential", "Dynamic", "Pooled"])
      await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("button", { name: "Pooled", exact: true })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
  });
});

test("the first Tab reaches a button that skips to the results @slow", async ({ page }) => {
  await page.goto("./#example=letters");
  await expect(page.getByRole("tab", { selected: true })).toBeVisible();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("button", { name: "Skip to results" });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { selected: true })).toBeFocused();
});

test("a number of workers outside its bounds moves nothing and becomes the nearest one @slow", async ({
  page,
}) => {
  await page.goto("./#example=letters");
  const workers = page.getByRole("spinbutton", { name: "Workers" });
  await expect(workers).toBeEnabled();
  const bar = page.getByRole("group", { name: "Run" });
  const before = await bar.boundingBox();
  await workers.fill("100");
  await expect(workers).toHaveAttribute("aria-invalid", "true");
  expect(await bar.boundingBox()).toEqual(before);
  await workers.blur();
  await expect(workers).toHaveValue("64");
});
