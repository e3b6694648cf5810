import type { Page } from "@playwright/test";
import { expect, test } from "./gallery";

/** The timeline's pixels, once they no longer change from frame to frame. */
const picture = (page: Page): Promise<string> =>
  page
    .getByRole("application")
    .locator("canvas")
    .evaluate(async (canvas: HTMLCanvasElement) => {
      for (let last = ""; ; ) {
        await new Promise(requestAnimationFrame);
        const now = canvas.toDataURL();
        if (now === last) return now;
        last = now;
      }
    });

test("arrow keys move from span to span and announce them", async ({ scene }) => {
  const page = await scene("timeline-letters");
  const timeline = page.getByRole("application");
  await expect(timeline).toHaveAttribute(
    "aria-label",
    /^pooled: \d+ spans, 8 lanes, \d+ ms, peak 7 in parallel$/,
  );
  const said = page.locator('[aria-live="polite"]');
  await timeline.focus();
  await page.keyboard.press("ArrowRight");
  await expect(said).toHaveText(/^letters \(workflow\), succeeded, in the driver, at/);
  await page.keyboard.press("ArrowDown");
  await expect(said).toHaveText(/^piece \(map\)/);
  await page.keyboard.press("ArrowDown");
  await expect(said).toHaveText(/worker 1/);
  await page.keyboard.press("ArrowLeft");
  await expect(said).toHaveText(/^piece · m, /);
  await page.keyboard.press("End");
  await expect(said).toHaveText(/^merge, /);
});

test("the toolbar has one row where the results have half of a screen of 1440 px", async ({ scene }) => {
  const page = await scene("timeline-letters");
  await page.setViewportSize({ width: 776, height: 800 });
  const layout = page.getByRole("radiogroup", { name: "Layout" });
  const last = page.getByRole("button", { name: "Fit" });
  await expect
    .poll(async () => Math.abs(((await last.boundingBox())?.y ?? 0) - ((await layout.boundingBox())?.y ?? 0)))
    .toBeLessThan(8);
});

test("a click selects a span, and zooming keeps it under the pointer", async ({ scene }) => {
  const page = await scene("timeline-letters");
  const timeline = page.getByRole("application");
  const box = await timeline.boundingBox();
  if (!box) throw new Error("no timeline");
  const at = { x: box.x + box.width * 0.5, y: box.y + 22 + 24 + 44 + 5 + 2 * 28 + 5 + 14 };
  await page.mouse.move(at.x, at.y);
  const hint = page.locator(".pointer-events-none").filter({ hasText: "worker 1" });
  await expect(hint).toBeVisible();
  const before = await hint.locator("div").first().textContent();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -400);
  await page.keyboard.up("Control");
  await page.mouse.move(at.x, at.y + 1);
  await expect(hint.locator("div").first()).toHaveText(before ?? "");
  await page.mouse.down();
  await page.mouse.up();
  await timeline.focus();
  await page.keyboard.press("KeyF");
  await page.mouse.move(at.x, at.y);
  await expect(hint.locator("div").first()).toHaveText(before ?? "");
});

test("a span that was selected before is in view, and nothing moves unnecessarily", async ({ scene }) => {
  const page = await scene("timeline-selected");
  const timeline = page.getByRole("application");
  await expect(timeline).toHaveAttribute("aria-label", /^pooled: /);
  const box = await timeline.boundingBox();
  if (!box) throw new Error("no timeline");
  await page.mouse.move(box.x + box.width * 0.5, box.y + 22 + 24 + 44 + 5 + 2 * 28 + 5 + 14);
  await expect(page.locator(".pointer-events-none").filter({ hasText: "worker 1" })).toBeVisible();
  await page.mouse.move(box.x + 2, box.y + 2);
  await expect(page.locator(".pointer-events-none").filter({ hasText: "worker 1" })).toBeHidden();
  const before = await picture(page);
  await timeline.focus();
  await page.keyboard.press("Digit0");
  await expect.poll(() => picture(page)).toBe(before);
});

test("two runs are drawn one above the other, with the critical path", async ({ scene }) => {
  const page = await scene("timeline-letters");
  const alone = await picture(page);
  await page.getByLabel("Compare with").selectOption("sequential");
  await expect.poll(() => picture(page)).not.toBe(alone);
  const two = await picture(page);
  await page.getByRole("switch", { name: "Critical path" }).click();
  await expect.poll(() => picture(page)).not.toBe(two);
});

test("touch pans and zooms", async ({ scene }) => {
  const page = await scene("timeline-letters");
  const whole = await picture(page);
  await page.getByRole("application").evaluate((element) => {
    // Simulated touches cannot be captured.
    element.setPointerCapture = () => undefined;
    const finger = (type: string, pointerId: number, clientX: number) =>
      element.dispatchEvent(
        new PointerEvent(type, { pointerId, clientX, clientY: 200, pointerType: "touch", bubbles: true }),
      );
    finger("pointerdown", 1, 500);
    finger("pointerdown", 2, 700);
    finger("pointermove", 2, 900);
    finger("pointerup", 2, 900);
    finger("pointerup", 1, 500);
  });
  await expect.poll(() => picture(page)).not.toBe(whole);
  const pinched = await picture(page);
  await page.getByRole("application").focus();
  await page.keyboard.press("Digit0");
  await expect.poll(() => picture(page)).toBe(whole);
  expect(pinched).not.toBe(whole);
});

test("100,000 spans are laid out in one worker, which answers later questions too", async ({ scene }) => {
  const page = await scene("timeline-huge");
  const timeline = page.getByRole("application");
  await expect(timeline).toHaveAttribute("aria-label", /^pooled: 100,00\d spans, 13 lanes/);
  expect(page.workers()).toHaveLength(1);
  const [worker] = page.workers();
  await page.getByRole("radio", { name: "Nested" }).click();
  await expect(timeline).toHaveAttribute("aria-label", /^pooled: 100,00\d spans, 1 lane, /);
  const plain = await picture(page);
  await page.getByRole("switch", { name: "Critical path" }).click();
  await expect.poll(() => picture(page)).not.toBe(plain);
  expect(page.workers()).toEqual([worker]);
});

test("a range is selected on the axis and summed up, and moved by no selection", async ({ scene }) => {
  const page = await scene("timeline-letters");
  const timeline = page.getByRole("application");
  await expect(timeline).toHaveAttribute("aria-label", /^pooled: /);
  const box = await timeline.boundingBox();
  if (!box) throw new Error("no timeline");
  await page.mouse.move(box.x + 300, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 700, box.y + 8, { steps: 3 });
  await page.mouse.up();
  const range = page.getByRole("region", { name: "Selected range" });
  await expect(range).toContainText(/\d+ task attempts/);
  await expect(range).toContainText(/of 7 workers/);
  await timeline.focus();
  await page.keyboard.press("Escape");
  await expect(range).toHaveCount(0);
  await page.keyboard.press("r");
  await expect(range).toContainText(/0 ms to \d+ ms/);
});

test("a search counts what it finds and lets the rest step back", async ({ scene }) => {
  const page = await scene("timeline-letters");
  const before = await picture(page);
  await page.getByRole("searchbox").fill("key:q");
  await expect(page.getByRole("status").filter({ hasText: "1 match" })).toBeVisible();
  await expect.poll(() => picture(page)).not.toBe(before);
  await page.getByRole("searchbox").fill("status:lost");
  await expect(page.getByRole("status").filter({ hasText: /status is one of/ })).toBeVisible();
  await page.getByRole("searchbox").fill("");
  await expect.poll(() => picture(page)).toBe(before);
});

test("the overview moves the part in view", async ({ scene }) => {
  const page = await scene("timeline-letters");
  const lanes = page.getByRole("application");
  await expect(lanes).toHaveAttribute("aria-label", /^pooled: /);
  await lanes.focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("w");
  const pixels = () =>
    lanes
      .locator("canvas")
      .evaluate(
        (canvas: HTMLCanvasElement) =>
          new Promise<string>((resolve) =>
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(canvas.toDataURL()))),
          ),
      );
  const before = await pixels();
  const box = await page.locator("[data-overview]").boundingBox();
  if (!box) throw new Error("no overview");
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 200, box.y + 10, { steps: 3 });
  await page.mouse.up();
  await expect.poll(pixels).not.toBe(before);
});

test("the critical path is explained step by step", async ({ scene }) => {
  const page = await scene("timeline-letters");
  await page.getByRole("switch", { name: "Critical path" }).click();
  const path = page.getByRole("region", { name: "Critical path" });
  await expect(path).toContainText(/Critical path: \d+ ms = \d+% running/);
  await expect(path.getByRole("listitem").first()).toContainText("the run started");
  await path.getByRole("button", { name: /because letters called it/ }).click();
  await expect(path.locator("[aria-current=true]")).toContainText("load");
});
