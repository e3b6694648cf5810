import { expect, type Locator, type Page, test } from "@playwright/test";
import { runButton } from "./support/page";

/** Slow: each opens every layer of the page once. */
const SLOW = { tag: "@slow" };

const CONTROLS =
  ":is(button, input, select, textarea, a[href], summary):not([tabindex='-1'], [disabled]), [role^=menuitem]";

/** Expects that each control of a layer is inside the screen once it has the focus, which is how keys and fingers reach it. */
async function expectInReach(page: Page, layer: Locator): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await expect(layer).toBeVisible();
  const controls = await layer.locator(CONTROLS).filter({ visible: true }).all();
  expect(controls.length).toBeGreaterThan(0);
  for (const control of controls) {
    await control.focus();
    const box = (await control.boundingBox()) ?? { x: -1, y: -1, width: 0, height: 0 };
    const name = (await control.getAttribute("aria-label")) ?? (await control.textContent()) ?? "";
    const where = `${name.slice(0, 40)} at ${JSON.stringify(box)}`;
    expect(box.x >= 0 && box.x + box.width <= width + 0.5, where).toBe(true);
    // What is higher than the screen begins inside it.
    expect(box.y >= 0 && Math.min(box.y + box.height, box.y + 44) <= height + 0.5, where).toBe(true);
  }
  // Where no tooltip takes Escape.
  await layer.focus();
}

for (const [width, height] of [
  [390, 844],
  [820, 1180],
] as const) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height }, hasTouch: true });

    test("every control of every menu, popover and dialog can be reached", SLOW, async ({ page }) => {
      await page.goto("./#example=python-dagster-dynamic-outputs");
      await expect(runButton(page)).toBeEnabled();
      await page.getByRole("button", { name: "Settings" }).tap();
      const settings = page.getByRole("dialog", { name: "Run settings" });
      await expect(settings.getByRole("radio", { name: "Local mode" })).toBeVisible();
      await expectInReach(page, settings);
      await settings.getByRole("radio", { name: "Local mode" }).tap();
      await expect(settings.getByRole("radio", { name: "Local mode" })).toBeChecked();
      await page.keyboard.press("Escape");
      await expect(settings).toBeHidden();

      for (const name of ["Theme", "Export"]) {
        await test.step(name, async () => {
          await page.getByRole("button", { name, exact: true }).first().tap();
          await expectInReach(page, page.getByRole("menu"));
          await page.keyboard.press("Escape");
          await expect(page.getByRole("menu")).toBeHidden();
        });
      }
      await page.getByRole("button", { name: "Earlier runs" }).tap();
      await expect(page.getByRole("dialog", { name: "Earlier runs" })).toBeInViewport({ ratio: 0.99 });
      await page.keyboard.press("Escape");

      await page.getByRole("button", { name: "Share" }).tap();
      await expect(page.getByRole("dialog", { name: "Share" })).toContainText("characters");
      await expectInReach(page, page.getByRole("dialog", { name: "Share" }));
      await page.keyboard.press("Escape");
      await page.getByRole("tab", { selected: true }).focus();
      for (const [key, name] of [
        ["ControlOrMeta+k", "Go to"],
        ["?", "Keyboard shortcuts"],
      ] as const) {
        await test.step(name, async () => {
          await page.keyboard.press(key);
          await expectInReach(page, page.getByRole("dialog"));
          await page.keyboard.press("Escape");
          await expect(page.getByRole("dialog")).toBeHidden();
        });
      }
      const program = page.getByRole("banner").getByRole("button", { name: /^Letters/ });
      await program.tap();
      await expectInReach(page, page.getByRole("menu"));
      // Under a label its description may follow.
      const dialogs = (await page.getByRole("menuitem", { name: /…/ }).allTextContents()).map(
        (text) => `${text.split("…")[0]}…`,
      );
      expect(dialogs.length).toBeGreaterThan(2);
      await page.keyboard.press("Escape");
      for (const name of dialogs) {
        // The system's own dialog.
        if (/file/i.test(name)) continue;
        await test.step(name, async () => {
          await program.tap();
          await page.getByRole("menuitem", { name }).first().tap();
          await expectInReach(page, page.getByRole("dialog"));
          await page.keyboard.press("Escape");
          await expect(page.getByRole("dialog")).toBeHidden();
        });
      }
    });

    test("rows of trees and lists are high enough for a finger", SLOW, async ({ page }) => {
      await page.goto("./#example=letters&view=tree");
      const row = page.getByRole("row", { name: /load_pieces/ });
      await expect(row).toBeVisible();
      expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(44);
      // Rows lie one under the other, and the last one is reached.
      await page.getByRole("treegrid").focus();
      await page.keyboard.press("End");
      const last = page.getByRole("row", { selected: true });
      await expect(last).toBeInViewport({ ratio: 0.9 });
      await expect(last).toContainText("merge");
    });
  });
}

test.describe("an embed of 342 × 480 px", () => {
  test.use({ viewport: { width: 342, height: 480 } });

  for (const how of ["show", "view"])
    test(`shows at least six workers of a timeline, with ${how}=timeline`, SLOW, async ({ page }) => {
      await page.goto(`./embed/#example=letters&${how}=timeline`);
      const lanes = page.getByRole("application");
      await expect(lanes).toBeVisible();
      // Of 18 px and 5 between workers; above them the axis, the trial's name and the driver with two lanes.
      const room = ((await lanes.boundingBox())?.height ?? 0) - 22 - 24 - (2 * 18 + 5);
      expect(Math.floor((room + 5) / (18 + 5))).toBeGreaterThanOrEqual(6);
    });
});

test(
  "a tab that is pressed with a pointer has no focus ring, one that is reached by keys has",
  SLOW,
  async ({ page }) => {
    await page.goto("./#example=letters");
    const ring = (name: string) =>
      page.getByRole("tab", { name }).evaluate((tab) => getComputedStyle(tab).outlineStyle);
    await page.getByRole("tab", { name: "Tree" }).click();
    await expect(page.getByRole("tab", { name: "Tree" })).toBeFocused();
    expect(await ring("Tree")).toBe("none");
    await page.getByRole("tab", { name: "Compare" }).click();
    expect(await ring("Compare")).toBe("none");
    await page.getByRole("tab", { name: "Tree" }).click();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name: "Timeline" })).toBeFocused();
    expect(await ring("Timeline")).toBe("solid");
  },
);

test("forced colors show what is on, what is selected, and what can be moved", SLOW, async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("./#example=retries&strategies=sequential,pooled");
  await expect(page.getByRole("tab", { selected: true })).toBeVisible();
  const css = (one: Locator, name: "outlineStyle" | "borderTopStyle" | "backgroundColor") =>
    one.evaluate((element, property) => getComputedStyle(element)[property], name);
  const outlines = async (all: Locator, state: string): Promise<Set<string>> => {
    const found = new Set<string>();
    for (const one of await all.all())
      found.add(`${await one.getAttribute(state)}: ${await css(one, "outlineStyle")}`);
    return found;
  };
  const strategies = page.getByRole("toolbar", { name: "Strategies to run" }).getByRole("button");
  expect(await outlines(strategies, "aria-pressed")).toEqual(new Set(["true: solid", "false: none"]));
  expect(await outlines(page.getByRole("tab"), "aria-selected")).toEqual(
    new Set(["true: solid", "false: none"]),
  );
  const canvas = await css(page.locator("body"), "backgroundColor");
  expect(
    await css(page.getByRole("separator", { name: "Width of the program" }), "backgroundColor"),
  ).not.toBe(canvas);
  const one = page.getByRole("region", { name: "Inputs" }).getByRole("switch");
  await expect(one).toBeVisible();
  expect(await css(one, "borderTopStyle")).toBe("solid");
  const before = await css(one, "backgroundColor");
  await one.click();
  await expect.poll(() => css(one, "backgroundColor")).not.toBe(before);
});

test("on paper there is the result and nothing to press", SLOW, async ({ page }) => {
  await page.goto("./#example=letters");
  await expect(page.getByRole("list", { name: "Bars" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: /faster than/ })).toBeVisible();
  await expect(page.locator("svg.recharts-surface")).toBeVisible();
  for (const what of ["button:not([data-term])", "input", "[role=tab]", "[data-editor]"])
    await expect(page.locator(what).filter({ visible: true }), what).toHaveCount(0);
  // Not cut at the end of the first screen.
  const { scroll, view } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollHeight,
    view: document.querySelector("[role=tabpanel]")?.scrollHeight ?? 0,
  }));
  expect(scroll).toBeGreaterThanOrEqual(view);
});

test("every control of the page has a tooltip or says what it does @slow", async ({ page }) => {
  await page.goto("./#example=letters");
  await expect(page.getByRole("list", { name: "Bars" })).toBeVisible();
  await page.getByText("All figures").click();
  const missing = await page.evaluate(() => {
    // Buttons with words of their own say what they do; a tab, a field, a picture of a button and a row of figures do not.
    const all = "[role=tab], [aria-label='Run bar'] select, header a[href$='/'], tbody th:not([colspan])";
    const told = (element: Element) => element.closest("[data-tip]") ?? element.querySelector("[data-tip]");
    const icons = [...document.querySelectorAll("button")].filter(
      (button) =>
        button.innerText.trim() === "" &&
        !button.closest("[role=row], [data-editor]") &&
        button.checkVisibility(),
    );
    return [...document.querySelectorAll(`[aria-label='Run bar'] [role=spinbutton], ${all}`), ...icons]
      .filter(
        (element) => !element.closest("fieldset[aria-label=Inputs], [aria-label=Inputs]") && !told(element),
      )
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect(missing).toEqual([]);
});
