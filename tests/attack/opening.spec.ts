import type { Page } from "@playwright/test";
import { editor, linkTo, PLAIN_EDITOR, runIsOver } from "../e2e/support/page";
import { inForeignPage } from "../support/foreign-page";
import { expect, program, test } from "./support/lab";

test.use(PLAIN_EDITOR);

/** Nothing runs but what somebody pressed Run for, and the page's own example at the first visit. */

const LINK = linkTo(program('return "a stranger\'s";', "// stranger")).slice("./".length);
const OTHER = linkTo(program('return "another\'s";', "// another")).slice("./".length);

/**
 * Watches `page` from before its first script on.
 * @returns how often a sandbox was opened, or the one button offered to stop a run: also where the next document ended it at once
 */
async function watchRuns(page: Page): Promise<() => number> {
  let runs = 0;
  const count = () => {
    runs += 1;
  };
  page.on("framenavigated", (frame) => {
    if (frame.url().includes("/sandbox.html")) count();
  });
  await page.exposeFunction("runs", count);
  await page.addInitScript(() => {
    const isStop = (button: Element) => button.textContent?.startsWith("Stop") ?? false;
    const look = () => {
      if ([...document.querySelectorAll("button")].some(isStop)) Reflect.get(window, "runs")();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return () => runs;
}

/** Past the frame that the page waits for before it runs its example, and past the scripts that a run loads. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
  });
  await page.waitForLoadState("networkidle");
}

/** No frame of an animation comes before `follow` has set an address, as in a frame below the fold. */
async function lateFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { requestAnimationFrame: next } = globalThis;
    const waiting: FrameRequestCallback[] = [];
    globalThis.requestAnimationFrame = (callback) => waiting.push(callback);
    addEventListener("frames", () => {
      globalThis.requestAnimationFrame = next;
      for (const callback of waiting) next(callback);
    });
  });
}

const follow = (page: Page, ...hashes: readonly string[]): Promise<void> =>
  page.evaluate((all) => {
    for (const hash of all) location.hash = hash;
    dispatchEvent(new Event("frames"));
  }, hashes);

test("a link that arrives while the page's own example is about to run does not run", async ({ page }) => {
  const runs = await watchRuns(page);
  await lateFrames(page);
  await page.goto("./");
  await expect(editor(page)).toContainText("26 letters");
  await follow(page, LINK);
  await expect(editor(page)).toContainText("// stranger");
  await settled(page);
  expect(runs()).toBe(0);
});

test("of links in quick succession the last is shown, and none runs", async ({ page }) => {
  const runs = await watchRuns(page);
  await lateFrames(page);
  await page.goto("./");
  await expect(editor(page)).toContainText("26 letters");
  await follow(page, LINK, "#example=mixed", OTHER);
  await expect(editor(page)).toContainText("// another");
  await settled(page);
  await expect(editor(page)).toContainText("// another");
  expect(runs()).toBe(0);
});

test("of two links the one followed last is shown, however long the first takes", async ({ page }) => {
  await page.goto(`./${LINK}`);
  await expect(editor(page)).toContainText("// stranger");
  // Not before the scripts that keep edits are there: a document is left only once its edits are safe.
  await settled(page);
  // An example's texts are a script that this page does not have yet: it comes when the second link is shown.
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  const script = page.waitForRequest("**/_next/static/**/*.js");
  await page.evaluate(() => {
    location.hash = "#example=mixed";
  });
  await script;
  await page.evaluate((hash) => {
    location.hash = hash;
  }, OTHER);
  await expect(editor(page)).toContainText("// another");
  const arrived = page.waitForResponse("**/_next/static/**/*.js");
  release();
  await arrived;
  await settled(page);
  await expect(editor(page)).toContainText("// another");
});

test("a press that was held back is not for the link that arrives in the meantime", async ({ page }) => {
  const runs = await watchRuns(page);
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("./#example=mixed", { waitUntil: "commit" });
  await page.getByRole("button", { name: /^Run/ }).click();
  await page.evaluate((hash) => {
    location.hash = hash;
  }, LINK);
  release();
  await expect(editor(page)).toContainText("// stranger");
  await settled(page);
  expect(runs()).toBe(0);
});

test("another site cannot frame the start page", async ({ page, baseURL }) => {
  const refused: string[] = [];
  page.on("console", (message) => refused.push(message.text()));
  await inForeignPage(page, `${baseURL}embed/`, async () => {
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      frame.src = src;
      document.body.append(frame);
    }, baseURL ?? "");
    await expect.poll(() => refused.join("\n")).toContain("frame-ancestors 'self'");
    await settled(page);
    expect(page.frames().map((frame) => frame.url())).not.toContain(baseURL);
  });
});

test("the start page runs nothing in another site's frame, on hosts without headers", async ({
  page,
  baseURL,
}) => {
  const runs = await watchRuns(page);
  await page.route(baseURL ?? "", async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await inForeignPage(page, baseURL ?? "", async (frame) => {
    await expect(frame.locator("[data-editor]")).toContainText("26 letters");
    await settled(page);
    expect(runs()).toBe(0);
  });
});

test("the page's own example still runs at the first visit", async ({ page }) => {
  const runs = await watchRuns(page);
  await lateFrames(page);
  await page.goto("./");
  await expect(editor(page)).toContainText("26 letters");
  await follow(page);
  await runIsOver(page, ": all strategies succeeded");
  expect(runs()).toBeGreaterThan(0);
});
