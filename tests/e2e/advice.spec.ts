import { expect, type Page, test } from "@playwright/test";
import { codeField, linkTo, monacoArrives, PLAIN_EDITOR } from "./support/page";

const LOOP = `import { task, workflow } from "fanout";

const parse = task((file: string) => file.trim());

export default workflow(
  async ({ files }) => {
    const out: string[] = [];
    for (const file of files) out.push(await parse(file));
    return out;
  },
  { name: "loop", inputs: { files: ["a", "b"] } },
);
`;
const WAITS =
  "Each call on line 8 waits for the one before, so no strategy can run them in parallel. Use map.";
const FIXED = "const out: string[] = await map(parse, files);";

const PROMISE = `import { map, task, workflow } from "fanout";

const list = task((text: string) => text.split(" "));
const parse = task((file: string) => file.trim());

export default workflow(
  async () => {
    const files = list("a b");
    return map(parse, files);
  },
  { name: "promise" },
);
`;

const problems = (page: Page) => page.getByRole("region", { name: "Problems" });

test.describe("in the plain editor", () => {
  test.use(PLAIN_EDITOR);

  test("advice is listed while typing, fixed from the list by keyboard, and undone", async ({ page }) => {
    await page.goto(linkTo(LOOP));
    await expect(problems(page)).toContainText(WAITS);
    await expect(problems(page).getByRole("img", { name: "Warning" })).toBeVisible();
    await problems(page).getByRole("button", { name: "Fix line 8: Use map" }).focus();
    await page.keyboard.press("Enter");
    await expect(codeField(page)).toHaveValue(new RegExp(FIXED.replace(/[()[\]]/g, "\\$&")));
    await expect(codeField(page)).toHaveValue(/^import \{ task, workflow, map \} from "fanout";/);
    await expect(problems(page)).toBeHidden();
    await expect(codeField(page)).toBeFocused();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(codeField(page)).toHaveValue(LOOP);
    await expect(problems(page)).toContainText(WAITS);
  });

  test("pasted Python has one message", async ({ page }) => {
    await page.goto(linkTo(LOOP));
    await codeField(page).fill("from multiprocessing import Pool\n\ndef f(x):\n    return x * x\n");
    await expect(problems(page).getByRole("listitem")).toHaveText([
      /This is Python, and the language of this program is TypeScript\./,
    ]);
  });
});

test("advice replaces the type checker's message, has a quick fix by keyboard, and Undo takes it back", async ({
  page,
}) => {
  await page.goto(linkTo(PROMISE));
  await monacoArrives(page);
  const message = "files is a promise. Add await on line 8.";
  await expect(problems(page)).toContainText(message);
  const squiggle = page.locator("[data-editor=monaco] .squiggly-warning");
  await expect(squiggle).toHaveCount(1);
  await expect(page.locator("[data-editor=monaco] .squiggly-error")).toHaveCount(0);
  // The type checker has read the text once it has found what only it can find.
  await codeField(page).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("const wrong: number = 'text';\n");
  await expect(problems(page)).toContainText("not assignable to type 'number'");
  await expect(problems(page)).toContainText(message);
  await expect(page.locator("[data-editor=monaco] .squiggly-error")).toHaveCount(1);
  await expect(problems(page).getByRole("listitem")).toHaveCount(2);
  await problems(page).getByRole("button", { name: "Line 9", exact: true }).click();
  await page.keyboard.press("ControlOrMeta+.");
  const menu = page.locator(".action-widget").filter({ hasText: "Quick Fix" });
  await expect(menu).toContainText("Add await on line 8");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-editor=monaco] .view-lines")).toContainText(/await\slist\(/);
  await expect(problems(page)).not.toContainText(message);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(problems(page)).toContainText(message);
});
