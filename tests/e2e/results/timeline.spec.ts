import type { Page } from "@playwright/test";
import { expect, test } from "./gallery";

/** The timeline's pixels, once they no longer change from frame to frame. */
const picture = (page: Page): Promise<string> =>
  page.locator("canvas").evaluate(async (canvas: HTMLCanvasElement) => {
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
    /^pooled: \d+ spans on 8 lanes in \d+ ms, at most 7 at once$/,
  );
  const said = page.locator('[aria-live="polite"]');
  await timeline.focus();
  await page.keyboard.press("ArrowRight");
  await expect(said).toHaveText(/^letters \(workflow\), succeeded, driver, at/);
  await page.keyboard.press("ArrowDown");
  await expect(said).toHaveText(/^piece \(map\)/);
  await page.keyboard.press("ArrowDown");
  await expect(said).toHaveText(/worker 1/);
  await page.keyboard.press("ArrowLeft");
  await expect(said).toHaveText(/^piece · m, /);
  await page.keyboard.press("End");
  await expect(said).toHaveText(/^merge, /);
});

test("a click selects a span, and zooming keeps it under the pointer", async ({ scene }) => {
  const page = await scene("timeline-letters");
  const timeline = page.getByRole("application");
  const box = await timeline.boundingBox();
  if (!box) throw new Error("no timeline");
  const at = { x: box.x + box.width * 0.5, y: box.y + 22 + 24 + 44 + 5 + 2 * 18 + 5 + 9 };
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
  await page.mouse.move(box.x + box.width * 0.5, box.y + 22 + 24 + 44 + 5 + 2 * 18 + 5 + 9);
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
  await expect(timeline).toHaveAttribute("aria-label", /^pooled: 100,00\d spans on 13 lanes/);
  expect(page.workers()).toHaveLength(1);
  const [worker] = page.workers();
  await page.getByRole("radio", { name: "Nested" }).click();
  await expect(timeline).toHaveAttribute("aria-label", /^pooled: 100,00\d spans on 1 lane in/);
  const plain = await picture(page);
  await page.getByRole("switch", { name: "Critical path" }).click();
  await expect.poll(() => picture(page)).not.toBe(plain);
  expect(page.workers()).toEqual([worker]);
});
