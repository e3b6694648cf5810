import { type Docs, expect, test } from "./support/echo";

test.describe("the host's theme", () => {
  const themeOf = (fragment: string) => /theme=(\w+)/.exec(fragment)?.[1];
  const heardThemes = async (docs: Docs) => (await docs.heard()).map(({ theme }) => theme);

  for (const [html, theme] of [
    ['<html data-theme="dark">', "dark"],
    ['<html class="dark">', "dark"],
    ['<html data-bs-theme="dark">', "dark"],
    ['<html style="background: #1b1b1f">', "dark"],
    ['<html data-theme="light" style="background: #111">', "light"],
    ["<html>", "light"],
  ] as const) {
    test(`${html} is ${theme}`, async ({ docs }) => {
      await docs.open('<fanout-playground example="letters"></fanout-playground>', html);
      expect(themeOf(await docs.fragment())).toBe(theme);
    });
  }

  test("the theme follows the system if the page sets none", async ({ page, docs }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await docs.open('<fanout-playground example="letters"></fanout-playground>');
    expect(themeOf(await docs.fragment())).toBe("dark");
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(() => heardThemes(docs)).toEqual(["light"]);
  });

  test("the theme follows changes", async ({ page, docs }) => {
    await docs.open('<fanout-playground example="letters"></fanout-playground>');
    await docs.frame();
    await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
    await expect.poll(() => heardThemes(docs)).toEqual(["dark"]);
    await page.evaluate(() => document.documentElement.removeAttribute("data-theme"));
    await expect.poll(() => heardThemes(docs)).toEqual(["dark", "light"]);
    await page.evaluate(() => document.documentElement.classList.add("dark"));
    await expect.poll(() => heardThemes(docs)).toEqual(["dark", "light", "dark"]);
    // The attribute overrides it.
    await page.evaluate(() => document.querySelector("fanout-playground")?.setAttribute("theme", "light"));
    await expect.poll(() => heardThemes(docs)).toEqual(["dark", "light", "dark", "light"]);
  });
});
