import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { defaultSettings, type Settings } from "@/lib/model/settings";
import { encodeLink } from "@/lib/share/link";
import type { LinkState } from "@/lib/share/link-state";

/** The address of a program, with settings that make its run short: one round on a pool of two. */
export const linkTo = (
  code: string,
  settings: Partial<Settings> = {},
  more: Pick<LinkState, "inputs" | "view" | "language"> = {},
): string =>
  `./${encodeLink(
    { code, settings: { strategies: ["pooled"], rounds: 1, workers: 2, ...settings }, ...more },
    defaultSettings(2),
  )}`;

/** The code, in either editor. */
export const codeField = (page: Page): Locator =>
  page.getByRole("textbox", { name: "Program in TypeScript" });

/** The element with the code, in either editor. */
export const editor = (page: Page): Locator => page.locator("[data-editor]");

/** Waits until typed text is saved: this entry of the tab's history then has the draft. */
export const draftKept = (page: Page): Promise<void> =>
  expect.poll(() => page.evaluate(() => history.state?.fanoutDraft)).toBeTruthy();

/** Waits until Monaco has replaced the plain editor. */
export async function monacoArrives(page: Page | FrameLocator): Promise<void> {
  await expect(page.locator("[data-editor=monaco]")).toBeVisible();
}

/**
 * `test.use(PLAIN_EDITOR)`: a machine without a mouse, which does not load Monaco. Monaco takes seconds of processor time to
 * start, and most tests are about something else.
 */
export const PLAIN_EDITOR = { hasTouch: true };

/** Replaces the program as a user would: in Monaco, if it is loaded, by selecting all and pasting. */
export async function writeProgram(page: Page, code: string): Promise<void> {
  if (await page.evaluate(() => matchMedia("(pointer: coarse)").matches)) return codeField(page).fill(code);
  await monacoArrives(page);
  await codeField(page).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(code);
}

/** Not "Run here", nor "Run again". */
const RUN = /^Run( (Ctrl|⌘).*)?$/;

export const runButton = (page: Page | FrameLocator): Locator => page.getByRole("button", { name: RUN });

/** Waits for the end of the first run on this page. */
export const runIsOver = (page: Page | FrameLocator, how = ""): Promise<void> =>
  expect(page.getByRole("status").filter({ hasText: `Run finished${how}` })).toBeAttached();

/** Runs for the first time on this page, and waits for the end. */
export async function runToEnd(page: Page): Promise<void> {
  await runButton(page).click();
  await runIsOver(page);
}
