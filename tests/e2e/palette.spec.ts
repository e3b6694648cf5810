import { expect, test } from "@playwright/test";
import { expectNoViolations } from "./support/axe";
import { editor, monacoArrives } from "./support/page";

test("Ctrl+K finds views, examples, settings and spans by keyboard, from the editor too", async ({
  page,
}) => {
  await page.goto("./#example=letters");
  await monacoArrives(page);
  await page.getByRole("textbox", { name: "Program in TypeScript" }).focus();
  const search = page.getByRole("combobox", { name: /^Search commands/ });
  const find = async (words: string, chosen: RegExp) => {
    await page.keyboard.press("ControlOrMeta+k");
    await search.fill(words);
    await expect(page.getByRole("option", { selected: true })).toHaveText(chosen);
  };
  await find("breakd", /Breakdown/);
  await expectNoViolations(page, { within: "[role=dialog]" });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Breakdown" })).toHaveAttribute("aria-selected", "true");

  await find("compute_piece z", /compute_piece · z/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Tree" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("treegrid").getByRole("row", { selected: true })).toContainText("z");

  await find("workers: 4", /Workers: 4/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("spinbutton", { name: "Workers" })).toHaveValue("4");

  await find("nested example", /Nested/);
  await page.keyboard.press("Enter");
  await expect(editor(page)).not.toContainText("26 letters");

  await page.keyboard.press("ControlOrMeta+k");
  await expect(search).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(search).toHaveCount(0);
});
