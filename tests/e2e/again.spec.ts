import { expect, type Page, test } from "@playwright/test";
import { linkTo, PLAIN_EDITOR, runToEnd } from "./support/page";

test.use(PLAIN_EDITOR);

/** `check` fails if `broken`, an input, so that a run can be resumed with another value. */
const CODE = `import { sleep, task, workflow } from "fanout";
const a = task(async (i: number) => { await sleep([100, 5, 50][i] ?? 0); return i; });
const b = task((i: number) => "b" + i);
const check = task((broken: boolean) => { if (broken) throw new Error("it is broken"); });
export default workflow(async ({ broken }) => {
  const r = await Promise.all([0, 1, 2].map(async (i) => b(await a(i))));
  await check(broken);
  return r;
}, { name: "entry", inputs: { broken: true } });
`;

const rowsOf = (page: Page, text: string | RegExp) =>
  page.getByRole("treegrid").getByRole("row").filter({ hasText: text });

test("a failed run resumes where it failed: each call has its own result, and nothing is ranked", async ({
  page,
}) => {
  await page.goto(linkTo(CODE, { strategies: ["sequential", "pooled"], workers: 3 }));
  await runToEnd(page);
  await expect(page.getByText("Error: it is broken").first()).toBeVisible();
  await page
    .getByRole("switch", { name: "broken" })
    .or(page.getByRole("checkbox", { name: "broken" }))
    .click();
  await page.getByRole("button", { name: "Run from failure" }).first().click();
  await expect(page.getByText("Error: it is broken")).toHaveCount(0);
  await expect(page.getByText(/times are not comparable/)).toBeVisible();
  await expect(page.getByText("Sequential reused 6 results and pooled reused 6 results")).toBeVisible();
  await expect(page.getByText(/faster than|What would change this/)).toHaveCount(0);
  await page.getByRole("tab", { name: /^Output/ }).click();
  await expect(page.getByRole("tabpanel")).toContainText(/b0[\s\S]*b1[\s\S]*b2/);
  await page.getByRole("tab", { name: /^Tree/ }).click();
  await rowsOf(page, /^b/).first().click();
  await expect(page.getByLabel("Selected span").getByText("from an earlier run")).toBeVisible();
});

for (const strategy of ["sequential", "pooled"] as const)
  test(`a run that was stopped goes on from there, ${strategy}`, async ({ page }) => {
    const code = `import { sleep, task, workflow } from "fanout";
const quick = task((i: number) => i);
const slow = task(async (ms: number) => { await sleep(ms); return "done"; });
export default workflow(async ({ ms }) => [await quick(1), await quick(2), await slow(ms)], { name: "entry", inputs: { ms: 60_000 } });
`;
    await page.goto(linkTo(code, { strategies: [strategy], workers: 2 }));
    await page.getByRole("button", { name: /^Run/ }).first().click();
    await page.getByRole("tab", { name: /^Tree/ }).click();
    // What runs in its caller's thread is shown once it has ended.
    await expect(rowsOf(page, "quick")).toHaveCount(2);
    await page.getByRole("button", { name: "Stop" }).first().click();
    await page
      .getByRole("spinbutton", { name: "ms" })
      .or(page.getByRole("textbox", { name: "ms" }))
      .first()
      .fill("1");
    await page.getByRole("button", { name: "Resume", exact: true }).click();
    await expect(rowsOf(page, "slow").getByRole("img", { name: "Succeeded" })).toBeVisible();
    await rowsOf(page, "quick").first().click();
    await expect(page.getByLabel("Selected span").getByText("from an earlier run")).toBeVisible();
  });

test("one task of the tree runs again with its arguments as they were, and the results stay", async ({
  page,
}) => {
  const code = `import { task, workflow } from "fanout";
const step = task((text: string, when: Date, nothing: undefined) => [text.length, when.getTime(), nothing === undefined]);
const large = task((text: string) => text.length);
export default workflow(async () => [await step("x".repeat(600), new Date(5), undefined), await large("x".repeat(100_000))], { name: "entry" });
`;
  await page.goto(linkTo(code));
  await runToEnd(page);
  await page.getByRole("tab", { name: /^Tree/ }).click();
  await rowsOf(page, "step").first().click();
  const detail = page.getByLabel("Selected span");
  await detail.getByRole("button", { name: "Run this task again" }).click();
  await expect(detail.getByText(/succeeded in .*including worker start/)).toBeVisible();
  await expect(detail.getByRole("status").locator("pre")).toHaveText(/600,\s+5,\s+true/);
  await expect(rowsOf(page, "step")).toHaveCount(1);
  await rowsOf(page, "large").first().click();
  await expect(detail.getByText("too large to keep")).toBeVisible();
  await expect(detail.getByRole("button", { name: "Run this task again" })).toHaveCount(0);
});
