import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { monacoArrives, runToEnd } from "./support/page";

/** Nothing of WCAG 2.2 A and AA that a machine can find. Monaco's inside is its makers'. */
async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .exclude("[data-editor=monaco]")
    .analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(told, where).toEqual([]);
}

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test("the page in all its states", async ({ page }) => {
      await page.goto("./#example=reports");
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expect(page.getByRole("spinbutton").first()).toBeVisible();
      await expectAccessible(page, "before a run");
      await monacoArrives(page);
      await runToEnd(page);
      for (const name of [
        "Compare",
        "Advice",
        "Tree",
        "Timeline",
        "Breakdown",
        "Scale",
        "Output",
        "Files",
        "Log",
      ]) {
        await page.getByRole("tab", { name }).click();
        await expect(page.getByRole("tabpanel")).not.toContainText("Loading");
        await expectAccessible(page, name);
      }
      await page.getByRole("button", { name: "Share" }).click();
      await expect(page.getByRole("dialog", { name: "Share" })).toContainText("characters");
      await expectAccessible(page, "share");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Settings" }).click();
      await expect(page.getByRole("dialog", { name: "Settings of a run" })).toContainText("Seed");
      await expectAccessible(page, "settings");
    });

    test("the page with errors", async ({ page }) => {
      await page.goto("./#f1.broken");
      await expect(page.getByRole("alert").first()).toBeVisible();
      await expectAccessible(page, "a broken link");
    });

    test("the embed", async ({ page }) => {
      await page.goto("./embed/#example=nested&view=split");
      await expect(page.locator("[data-editor=reader]")).toContainText("fanout");
      await expectAccessible(page, "embed");
    });
  });
}

test.describe("narrow", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("panes stack, nothing is wider than the screen, and a plain editor takes the text", async ({
    page,
  }) => {
    await page.goto("./#example=letters");
    const field = page.getByRole("textbox", { name: "Program in TypeScript" });
    await expect(field).toHaveValue(/26 letters/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await field.fill(
      'import { workflow } from "fanout";\nexport default workflow(async () => 42, { name: "answer" });\n',
    );
    await runToEnd(page);
    await page.getByRole("tab", { name: "Output" }).click();
    await expect(page.getByRole("tabpanel")).toContainText("42");
    await expectAccessible(page, "narrow");
  });
});
