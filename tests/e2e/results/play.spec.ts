import { readFile } from "node:fs/promises";
import { expect, test } from "./gallery";

const moment = { name: "Moment of the run" };

test("a run plays when it opens, stops when it is over, and can be sought and played again", async ({
  scene,
}) => {
  const page = await scene("play-letters");
  const slider = page.getByRole("slider", moment);
  await page.getByLabel("Speed").selectOption("10");
  const merge = page.getByRole("row", { name: /^merge/ });
  await expect(page.getByRole("button", { name: "Replay" })).toBeVisible();
  await expect(merge.getByText("1 of 1")).toHaveCount(3);

  await slider.focus();
  await page.keyboard.press("Home");
  await expect(merge.getByText("0 of 1")).toHaveCount(3);
  await page.keyboard.press("PageUp");
  await expect(page.getByText(/^Running: letters/)).toBeAttached();
  await page.getByRole("button", { name: "Play" }).click();
  await expect(page.getByRole("button", { name: "Replay" })).toBeVisible();
});

test("under reduced motion the whole run is shown, and nothing moves until asked", async ({
  page,
  scene,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await scene("play-letters");
  const slider = page.getByRole("slider", moment);
  await expect(page.getByRole("button", { name: "Replay" })).toBeVisible();
  expect(Number(await slider.inputValue())).toBeCloseTo(Number(await slider.getAttribute("max")), 6);
});

test("at most three trials are played, and they are exported as one picture that moves", async ({
  scene,
}) => {
  const page = await scene("play-letters");
  await page.getByRole("button", { name: "hybrid" }).click();
  await expect(page.getByRole("columnheader")).toHaveText(["Calls", "Dynamic", "Pooled", "Hybrid"]);
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as animated SVG" }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toBe("letters-dynamic-play.svg");
  const svg = await readFile(await download.path(), "utf8");
  expect(svg).toMatch(/^<svg .*Dynamic, Pooled and Hybrid on one clock.*<\/svg>$/s);
});
