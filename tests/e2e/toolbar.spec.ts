import { expect, test } from "@playwright/test";

for (const width of [720, 1024, 1280]) {
  test(`every control of a run can be reached at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("./#example=letters");
    const bar = page.getByRole("group", { name: "Run" });
    await expect(bar.getByRole("button", { name: /^Run/ })).toBeEnabled();
    const controls = [
      ...(await bar.getByRole("button").all()),
      ...(await bar.getByRole("combobox").all()),
      ...(await bar.getByRole("spinbutton").all()),
    ];
    expect(controls.length).toBeGreaterThan(6);
    // Nothing is scrolled to: a control that has to be is cut off.
    const shown = (await bar.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    for (const control of controls) {
      const box = await control.boundingBox();
      const name = (await control.textContent()) || (await control.getAttribute("aria-label"));
      expect(box, `${name} is drawn`).not.toBeNull();
      if (!box) continue;
      expect(box.x, `${name} begins inside`).toBeGreaterThanOrEqual(shown.x);
      expect(box.x + box.width, `${name} ends inside`).toBeLessThanOrEqual(shown.x + shown.width);
      expect(box.y + box.height, `${name} is not cut off below`).toBeLessThanOrEqual(shown.y + shown.height);
    }
  });
}
