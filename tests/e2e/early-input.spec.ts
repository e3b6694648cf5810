import { expect, type Page, type Route, test } from "@playwright/test";
import { codeField, linkTo, PLAIN_EDITOR, runButton, runIsOver } from "./support/page";

test.use(PLAIN_EDITOR);

/** Presses and keys before the page's scripts have arrived are kept, and take effect. */

const PROGRAM = `import { map, task, workflow } from "fanout";
const square = task((n: number) => n * n, { name: "square" });
export default workflow(() => map(square, [1, 2, 3]), { name: "squares" });
`;
const LINK = linkTo(PROGRAM);

/** Opens a page and holds back its scripts. @returns a function that releases them */
async function openWithoutScripts(page: Page, address: string): Promise<() => Promise<void>> {
  let waiting: Route[] | undefined = [];
  await page.route("**/_next/static/**/*.js", (route) => {
    if (waiting === undefined) return route.continue();
    waiting.push(route);
  });
  await page.goto(address, { waitUntil: "commit" });
  await expect(runButton(page)).toBeVisible();
  return async () => {
    const held = waiting ?? [];
    waiting = undefined;
    await Promise.all(held.map((route) => route.continue()));
  };
}

test("Run, pressed twice before the page works, runs the program once", async ({ page }) => {
  const letScriptsCome = await openWithoutScripts(page, LINK);
  await expect(runButton(page)).toBeEnabled();
  await runButton(page).click();
  await runButton(page).click();
  await letScriptsCome();
  await runIsOver(page, ": all strategies succeeded");
});

test("Ctrl+Enter before the page works replaces the page's own run", async ({ page }) => {
  const letScriptsCome = await openWithoutScripts(page, "./");
  await page.keyboard.press("ControlOrMeta+Enter");
  await letScriptsCome();
  await runIsOver(page, ": all strategies succeeded");
  // Only runs that the user started are written into the address.
  expect(new URL(page.url()).hash).not.toBe("");
});

test("buttons, tabs and keys pressed before the page works take effect when it does", async ({ page }) => {
  const letScriptsCome = await openWithoutScripts(page, LINK);
  for (const name of ["Async", "Hybrid"]) await page.getByRole("button", { name }).click();
  await page.getByRole("tab", { name: "Tree" }).click();
  await page.keyboard.press("ControlOrMeta+s");
  await letScriptsCome();
  await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
  await page.keyboard.press("Escape");
  for (const name of ["Async", "Hybrid", "Pooled"])
    await expect(page.getByRole("button", { name })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("tab", { name: "Tree" })).toHaveAttribute("aria-selected", "true");
});

test("fields cannot be edited until the program is open", async ({ page }) => {
  const letScriptsCome = await openWithoutScripts(page, LINK);
  const fields = [page.getByLabel("Workers"), page.getByLabel("Rounds")];
  for (const field of fields) await expect(field).toBeDisabled();
  await expect(codeField(page)).not.toBeEditable();
  await letScriptsCome();
  for (const field of fields) await expect(field).toBeEnabled();
  await expect(codeField(page)).toBeEditable();
  await expect(codeField(page)).toHaveValue(PROGRAM);
});

test("in an embed, early presses on Run and on the code run it and open the editor", async ({ page }) => {
  const letScriptsCome = await openWithoutScripts(page, LINK.replace("./", "./embed/"));
  await runButton(page).click();
  await page.locator("[data-editor=reader]").click();
  await letScriptsCome();
  await runIsOver(page, ": all strategies succeeded");
  await expect(codeField(page)).toBeEditable();
});
