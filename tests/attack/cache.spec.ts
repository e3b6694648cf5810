import type { Page } from "@playwright/test";
import type { Settings } from "@/lib/model/settings";
import { openHost } from "../e2e/support/embed";
import {
  draftKept,
  editor,
  linkTo,
  PLAIN_EDITOR,
  runButton,
  runIsOver,
  writeProgram,
} from "../e2e/support/page";
import { expect, program, test } from "./support/lab";

test.use(PLAIN_EDITOR);

/** What one program stores in the cache is no other program's result. */

const ROOTS = `const root = task((n: number) => Math.sqrt(n), { name: "root", cache: true });`;
const ENTRY = `return await map(root, [1, 4, 9]);`;
const HONEST = program(ENTRY, ROOTS);
/** The task has the same text, and so the same keys. */
const HOSTILE = program(ENTRY, `Math.sqrt = () => 666;\n${ROOTS}`);

async function outputOf(page: Page): Promise<string> {
  await runButton(page).click();
  await runIsOver(page, ": all strategies succeeded");
  await page.getByRole("tab", { name: "Output" }).click();
  const value = page.getByRole("tree", { name: /^Output/ });
  await expect(value).toContainText(/\d/);
  return value.innerText();
}

/** As a program of the user's own, which may store results on the disk. */
async function asOwn(page: Page, code: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto("./#example=spawn&strategies=pooled&rounds=1");
  await writeProgram(page, code);
  await draftKept(page);
  await expect(runButton(page)).toBeEnabled();
}

test("a program that overwrites a global does not change the cached results of the user's own programs", async ({
  page,
}) => {
  await asOwn(page, HOSTILE);
  await outputOf(page);
  await asOwn(page, HONEST);
  const output = await outputOf(page);
  expect(output).toContain("3");
  expect(output).not.toContain("666");
});

test("a link that overwrites a global does not change the cached results of the next link", async ({
  page,
}) => {
  await page.goto(linkTo(HOSTILE));
  await outputOf(page);
  await page.goto(linkTo(HONEST));
  await expect(editor(page)).not.toContainText("666");
  expect(await outputOf(page)).not.toContain("666");
});

test("nor in an embed: a program that overwrites a global", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "");
  const settings: Partial<Settings> = { strategies: ["pooled"] };
  await host.run(HOSTILE, { settings });
  const { strategies } = await host.run(HONEST, { settings });
  expect(strategies[0]?.output).toEqual([1, 2, 3]);
  await host.close();
});

/** Results that are on the disk. */
const stored = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open("fanout-results");
        opening.onsuccess = () => {
          const { result: db } = opening;
          if (!db.objectStoreNames.contains("entries")) return resolve(0);
          const keys = db.transaction("entries").objectStore("entries").getAllKeys();
          keys.onsuccess = () => {
            db.close();
            resolve(keys.result.filter((key) => String(key).startsWith("value:")).length);
          };
        };
      }),
  );

const CLOCK = program(
  `return await clock(1);`,
  `const clock = task(() => performance.timeOrigin + performance.now(), { name: "clock", cache: true });`,
);

test("a link stores no results on the disk, until the user saves it as their own", async ({ page }) => {
  await page.goto(linkTo(CLOCK));
  const first = await outputOf(page);
  expect(await stored(page)).toBe(0);
  // For as long as the page is open they are found again.
  expect(await outputOf(page)).toBe(first);
  await page.getByRole("button", { name: /^entry/ }).click();
  await page.getByRole("menuitem", { name: /^Save as my draft/ }).click();
  await expect(page.getByText("Saved as your draft")).toBeVisible();
  await outputOf(page);
  await expect.poll(() => stored(page)).toBe(1);
});
