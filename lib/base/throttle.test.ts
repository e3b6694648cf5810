import { describe, expect, it } from "vitest";
import { createThrottle } from "./throttle";

/** A throttle with the test's clock; the test decides when drawing ends. */
function setUp(intervalMs: number) {
  let time = 0;
  let finish: () => void = () => undefined;
  const isDue = createThrottle(
    intervalMs,
    () => time,
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  return {
    at(ms: number) {
      time = ms;
      return isDue();
    },
    async drawn(ms: number) {
      time = ms;
      finish();
      await Promise.resolve();
    },
  };
}

describe("the throttle of redraws", () => {
  it("allows the first redraw immediately, and the next after the interval", async () => {
    const page = setUp(120);
    expect(page.at(0)).toBe(true);
    await page.drawn(5);
    expect(page.at(119)).toBe(false);
    expect(page.at(120)).toBe(true);
  });

  it("allows none until the last one is drawn", async () => {
    const page = setUp(120);
    expect(page.at(0)).toBe(true);
    expect(page.at(5_000)).toBe(false);
  });

  it("leaves three quarters of the time to the page", async () => {
    const page = setUp(120);
    expect(page.at(0)).toBe(true);
    await page.drawn(200);
    expect(page.at(799)).toBe(false);
    expect(page.at(800)).toBe(true);
  });
});
