import { describe, expect, it } from "vitest";
import { createThrottle } from "./throttle";

/** A pace on a clock of the test's own, in which drawing takes as long as it says. */
function setUp(least: number) {
  let time = 0;
  let finish: () => void = () => undefined;
  const pace = createThrottle(
    least,
    () => time,
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  return {
    at(ms: number) {
      time = ms;
      return pace();
    },
    async drawn(ms: number) {
      time = ms;
      finish();
      await Promise.resolve();
    },
  };
}

describe("the pace of drawing", () => {
  it("shows the first news at once, and then not before the time is over", async () => {
    const page = setUp(120);
    expect(page.at(0)).toBe(true);
    await page.drawn(5);
    expect(page.at(119)).toBe(false);
    expect(page.at(120)).toBe(true);
  });

  it("shows nothing while the last is not drawn yet", async () => {
    const page = setUp(120);
    expect(page.at(0)).toBe(true);
    expect(page.at(5_000)).toBe(false);
  });

  it("draws in a quarter of its time at most", async () => {
    const page = setUp(120);
    expect(page.at(0)).toBe(true);
    await page.drawn(200);
    expect(page.at(799)).toBe(false);
    expect(page.at(800)).toBe(true);
  });
});
