import { expect, type Page, test } from "@playwright/test";
import { DOUBLING } from "./support/doubling";
import { linkTo, PLAIN_EDITOR, runButton, runIsOver } from "./support/page";

test.use(PLAIN_EDITOR);

/** Presses the button as soon as it has this label, like a user who was about to press it anyway. */
const pressAs = (page: Page, words: string) =>
  page.addInitScript((begin) => {
    const watch = new MutationObserver(() => {
      const button = [...document.querySelectorAll("button")].find((each) =>
        each.innerText.startsWith(begin),
      );
      if (button === undefined) return;
      watch.disconnect();
      button.click();
      performance.mark("pressed");
    });
    watch.observe(document, { childList: true, subtree: true, characterData: true });
  }, words);

test("a press on Run just as the page starts its own run does not stop that run", async ({ page }) => {
  await pressAs(page, "Stop");
  await page.goto("./");
  await runIsOver(page, ": all strategies succeeded");
  expect(await page.evaluate(() => performance.getEntriesByName("pressed").length)).toBe(1);
});

test("a double click on Run starts one run", async ({ page }) => {
  await page.goto(linkTo(DOUBLING));
  await runButton(page).dblclick();
  await runIsOver(page, ": all strategies succeeded");
});
