import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { programsIn } from "../../scripts/conformance/cases.mjs";
import { differencesFromAll } from "../../scripts/conformance/compare.mjs";
import { inRoot } from "../../scripts/paths.mjs";
import { linkTo, PLAIN_EDITOR, runButton, runIsOver, runToEnd } from "./support/page";

const RECORDED = inRoot("tests/conformance/python/recorded");
/** But those of Dagster: its events are lines of the log here, and not printed there. Their events are held in Node. */
const PROGRAMS = programsIn(RECORDED).filter(({ name }) => !name.startsWith("dagster/"));
/** Those that run in npm test; all of them do in npm run test:slow. */
const QUICK = ["multiprocessing/43_pool_tour.py"];
const DIFFERS: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(`${RECORDED}/differs.json`, "utf8"),
);

test.use(PLAIN_EDITOR);

const codeIn = (page: Page, language: "Python" | "TypeScript") =>
  page.getByRole("textbox", { name: `Program in ${language}` });
const problems = (page: Page) => page.getByRole("region", { name: "Problems" });
const results = (page: Page) => page.getByRole("region", { name: "Results" });
const openView = (page: Page, name: string) => results(page).getByRole("tab", { name }).click();
const python = (code: string, settings: Parameters<typeof linkTo>[1] = {}) =>
  linkTo(code, { workers: 1, ...settings }, { language: "python" });

/** What the log shows. */
async function logOf(page: Page): Promise<{ level: "log" | "warn"; text: string; worker: number }[]> {
  await openView(page, "Log");
  const field = results(page).getByRole("searchbox", { name: "Search the log" });
  await expect(field.or(results(page).getByText("No log"))).toBeVisible();
  return results(page).evaluate((region) =>
    [...region.querySelectorAll("button[aria-pressed] > bdi")].map((line) => ({
      level: line.parentElement?.querySelector("[aria-label=warn]") ? ("warn" as const) : ("log" as const),
      text: line.textContent ?? "",
      worker: 0,
    })),
  );
}

for (const { name, source, versions } of PROGRAMS) {
  const tag = QUICK.includes(name) ? "" : " @slow";
  test(`${name}, pasted into the page, gives what CPython gave${tag}`, async ({ page }) => {
    test.skip(name in DIFFERS, DIFFERS[name]);
    test.setTimeout(120_000);
    await page.goto(python("pass\n"));
    await codeIn(page, "Python").fill(source);
    await runButton(page).click();
    await expect(page.getByRole("status").filter({ hasText: "Run finished" })).toBeAttached({
      timeout: 90_000,
    });
    const failed = await page.getByRole("status").filter({ hasText: "failed" }).count();
    const logs = await logOf(page);
    const answer = { status: failed > 0 ? "failed" : "succeeded", error: undefined, logs, wallMs: 0 };
    expect(differencesFromAll(answer, versions)).toEqual([]);
  });
}

test("a new Python program runs under every strategy that is chosen", async ({ page }) => {
  await page.goto("./#example=letters");
  await page.getByRole("button", { name: /Letters/ }).click();
  await page.getByRole("menuitem", { name: "New program…" }).click();
  const dialog = page.getByRole("dialog", { name: "New program" });
  await dialog.getByRole("radio", { name: "Python" }).click();
  await dialog.getByRole("button", { name: "Fan-out" }).click();
  await expect(codeIn(page, "Python")).toHaveValue(/multiprocessing/);
  await runToEnd(page);
  expect((await logOf(page)).map(({ text }) => text)).toEqual(["[0, 1, 4, 9, 16, 25, 36, 49]"]);
});

test("a program's own pool has the workers that it asks for, and the run starts no others", async ({
  page,
}) => {
  const code =
    "from multiprocessing import Pool\n\nif __name__ == '__main__':\n    with Pool(2) as pool:\n        pool.map(abs, range(8))\n";
  await page.goto(python(code, { workers: 6, strategies: ["pooled"] }));
  await runToEnd(page);
  await expect(results(page).getByRole("row", { name: /^Workers started/ })).toContainText("2");
});

test("pasted Python is offered to run as Python, and pasted TypeScript as TypeScript", async ({ page }) => {
  await page.goto(linkTo('import { workflow } from "fanout";\nexport default workflow(() => 1);\n'));
  await codeIn(page, "TypeScript").fill(">>> def f(x):\n...     return x + 1\n...\n>>> print(f(2))\n3\n");
  await problems(page).getByRole("button", { name: "Switch to Python" }).click();
  await expect(codeIn(page, "Python")).toHaveValue("def f(x):\n    return x + 1\n\nprint(f(2))\n");
  await expect(problems(page)).toBeHidden();
  await runToEnd(page);
  expect((await logOf(page)).map(({ text }) => text)).toEqual(["3"]);
  await codeIn(page, "Python").fill(
    'import { workflow } from "fanout";\nexport default workflow(() => 2);\n',
  );
  await problems(page).getByRole("button", { name: "Switch to TypeScript" }).click();
  await expect(codeIn(page, "TypeScript")).toHaveValue(/workflow/);
  await expect(problems(page)).toBeHidden();
});

test("inputs are the defaults of main, and the output is its value with its repr", async ({ page }) => {
  await page.goto(
    python(
      'def main(n=3, names=("a", "b")):\n    return {"n": n, 1: names}\n\nif __name__ == "__main__":\n    main()\n',
    ),
  );
  await page.getByRole("region", { name: "Inputs" }).getByLabel("n", { exact: true }).fill("4");
  await runToEnd(page);
  await openView(page, "Output");
  await expect(results(page).getByRole("region", { name: "repr" })).toContainText("{'n': 4, 1: ('a', 'b')}");
});

test("mistakes are shown at the user's lines, before and after a run", async ({ page }) => {
  await page.goto(python("x = (1\n"));
  await expect(problems(page)).toContainText("SyntaxError: '(' was never closed");
  await codeIn(page, "Python").fill("x = 1 +\n");
  await expect(problems(page)).toBeHidden();
  await runButton(page).click();
  await runIsOver(page, ": 1 of 1 strategies failed");
  await expect(problems(page)).toContainText("SyntaxError: invalid syntax");
  await expect(problems(page).getByRole("button", { name: "Line 1" })).toBeVisible();
});

test("a link keeps the language, and so does the draft after it", async ({ page }) => {
  await page.goto(python("print('kept')\n"));
  await codeIn(page, "Python").fill("print('edited')\n");
  await expect.poll(() => page.evaluate(() => history.state?.fanoutDraft)).toBeTruthy();
  await page.reload();
  await expect(codeIn(page, "Python")).toHaveValue("print('edited')\n");
});

test("a download that fails is explained, and the next run tries again", async ({ page }) => {
  let isDown = true;
  await page.route("**/python/**", (route) => (isDown ? route.abort() : route.continue()));
  await page.goto(python("print('there')\n"));
  await runButton(page).click();
  await expect(problems(page)).toContainText("Python could not be downloaded");
  isDown = false;
  await runToEnd(page);
  expect((await logOf(page)).map(({ text }) => text)).toEqual(["there"]);
});

const EXAMPLES: Readonly<Record<string, readonly RegExp[]>> = {
  "python-squares": [/^one_process: /, /^queue: \d+ of 2000 squares out of place$/, /^map_500: /],
  "python-chunks": [/^default: .* items long$/, /^one by one: /],
  "python-io-or-cpu": [/^waiting, loop: /, /^computing, pool: /],
  "python-retries": [/^items again: 29 pieces run, done: True$/],
};
for (const [name, lines] of Object.entries(EXAMPLES)) {
  test(`the example ${name} runs as it is @slow`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto(`./#example=${name}`);
    await runButton(page).click();
    await expect(page.getByRole("status").filter({ hasText: "all strategies succeeded" })).toBeAttached({
      timeout: 90_000,
    });
    const text = (await logOf(page)).map((line) => line.text);
    for (const line of lines)
      expect(
        text.some((each) => line.test(each)),
        String(line),
      ).toBe(true);
  });
}

test("a lesson shows its program in Python by one switch, by keyboard", async ({ page }) => {
  await page.goto("./learn/retries/");
  const playground = (name: string) => page.locator(`fanout-playground[example=${name}]`);
  await expect(playground("python-retries")).toBeHidden();
  await page.getByRole("radio", { name: "TypeScript" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Dagster" })).toBeChecked();
  await expect(playground("python-dagster-retries")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Python" })).toBeChecked();
  await expect(playground("retries")).toBeHidden();
  await expect(playground("python-retries")).toBeVisible();
  await expect(playground("python-retries").locator("iframe")).toBeVisible();
});
