import { expect, test } from "./gallery";

test("a slider immediately shows what another value would change, with keys and with numbers", async ({
  scene,
}) => {
  const page = await scene("scale-letters");
  const starts = page.getByRole("slider", { name: "A worker starts in" });
  const number = page.getByRole("spinbutton", { name: "A worker starts in" });
  await expect(page.getByText(/^Move a slider: .* A model; with \d+ workers now /)).toBeVisible();
  const measured = await number.inputValue();
  await starts.focus();
  await page.keyboard.press("PageUp");
  await page.keyboard.press("PageUp");
  await expect(page.getByText(/^With \d+ workers: .* as long\. A model\.$/)).toBeVisible();
  expect(Number(await number.inputValue())).toBeGreaterThan(Number(measured));
  await expect(starts).toHaveAttribute("aria-valuetext", /m?s$/);
  await expect(page.getByRole("heading", { name: /^Then/ })).toBeVisible();
  await number.fill("0");
  await expect(starts).toHaveAttribute("aria-valuenow", "0");
  await page.getByRole("button", { name: "As measured" }).click();
  await expect(number).toHaveValue(measured);
  await expect(page.getByText(/^Move a slider/)).toBeVisible();
});
