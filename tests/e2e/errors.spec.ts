import { expect, strategyOf, test } from "./support/embed";
import { codeField, linkTo, monacoArrives, PLAIN_EDITOR, writeProgram } from "./support/page";

test("a syntax error is reported with its line, and nothing runs", async ({ embed }) => {
  const answer = await embed.ask({
    type: "fanout:load",
    code: `import { workflow } from "fanout";\nexport default workflow(async () => {\n  return 1 +;\n});\n`,
  });
  expect(answer).toMatchObject({ type: "fanout:error", line: 3 });
  const run = await embed.ask({ type: "fanout:run" });
  expect(run).toMatchObject({ type: "fanout:error", line: 3 });
});

test("an import of anything but fanout is refused with its line", async ({ embed }) => {
  const answer = await embed.ask({
    type: "fanout:load",
    code: `import { workflow } from "fanout";\nimport lodash from "lodash";\nexport default workflow(async () => lodash);\n`,
  });
  expect(answer).toMatchObject({ type: "fanout:error", line: 2, message: expect.stringContaining("lodash") });
});

test("a program that throws has a result with name, message, line and path, under every strategy", async ({
  embed,
}) => {
  const code = `import { dynamic, task, workflow } from "fanout";

interface Row { readonly size?: { readonly cm: number } }

const measure = task((row: Row) => {
  const unused: number = 1;
  return row.size!.cm + unused;
});
const inner = dynamic(async (row: Row) => measure(row));
export default workflow(async () => inner({}), { name: "boom" });
`;
  const report = await embed.run(code, {
    settings: { strategies: ["sequential", "async", "dynamic", "pooled", "hybrid"], workers: 2 },
  });
  for (const part of report.strategies) {
    expect(part, part.strategy).toMatchObject({
      status: "failed",
      error: { name: "TypeError", line: 7, path: ["boom", "inner", "measure"] },
    });
    expect(part.error?.message).toContain("cm");
  }
});

test("thrown values arrive unchanged", async ({ embed }) => {
  const code = `import { task, workflow } from "fanout";
const t = task(() => { throw "just a text"; });
export default workflow(() => t(), { name: "w" });
`;
  const report = await embed.run(code, { settings: { strategies: ["pooled"] } });
  expect(strategyOf(report, "pooled").error?.message).toContain("just a text");
});

test("a value that cannot be cloned is named with its path", async ({ embed }) => {
  const code = `import { task, workflow } from "fanout";
const t = task(() => ({ deep: { callback: () => 1 } }));
export default workflow(() => t(), { name: "w" });
`;
  const report = await embed.run(code, { settings: { strategies: ["pooled"] } });
  expect(strategyOf(report, "pooled")).toMatchObject({ status: "failed" });
  expect(strategyOf(report, "pooled").error?.message).toContain("callback");
});

test("inputs of the wrong type are refused before anything runs", async ({ embed }) => {
  const code = `import { workflow } from "fanout";
export default workflow(async ({ n }) => n, { name: "w", inputs: { n: 3 } });
`;
  const loaded = await embed.ask({ type: "fanout:load", code });
  expect(loaded.type).toBe("fanout:loaded");
  const answer = await embed.ask({ type: "fanout:run", inputs: { n: "three" } });
  expect(answer).toMatchObject({ type: "fanout:error", message: expect.stringContaining('"n"') });
  const unknown = await embed.ask({ type: "fanout:load", code, inputs: { m: 1 } });
  expect(unknown).toMatchObject({ type: "fanout:error", message: expect.stringContaining('"m"') });
});

const BROKEN = 'import { workflow } from "fanout";\nexport default workflow(async () => 1 +);\n';

test.describe("on the page", () => {
  test.use(PLAIN_EDITOR);

  test("compile errors are listed under the code, link to their line, and go when fixed", async ({
    page,
  }) => {
    await page.goto("./#example=letters");
    await writeProgram(page, BROKEN);
    const problems = page.getByRole("region", { name: "Problems" });
    await expect(problems).toContainText("Line 2");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(
      page.getByRole("region", { name: "Run bar" }).getByText("Not run. See Problems.").first(),
    ).toBeVisible();
    await problems.getByRole("button", { name: "Line 2" }).first().click();
    await expect(codeField(page)).toBeFocused();
    await writeProgram(page, 'import { workflow } from "fanout";\nexport default workflow(async () => 1);\n');
    await expect(problems).toBeHidden();
  });

  test("a refused run brings the list of problems on the screen", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 700 });
    await page.goto("./#example=letters");
    await writeProgram(page, BROKEN);
    const problems = page.getByRole("region", { name: "Problems" });
    await expect(problems).toContainText("Line 2");
    await page.evaluate(() => {
      const far = [document.documentElement, ...document.querySelectorAll("main, main *")];
      for (const each of far)
        each.scrollTop = each.contains(document.querySelector("[aria-label=Problems]")) ? 0 : each.scrollTop;
    });
    await expect(problems).not.toBeInViewport();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(problems).toBeInViewport();
  });

  test("a runtime error is shown with its message and line in both places", async ({ page }) => {
    await page.goto(
      linkTo(`import { task, workflow } from "fanout";
const t = task((n: number) => {
  if (n > 1) throw new RangeError("too many pieces");
  return n;
});
export default workflow(() => t(2), { name: "w" });
`),
    );
    await page.keyboard.press("ControlOrMeta+Enter");
    const problems = page.getByRole("region", { name: "Problems" });
    await expect(problems).toContainText("RangeError: too many pieces");
    await expect(problems.getByRole("button", { name: "Line 3" })).toBeVisible();
    const results = page.getByRole("region", { name: "Results" });
    await expect(results.getByRole("alert").first()).toContainText("too many pieces");
    await results.getByRole("button", { name: "Line 3" }).first().click();
    await expect(codeField(page)).toBeFocused();
  });
});

test("type errors appear once the editor has loaded", async ({ page }) => {
  await page.goto("./#example=letters");
  await monacoArrives(page);
  await codeField(page).focus();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("const wrong: number = 'text';\n");
  const problems = page.getByRole("region", { name: "Problems" });
  await expect(problems).toContainText("not assignable to type 'number'");
  await expect(problems.getByRole("button", { name: "Line 1" })).toBeVisible();
});
