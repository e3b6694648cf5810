import { test as base, expect, type Page } from "@playwright/test";
import { buildGallery, SITE } from "../../gallery/build.mjs";
import { sceneUrl, serveGallery } from "../../gallery/serve.mjs";
import { COLORS, expectNoViolations } from "../support/axe";

/** Tests of single views, on the gallery: no site, no server. An error in the page's console fails the test. */
export const test = base.extend<
  { scene: (name: string, theme?: "light" | "dark") => Promise<Page> },
  { gallery: string }
>({
  gallery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use, { parallelIndex }) => {
      const folder = `${SITE}-${parallelIndex}`;
      await buildGallery({ folder });
      await use(folder);
    },
    { scope: "worker" },
  ],
  scene: async ({ page, gallery }, use) => {
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await serveGallery(page, gallery);
    await use(async (name, theme) => {
      await page.goto(sceneUrl(name, theme));
      await expect(page.locator("#root > *").first()).toBeVisible();
      return page;
    });
    // The browser reports what the previews' sandbox refused, as it should.
    expect(problems.filter((text) => !/^Blocked (script execution|opening)/.test(text))).toEqual([]);
  },
});

/** Another scene on the same page, in the same theme: much faster than a new page. */
export async function nextScene(page: Page, name: string): Promise<void> {
  await page.evaluate((scene) => {
    const address = new URL(location.href);
    address.searchParams.set("scene", scene);
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, name);
  await expect(page.locator("#root > *").first()).toBeVisible();
}

/** @param only the rules about colors, which a theme changes */
export function expectAccessible(page: Page, only?: "colors"): Promise<void> {
  return only === "colors"
    ? expectNoViolations(page, { only: COLORS })
    : // The gallery is a part of a page: it needs no headings or landmarks.
      expectNoViolations(page, { except: ["page-has-heading-one", "region", "landmark-one-main"] });
}

export { expect };
