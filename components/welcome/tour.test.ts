import { expect, it } from "vitest";
import { TOUR_STEPS } from "./steps";
import { cardPlace } from "./tour";

const WINDOW = { width: 1000, height: 700 };

it("puts the card under what it is about, or over it where there is no room", () => {
  expect(cardPlace({ left: 40, top: 50, width: 200, height: 30 }, WINDOW)).toEqual({ left: 40, top: 88 });
  expect(cardPlace({ left: 40, top: 640, width: 200, height: 30 }, WINDOW).top).toBeLessThan(640);
});

it("keeps the card in the window", () => {
  const { left, top } = cardPlace({ left: 900, top: 0, width: 100, height: 700 }, WINDOW);
  expect(left).toBeLessThanOrEqual(1000 - 320);
  expect(top).toBeLessThanOrEqual(700 - 170);
});

it("takes about half a minute to read", () => {
  const words = TOUR_STEPS.flatMap(({ title, text }) => `${title} ${text}`.split(" ")).length;
  // 200 words a minute.
  expect(words).toBeLessThan(130);
});
