import { expect, expectAccessible, test } from "./gallery";

const SCENES = [
  "compare-empty",
  "compare-starting",
  "compare-running",
  "compare-analysed",
  "compare-five",
  "compare-failed",
  "compare-stale",
  "advice-empty",
  "advice-problem",
  "advice-letters",
  "scale-empty",
  "scale-letters",
  "tree-empty",
  "tree-letters",
  "tree-running",
  "tree-names",
  "timeline-empty",
  "timeline-letters",
  "timeline-running",
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

// Each theme at one width: what a theme changes does not depend on the width, nor the other way round.
for (const [theme, width] of [
  ["light", 1280],
  ["dark", 390],
] as const) {
  test(`every view is accessible and fits: ${theme}, ${width} px`, async ({ page, scene }) => {
    test.slow();
    await page.setViewportSize({ width, height: 780 });
    for (const name of SCENES) {
      await test.step(name, async () => {
        await scene(name, theme);
        await expect(page.getByText(/^(Working it out|Replaying|Opening)/)).toHaveCount(0);
        await expectAccessible(page);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, "sideways scrolling").toBeLessThanOrEqual(0);
      });
    }
  });
}
