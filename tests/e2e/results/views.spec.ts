import { expect, expectAccessible, nextScene, test } from "./gallery";

const SCENES = [
  "compare-empty",
  "compare-starting",
  "compare-running",
  "compare-recorded",
  "compare-replacing",
  "compare-analysed",
  "compare-five",
  "compare-failed",
  "compare-different",
  "compare-resumed",
  "compare-stale",
  "scale-letters",
  "numbers",
  "numbers-run",
  "numbers-failures",
  "tree-empty",
  "tree-letters",
  "tree-running",
  "tree-names",
  "timeline-empty",
  "timeline-letters",
  "timeline-running",
  "play-empty",
  "play-running",
  "play-letters",
  "breakdown-empty",
  "breakdown-dynamic",
  "detail-failed",
  "output-empty",
  "output-rich",
  "output-failed",
  "output-stale",
  "artifacts-empty",
  "artifacts",
  "artifacts-names",
  "log-empty",
  "log-letters",
  "failure",
  "history",
  "before-after",
] as const;

// Each theme at one width: themes and widths do not affect each other. All rules apply to the light theme, and only those
// about colors to the dark one.
for (const [theme, width, only] of [
  ["light", 1280, undefined],
  ["dark", 390, "colors"],
] as const) {
  test(`every view is accessible and fits its width: ${theme}, ${width} px`, {
    tag: only ? [] : "@slow",
  }, async ({ page, scene }) => {
    await page.setViewportSize({ width, height: 780 });
    await scene(SCENES[0], theme);
    for (const name of SCENES) {
      await test.step(name, async () => {
        await nextScene(page, name);
        await expect(page.getByText(/^(Working it out|Replaying|Simulating|Drawing|Opening)/)).toHaveCount(0);
        await expectAccessible(page, only);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, "sideways scrolling").toBeLessThanOrEqual(0);
      });
    }
  });
}
