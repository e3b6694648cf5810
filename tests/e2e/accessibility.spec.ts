import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { COLORS, expectNoViolations } from "./support/axe";
import { PLAIN_EDITOR, runToEnd } from "./support/page";

test.use(PLAIN_EDITOR);

const WCAG = {
  tags: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
} as const;

/** Expects no violation of WCAG 2.2 A and AA or of best practice that axe can find; in the dark theme, of its colors. */
const expectAccessible = (page: Page, theme: "light" | "dark", where: string, within?: string) =>
  expectNoViolations(page, {
    where,
    only: theme === "light" ? WCAG : COLORS,
    ...(within !== undefined && { within }),
  });

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    // Only colors differ in the dark theme, and the views' tests check those.
    const tag = theme === "dark" ? "@slow" : [];
    test("the page in all its states", { tag }, async ({ page }) => {
      await page.goto("./#example=reports&rounds=1");
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expect(page.getByRole("spinbutton").first()).toBeVisible();
      await expectAccessible(page, theme, "before a run");
      await runToEnd(page);
      for (const name of [
        "Compare",
        "Tree",
        "Timeline",
        "Breakdown",
        "Your numbers",
        "Output",
        "Files",
        "Log",
      ]) {
        await page.getByRole("tab", { name }).click();
        await expect(page.getByRole("tabpanel")).not.toContainText("Loading");
        // The page around it is the same for all views.
        await expectAccessible(page, theme, name, name === "Compare" ? undefined : "[role=tabpanel]");
      }
      await page.getByRole("button", { name: "Share" }).click();
      await expect(page.getByRole("dialog", { name: "Share" })).toContainText("characters");
      await expectAccessible(page, theme, "share", "[role=dialog]");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Settings" }).click();
      await expect(page.getByRole("dialog", { name: "Run settings" })).toContainText("Seed");
      await expectAccessible(page, theme, "settings", "[role=dialog]");
    });

    test("the page with errors", async ({ page }) => {
      await page.goto("./#f1.broken");
      await expect(page.getByRole("alert").first()).toBeVisible();
      await expectAccessible(page, theme, "a broken link");
    });

    test("the embed", async ({ page }) => {
      await page.goto("./embed/#example=nested&view=split");
      await expect(page.locator("[data-editor=reader]")).toContainText("fanout");
      await expectAccessible(page, theme, "embed");
    });
  });
}

const DIALOGS: readonly (readonly [entry: string, dialog: string | RegExp])[] = [
  ["New program…", /New/],
  ["Stand-ins…", "Stand-ins"],
  ["Export project…", "Export project"],
  ["The same in Dagster, Flyte or a pool…", /same/],
  ["Make a lesson…", /lesson/],
  ["Drafts…", "Drafts"],
];

test("every dialog of the program menu, with the page behind it", { tag: "@slow" }, async ({ page }) => {
  await page.goto("./#example=python-letters-pool");
  for (const [entry, name] of DIALOGS) {
    await page.getByRole("banner").getByRole("button").first().click();
    await page.getByRole("menuitem", { name: entry }).click();
    const dialog = page.getByRole("dialog", { name });
    await expect(dialog).toBeVisible();
    await expect(dialog).not.toContainText("Loading");
    await expectAccessible(page, "light", entry);
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  }
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "light", "the command palette");
  await page.keyboard.press("Escape");
  await page
    .getByRole("banner")
    .getByRole("button", { name: /Keyboard/ })
    .click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "light", "the list of keys");
});

for (const name of ["dagster-retries-partial-failure", "dagster-terminated"])
  test(`a record in all its views: ${name}`, { tag: "@slow" }, async ({ page }) => {
    await page.goto("./#example=squares");
    await expect(page.locator("[data-editor]")).toContainText("squares");
    const chosen = page.waitForEvent("filechooser");
    await page.getByRole("banner").getByRole("button").first().click();
    await page.getByRole("menuitem", { name: "Open a file…" }).click();
    const url = new URL(`../corpus/runs/${name}.gz`, import.meta.url);
    await (await chosen).setFiles({ name, mimeType: "application/gzip", buffer: readFileSync(url) });
    await expect(page.getByRole("heading", { name: /of the time that steps held a slot/ })).toBeVisible();
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      await expect(page.getByRole("tabpanel")).not.toContainText("Loading");
      await expectAccessible(page, "light", await tab.innerText());
    }
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByRole("dialog", { name: "Share" })).toContainText("characters");
    await expectAccessible(page, "light", "share");
  });

test.describe("narrow", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("panes stack, nothing is wider than the screen, and the plain editor is used", async ({ page }) => {
    await page.goto("./#example=letters");
    const field = page.getByRole("textbox", { name: "Program in TypeScript" });
    await expect(field).toHaveValue(/26 letters/);
    // What the link shows comes first, and a finger can press every control.
    await expect(page.getByText(/× faster/).first()).toBeInViewport();
    for (const control of await page
      .locator("[aria-label='Run bar'] :is(button, input, select), [role=tab]")
      .all())
      expect((await control.boundingBox())?.height, await control.innerText()).toBeGreaterThanOrEqual(43.5);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await field.fill(
      'import { workflow } from "fanout";\nexport default workflow(async () => 42, { name: "answer" });\n',
    );
    await runToEnd(page);
    await page.getByRole("tab", { name: "Output" }).click();
    await expect(page.getByRole("tabpanel")).toContainText("42");
    await expectAccessible(page, "light", "narrow");

    // Every tab by touch: completely inside the screen once selected, next to the rest of the row.
    const tabs = page.getByRole("tab");
    for (const tab of await tabs.all()) {
      await tab.tap();
      await expect(tab).toHaveAttribute("aria-selected", "true");
      await expect(tab).toBeInViewport({ ratio: 0.99 });
    }
    // And all of them by key.
    await tabs.first().focus();
    for (const tab of await tabs.all()) {
      await expect(tab).toBeFocused();
      await expect(tab).toBeInViewport({ ratio: 0.99 });
      await page.keyboard.press("ArrowRight");
    }
    await expect(tabs.first()).toBeFocused();
    await page.getByRole("spinbutton", { name: "Workers" }).fill("3");
    await expect(page.getByText("Results are from before your last change (workers).")).toBeVisible();
  });
});
