import type { Page } from "@playwright/test";
import type { Settings } from "@/lib/model/settings";
import { expect, openHost, strategyOf, test } from "./support/embed";
import { linkTo, PLAIN_EDITOR, runButton, runIsOver, runToEnd, writeProgram } from "./support/page";

test.use(PLAIN_EDITOR);

/** Failures around a run. */

/** Runs until it is stopped. */
const ENDLESS = `import { map, sleep, task, workflow } from "fanout";
const wait = task(() => sleep(600_000), { name: "wait" });
export default workflow(() => map(wait, [1, 2, 3, 4]), { name: "endless" });
`;
const SHORT = `import { map, sleep, task, workflow } from "fanout";
const square = task(async (n: number) => { await sleep(20); return n * n; }, { name: "square" });
export default workflow(() => map(square, [1, 2, 3]), { name: "short" });
`;
const POOLED: Partial<Settings> = { strategies: ["pooled"], rounds: 1, workers: 2 };

/** Workers of sandboxes, without the page's own. */
const workersOf = (page: Page) => page.workers().filter((each) => each.url().startsWith("blob:null/")).length;
const isRunning = (page: Page) => expect.poll(() => workersOf(page)).toBeGreaterThan(1);

test("of two simultaneous run messages the second runs, both are answered, and no worker is left", async ({
  embed,
}) => {
  await embed.ask({ type: "fanout:load", code: SHORT, settings: POOLED });
  await embed.page.evaluate(() => {
    const frame = document.querySelector("iframe")?.contentWindow;
    for (const id of ["first", "second"]) frame?.postMessage({ version: 1, type: "fanout:run", id }, "*");
  });
  await embed.waitFor((message) => message.type === "fanout:result" && message.id === "first");
  await embed.waitFor((message) => message.type === "fanout:result" && message.id === "second");
  const answer = (await embed.messages()).find(({ type, id }) => type === "fanout:result" && id === "second");
  if (answer?.type !== "fanout:result") throw new Error("no result");
  expect(strategyOf(answer.report, "pooled")).toMatchObject({ status: "succeeded", output: [1, 4, 9] });
  await expect.poll(() => workersOf(embed.page)).toBe(0);
});

test("two immediate presses on Run start one run", async ({ page }) => {
  await page.goto(linkTo(SHORT));
  await runButton(page).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await runIsOver(page, ": all strategies succeeded");
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
  await expect.poll(() => workersOf(page)).toBe(0);
});

test("after a reload during a run the draft is there, no worker is left, and a run works", {
  tag: "@slow",
}, async ({ page }) => {
  await page.goto("./#example=letters");
  await writeProgram(page, ENDLESS);
  await runButton(page).click();
  await isRunning(page);
  await page.reload();
  await expect(page.locator("[data-editor]")).toContainText("endless");
  await expect.poll(() => workersOf(page)).toBe(0);
  await writeProgram(page, SHORT);
  await runToEnd(page);
});

test("a part of the page whose script cannot be loaded says so, or is not shown, and the page stays", {
  tag: "@slow",
}, async ({ page }) => {
  await page.goto("./#example=letters");
  await writeProgram(page, SHORT);
  await runToEnd(page);
  const refused: string[] = [];
  await page.route("**/_next/**", (route) => {
    refused.push(route.request().url());
    return route.abort();
  });
  const share = page.getByRole("button", { name: "Share" });
  const theme = page.getByRole("button", { name: "Theme" });
  // For its tooltip.
  await share.hover();
  await expect.poll(() => refused.length).toBeGreaterThan(0);
  await theme.click();
  await share.click();
  // A part of the results may fail as well. Dialogs come after them.
  const again = page
    .getByRole("alert")
    .filter({ hasText: "This view failed to load" })
    .last()
    .getByRole("button");
  await expect(again).toBeInViewport();
  await expect(page.locator("[data-editor]")).toContainText("square");
  await expect(runButton(page)).toBeEnabled();

  await page.unroute("**/_next/**");
  await again.click();
  await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
  await page.keyboard.press("Escape");
  await theme.click();
  await expect(page.getByRole("menu")).toBeVisible();
});

test("an embed removed during a run leaves no worker", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "");
  await host.ask({ type: "fanout:load", code: ENDLESS, settings: POOLED });
  await host.tell({ version: 1, id: "run", type: "fanout:run" });
  await isRunning(page);
  await page.evaluate(() => document.querySelector("iframe")?.remove());
  await expect.poll(() => page.workers().length).toBe(0);
  await host.close();
});

test("full storage shows a notice, and the program stays and runs", {
  tag: "@slow",
}, async ({ page, context, baseURL }) => {
  await page.goto("./#example=letters");
  await expect(page.locator("[data-editor]")).toContainText("letters");
  const browser = await context.newCDPSession(page);
  await browser.send("Storage.overrideQuotaForOrigin", {
    origin: new URL(baseURL ?? "").origin,
    quotaSize: 1,
  });
  await writeProgram(page, SHORT);
  await expect(page.getByText("This browser's storage is full")).toBeVisible();
  await runToEnd(page);
  await expect(page.locator("[data-editor]")).toContainText("square");
});

test("a run in a hidden tab is marked in the report and in Compare, and the next run is not", async ({
  page,
}) => {
  await page.goto(linkTo(ENDLESS.replace("600_000", "300")));
  await runButton(page).click();
  await isRunning(page);
  for (const hidden of [true, false])
    await page.evaluate((is) => {
      Object.defineProperty(document, "hidden", { value: is, configurable: true });
      Object.defineProperty(document, "visibilityState", {
        value: is ? "hidden" : "visible",
        configurable: true,
      });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  await runIsOver(page);
  const said = page.getByText(/This tab was in the background during the run/);
  await expect(said).toBeVisible();
  await runButton(page).click();
  await expect(said).toHaveCount(0);
  await runIsOver(page);
  await expect(said).toHaveCount(0);
});
