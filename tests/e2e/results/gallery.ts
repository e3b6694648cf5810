import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { buildGallery } from "../../gallery/build.mjs";
import { sceneUrl, serveGallery } from "../../gallery/serve.mjs";

/** Tests of single views, on the gallery: no site, no server. What the page logs as an error fails its test. */
export const test = base.extend<
  { scene: (name: string, theme?: "light" | "dark") => Promise<Page> },
  { gallery: undefined }
>({
  gallery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      await buildGallery();
      await use(undefined);
    },
    { scope: "worker", auto: true },
  ],
  scene: async ({ page }, use) => {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await serveGallery(page);
    await use(async (name, theme) => {
      await page.goto(sceneUrl(name, theme));
      await expect(page.locator("#root > *").first()).toBeVisible();
      return page;
    });
    // The browser reports what the previews' sandbox refused a program's HTML: that is how it should be.
    expect(problems.filter((text) => !/^Blocked (script execution|opening)/.test(text))).toEqual([]);
  },
});

export async function expectAccessible(page: Page): Promise<void> {
  // The gallery is a part of a page: that it has no headings or landmarks of its own says nothing.
  const { violations } = await new AxeBuilder({ page })
    .disableRules(["page-has-heading-one", "region", "landmark-one-main"])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`),
  ).toEqual([]);
}

export { expect };
