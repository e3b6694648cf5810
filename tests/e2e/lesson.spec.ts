import { expect, test } from "@playwright/test";
import { defaultSettings } from "@/lib/model/settings";
import type { LinkLesson } from "@/lib/share/lesson-v1";
import { decodeLink, encodeLink } from "@/lib/share/link";
import { PLAIN_EDITOR, runToEnd } from "./support/page";

// Lessons in links, their editor, and presentation mode.

test.use(PLAIN_EDITOR);

const CODE = `import { map, task, workflow } from "fanout";
const double = task((n: number) => n * 2);
export default workflow(({ upTo }) => map(double, Array.from({ length: upTo }, (_, i) => i)), {
  name: "doubles",
  inputs: { upTo: 4 },
});
`;

const LESSON: LinkLesson = {
  title: "Doubles",
  steps: [
    {
      text: "Look at **the task**.",
      lines: [2, 2],
      question: {
        ask: "How many results?",
        answers: ["3", "4"],
        right: 1,
        because: "One per item.",
        hides: true,
      },
    },
    { text: "Now with more.", settings: { workers: 3 }, inputs: { upTo: 6 }, view: "output" },
  ],
};

const linkOf = (lesson: LinkLesson): string =>
  `./${encodeLink(
    { code: CODE, settings: { strategies: ["pooled"], rounds: 1, workers: 2 }, lesson },
    defaultSettings(2),
  )}`;

test("a lesson marks lines, hides results until the reader has guessed, and offers settings", async ({
  page,
}) => {
  await page.goto(linkOf(LESSON));
  const panel = page.getByRole("region", { name: "Lesson" });
  await expect(panel).toContainText("Step 1 of 2");
  await expect(panel.locator("strong")).toHaveText("the task");
  await runToEnd(page);
  const results = page.getByRole("region", { name: "Results" });
  await expect(results).toContainText("Guess first");
  await panel.getByRole("button", { name: "3" }).click();
  await expect(panel).toContainText("Not quite");
  await expect(panel).toContainText("One per item.");
  await expect(results).not.toContainText("Guess first");
  await panel.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("tab", { name: "Output" })).toHaveAttribute("aria-selected", "true");
  await expect(panel).toContainText("workers 3, upTo = 6. Then press Run.");
  await panel.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("spinbutton", { name: "Workers" })).toHaveValue("3");
  // The address still has the lesson after a run.
  await runToEnd(page);
  await expect
    .poll(() => decodeLink(new URL(page.url()).hash))
    .toMatchObject({ ok: true, state: { lesson: LESSON } });
});

test("a lesson is made on the page and opens from its link", { tag: "@slow" }, async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(linkOf(LESSON));
  await expect(page.getByRole("region", { name: "Lesson" })).toBeVisible();
  await page.getByRole("button", { name: "Close the lesson" }).click();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("make a lesson");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Make a lesson" });
  await dialog.getByRole("textbox", { name: "Title" }).fill("Mine");
  await dialog.getByRole("textbox", { name: "Text" }).fill("First");
  await dialog.getByRole("switch", { name: "Mark lines" }).click();
  await dialog.getByRole("button", { name: "Offer the current settings" }).click();
  await dialog.getByRole("switch", { name: "Question", exact: true }).click();
  await dialog.getByRole("button", { name: "Add a step" }).click();
  await expect(dialog.getByRole("heading", { name: /^\d+ characters/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Copy link" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(decodeLink(new URL(link).hash)).toMatchObject({
    ok: true,
    state: {
      code: CODE,
      lesson: {
        title: "Mine",
        steps: [{ text: "First", lines: [1, 1], question: { hides: true } }, { text: "" }],
      },
    },
  });
});

test("presentation: large type, one view, arrow keys, and back", { tag: "@slow" }, async ({ page }) => {
  await page.goto("./#example=letters");
  await expect(page.getByRole("tab", { name: "Compare" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Search commands" })).toBeFocused();
  await page.keyboard.type("present");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Compare" })).toBeVisible();
  await expect(page.getByRole("tab")).toHaveCount(0);
  await expect(page.locator("html")).toHaveCSS("font-size", "24px");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { level: 1, name: "Tree" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("tab", { name: "Tree" })).toHaveAttribute("aria-selected", "true");
  await expect(page.locator("html")).toHaveCSS("font-size", "16px");
});
