import { expect, test } from "@playwright/test";
import { DOUBLING, doublingLink } from "./support/doubling";
import {
  codeField,
  draftKept,
  editor,
  monacoArrives,
  PLAIN_EDITOR,
  runButton,
  runToEnd,
  writeProgram,
} from "./support/page";

test.use(PLAIN_EDITOR);

const LINK = doublingLink({ workers: 3, strategies: ["pooled"] }, "tree");

test("a link opens code, inputs, settings and view, and does not run automatically", async ({ page }) => {
  await page.goto(`./${LINK}`);
  await expect(editor(page)).toContainText("doubling");
  await expect(page.getByRole("spinbutton", { name: "upTo" })).toHaveValue("6");
  await expect(page.getByRole("spinbutton", { name: "Workers" })).toHaveValue("3");
  await expect(page.getByRole("tab", { name: "Tree" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("button", { name: "Pooled", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(page.getByRole("button", { name: "Dynamic", exact: true })).toHaveAttribute(
    "aria-pressed",
    "false",
  );
  await expect(page.getByText("No spans yet")).toBeVisible();
  await runToEnd(page);
  await page.getByRole("tab", { name: "Output" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("10");
});

test("an example opens with its recorded results, without their log", async ({ page }) => {
  await page.goto("./#example=squares");
  await expect(page.getByRole("region", { name: "Results" })).toContainText(
    /Recorded \d.*Your machine will give different times/,
  );
  await page.getByRole("tab", { name: "Log" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("It does not say what was logged.");
});

test("an example from the menu shows its recorded results, and there is a way back to the own program", async ({
  page,
}) => {
  await page.goto("./#example=letters");
  await writeProgram(page, DOUBLING);
  await draftKept(page);
  await runToEnd(page);
  await page.getByRole("banner").getByRole("button", { name: "doubling" }).click();
  await page
    .getByRole("menuitem", { name: /^Squares/ })
    .or(page.getByRole("menuitemcheckbox", { name: /^Squares/ }))
    // There is one in Python too, below it.
    .first()
    .click();
  const results = page.getByRole("region", { name: "Results" });
  await expect(editor(page)).toContainText("squares");
  await page.getByRole("tab", { name: "Compare" }).click();
  await expect(results).toContainText(/Recorded \d.*Your machine will give different times/);
  await expect(page.getByText("Your program is in Drafts.")).toBeVisible();
  await page.getByRole("button", { name: "Go back" }).click();
  await expect(editor(page)).toContainText("doubling");
  await expect(results).toContainText("No results yet");
});

test("what was run is in the address, and a reload opens it again", async ({ page, context }) => {
  await page.goto("./#example=letters");
  await writeProgram(page, DOUBLING);
  await expect(page.getByRole("spinbutton", { name: "upTo" })).toHaveValue("4");
  await page.getByRole("spinbutton", { name: "upTo" }).fill("5");
  await page.getByRole("spinbutton", { name: "Workers" }).fill("2");
  await page.getByRole("tab", { name: "Timeline" }).click();
  await runToEnd(page);
  await expect.poll(() => page.url()).toContain("#f1.");

  // In a new browser context, so that everything comes from the address.
  const address = page.url();
  const other = await context.browser()?.newContext();
  const elsewhere = await other?.newPage();
  if (elsewhere === undefined) throw new Error("no other browser");
  await elsewhere.goto(address);
  await expect(editor(elsewhere)).toContainText("doubling");
  await expect(elsewhere.getByRole("spinbutton", { name: "upTo" })).toHaveValue("5");
  await expect(elsewhere.getByRole("spinbutton", { name: "Workers" })).toHaveValue("2");
  await expect(elsewhere.getByRole("tab", { name: "Timeline" })).toHaveAttribute("aria-selected", "true");
  await other?.close();

  await page.reload();
  await expect(editor(page)).toContainText("doubling");
  await expect(page.getByRole("spinbutton", { name: "upTo" })).toHaveValue("5");
});

test("text that was never run survives a reload and takes precedence over the address", async ({ page }) => {
  await page.goto(`./${LINK}`);
  await writeProgram(page, DOUBLING.replaceAll("twice", "tripled"));
  await expect(page.getByRole("button", { name: "doubling" })).toBeVisible();
  await draftKept(page);
  await page.reload();
  await expect(editor(page)).toContainText("tripled");
});

test("a visit without a fragment opens the last draft", async ({ page }) => {
  await page.goto("./#example=nested");
  await writeProgram(page, DOUBLING);
  await draftKept(page);
  await page.goto("about:blank");
  await page.goto("./");
  await expect(editor(page)).toContainText("doubling");
  await page.getByRole("button", { name: "doubling" }).click();
  await expect(page.getByRole("menuitem", { name: /^doubling/ })).toBeVisible();
});

const BROKEN: readonly (readonly [what: string, fragment: string])[] = [
  ["cut off", LINK.slice(0, LINK.length - 20)],
  ["garbled", LINK.replace(/.{6}$/, "AAAAAA")],
  ["of a version to come", LINK.replace("#f1.", "#f999.")],
  ["of an unknown codec", LINK.replace("#f1.", "#q1.")],
  ["no base64 at all", "#f1.%%%"],
  ["empty", "#f1."],
  ["an example that there never was", "#example=nonesuch"],
];

test("a link that cannot be opened shows an error and the last draft", async ({ page }) => {
  await page.goto("./#example=nested");
  await writeProgram(page, DOUBLING);
  await draftKept(page);
  for (const [what, fragment] of BROKEN) {
    await test.step(what, async () => {
      await page.goto("about:blank");
      await page.goto(`./${fragment}`);
      const notice = page.getByRole("alert").filter({ hasText: "Could not open the link" });
      await expect(notice).toContainText("Showing your latest draft, unchanged.");
      await expect(editor(page)).toContainText("doubling");
      await notice.getByRole("button", { name: "Dismiss" }).click();
      await expect(notice).toBeHidden();
      await expect(runButton(page)).toBeEnabled();
    });
  }
});

test("a link that cannot be opened leaves what is open, with its results", async ({ page }) => {
  await page.goto("./#example=nested");
  await writeProgram(page, DOUBLING);
  await draftKept(page);
  await page.goto("about:blank");
  await page.goto("./#example=io-or-cpu");
  await expect(editor(page)).toContainText("The same map twice");
  const bars = page.getByRole("list", { name: "Bars" });
  await expect(bars).toBeVisible();
  for (const [what, fragment] of BROKEN) {
    await test.step(what, async () => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, fragment);
      const notice = page.getByRole("alert").filter({ hasText: "Could not open the link" });
      await expect(notice).toContainText("What was open is still here");
      await expect(editor(page)).toContainText("The same map twice");
      await expect(bars).toBeVisible();
      await notice.getByRole("button", { name: "Dismiss" }).click();
      await expect(notice).toBeHidden();
    });
  }
});

test("a link followed from an open program replaces it, and the program is among the drafts", async ({
  page,
}) => {
  await page.goto("./#example=nested");
  await writeProgram(page, DOUBLING);
  await page.evaluate(() => {
    location.hash = "#example=mixed";
  });
  await expect(page.getByRole("button", { name: /^Mixed/ })).toBeVisible();
  await page.getByRole("button", { name: /^Mixed/ }).click();
  await page.getByRole("menuitem", { name: /^doubling/ }).click();
  await expect(editor(page)).toContainText("doubling");
});

test.describe("with Monaco", () => {
  test.use({ hasTouch: false });

  test("a program from a link never runs automatically, whatever the link says", async ({ page }) => {
    await page.goto(`./${LINK}&run=1&autorun`);
    // The link arrives at a page that has been idle for a moment.
    await monacoArrives(page);
    await expect(page.getByRole("status").filter({ hasText: "Run finished" })).toHaveCount(0);
    await expect(page.getByText("Part of the link was ignored").first()).toBeVisible();
  });
});

test("leaving the unchanged editor keeps the address", async ({ page }) => {
  await page.goto("./#example=letters");
  await expect(codeField(page)).toBeEditable();
  await codeField(page).focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(codeField(page)).not.toBeFocused();
  expect(page.url()).toContain("#example=letters");
});
