import { expect, type Locator, type Page, test } from "@playwright/test";
import { decodeLink } from "@/lib/share/link";
import { serve } from "../../../scripts/serve.mjs";
import { buildSite } from "./build-site.mjs";
import { openPlayground } from "./playground";

export interface Site {
  /** Its folder under tests/generators. */
  readonly name: "html" | "markdown" | "vitepress" | "docusaurus";
  /** Of the page with the playgrounds, from the site's root. Its home page has a link to it. */
  readonly page: string;
  /** The button for the site's other theme. */
  readonly themeSwitch: (page: Page) => Locator;
  /** Its longer tests run in `npm run test:slow` only, because another site has them in `npm test`. */
  readonly brief?: boolean;
  /** The code block with the program, before a script has run. */
  readonly block?: string;
}

/** The code block of the sites' pages. */
const PROGRAM = `import { map, task, workflow } from "fanout";

// "Twice" & <no more>: \`2 * n\` – {{ n }}.
const double = task((n: number) => n * 2);

export default workflow(({ upTo }) => map(double, Array.from({ length: upTo }, (_, i) => i)), {
  name: "doubles",
  inputs: { upTo: 4 },
});
`;

/** Timeout for a site's installation and build on a slow machine, ms. */
const BUILD_MS = 15 * 60_000;

/** The tests of one documentation site: built by its generator, served on another site than Fanout, used by a reader. */
export function proveSite({
  name,
  page: path,
  themeSwitch,
  brief,
  block = "fanout-playground pre",
}: Site): void {
  const longer = brief ? { tag: "@slow" } : {};
  test.describe(name, () => {
    let server: Awaited<ReturnType<typeof serve>> | undefined;
    let url = "";
    /** Errors of the site's page: exceptions, and markup that does not match. */
    let complaints: string[] = [];

    test.beforeAll(async ({ baseURL }) => {
      test.setTimeout(BUILD_MS);
      const { folder, installedMs, builtMs } = await buildSite(name, baseURL ?? "");
      const seconds = (ms: number | undefined) =>
        ms === undefined ? "up to date" : `${(ms / 1000).toFixed(1)} s`;
      console.log(`${name}: packages ${seconds(installedMs)}, site ${seconds(builtMs)}`);
      // "localhost" is another site than Fanout's "127.0.0.1".
      server = await serve({ folder, isolate: false });
      url = server.url;
    });
    test.afterAll(() => server?.close());

    test.beforeEach(({ page }) => {
      complaints = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        // Browsers request an icon, which the sites do not have.
        const isIcon = message.location().url.endsWith("/favicon.ico");
        if (message.type() === "error" && !isIcon) complaints.push(message.text());
      });
    });
    test.afterEach(() => expect(complaints).toEqual([]));

    test("readers without JavaScript see the code", async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(url + path);
      await expect(page.getByText("A playground, where scripts run.")).toBeVisible();
      await expect(page.locator(block)).toBeVisible();
      await expect(page.locator(block)).toContainText('"Twice" & <no more>: `2 * n` – {{ n }}.');
      expect(page.frames().length).toBe(1);
      await context.close();
    });

    test("the code is shown until the script arrives, and each playground loads when it comes near", async ({
      page,
      baseURL,
    }) => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route(`${baseURL}embed.js`, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(url + path, { waitUntil: "commit" });
      await expect(page.locator(block)).toBeVisible();
      release();
      await page.waitForFunction(() => customElements.get("fanout-playground"));
      await page.waitForLoadState();
      // After two frames, the observer has reported.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      expect(page.frames().length).toBe(1);

      const letters = await openPlayground(page, 0);
      expect(new URL(letters.address()).origin).toBe(new URL(baseURL ?? "").origin);
      expect(new URL(letters.address()).origin).not.toBe(new URL(page.url()).origin);
      expect(letters.address()).toContain("#example=letters");
      await expect(letters.code).toContainText("letters");
      expect(page.frames().filter((frame) => frame.url().includes("/embed/")).length).toBe(1);

      const own = await openPlayground(page, 1);
      expect(decodeLink(new URL(own.address()).hash, ["theme", "height"])).toMatchObject({
        ok: true,
        state: { code: PROGRAM },
        notes: [],
      });
      await expect(page.locator(block)).toBeHidden();
    });

    test(
      "Run gives a result in the frame and to the host; its height follows, the host's address stays",
      longer,
      async ({ page }) => {
        await page.goto(url + path);
        const before = await page.evaluate(() => [location.href, history.length]);
        for (const [index, program] of ["letters", "doubles"].entries()) {
          const playground = await openPlayground(page, index);
          await expect.poll(playground.misfit).toBe(0);
          const height = await playground.height();
          const report = await playground.clickRun();
          expect(report).toMatchObject({ version: 1, program: { name: program } });
          expect(report.strategies.length).toBeGreaterThan(0);
          for (const { strategy, status } of report.strategies)
            expect(status, `${program} ${strategy}`).toBe("succeeded");
          if (program === "doubles") {
            expect(report.strategies.map(({ output }) => output)).toEqual(
              report.strategies.map(() => [0, 2, 4, 6]),
            );
            // The code is shorter than code and results together.
            expect(await playground.height()).toBeGreaterThan(height);
          }
          await expect(playground.frame.getByRole("tabpanel")).toContainText(/pooled/i);
          await expect.poll(playground.misfit).toBe(0);
        }
        expect(await page.evaluate(() => [location.href, history.length])).toEqual(before);
      },
    );

    test("it follows the site's theme, also after the reader has switched it", async ({ page }) => {
      await page.goto(url + path);
      const playgrounds = [await openPlayground(page, 0), await openPlayground(page, 1)];
      const themes = () =>
        Promise.all(playgrounds.map(({ frame }) => frame.locator("html").getAttribute("data-theme")));
      expect(await themes()).toEqual(["light", "light"]);
      await page.evaluate(() => scrollTo(0, 0));
      await themeSwitch(page).click();
      await expect.poll(themes).toEqual(["dark", "dark"]);
      await themeSwitch(page).click();
      await expect.poll(themes).toEqual(["light", "light"]);
    });

    test("the wheel scrolls the page over code, editor and results", { tag: "@slow" }, async ({ page }) => {
      await page.goto(url + path);
      const playground = await openPlayground(page, 1);
      await playground.wheelsPast(playground.code);
      await playground.frame.getByRole("button", { name: "Edit" }).click();
      const editor = playground.frame.locator("[data-editor=monaco]");
      await expect(editor).toBeVisible();
      await playground.wheelsPast(editor);
      await playground.clickRun();
      await playground.wheelsPast(playground.frame.getByRole("tabpanel"));
    });

    test("the playgrounds work each time a reader comes back to the page by a link", async ({ page }) => {
      await page.goto(url);
      for (const _visit of [1, 2]) {
        await page.getByRole("link", { name: "splitting work up" }).first().click();
        await expect(page.getByRole("heading", { name: "A program of our own" })).toBeVisible();
        await openPlayground(page, 1);
        await page.goBack();
        await expect(page.getByText("What can be split up is shown under")).toBeVisible();
        await expect.poll(() => page.frames().length).toBe(1);
      }
    });
  });
}
