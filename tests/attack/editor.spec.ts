import { editor, linkTo, monacoArrives } from "../e2e/support/page";
import { expect, program, test } from "./support/lab";

/** What the editor makes of a stranger's text. */

test("links in a program's comments lead nowhere, in hovers and in the text", { tag: "@slow" }, async ({
  page,
  context,
  hits,
}) => {
  const base = `http://127.0.0.1:${hits.port}`;
  const comment = `/** [free](${base}/hover) ![picture](${base}/picture) ${base}/plain */`;
  await page.goto(
    linkTo(program("return rate(1);", `${comment}\nconst rate = task((n: number) => n, { name: "one" });`)),
  );
  await monacoArrives(page);
  // Another page of this test's own is opened after each press: one that the press had opened would be there before it.
  const opensNothing = async (press: () => Promise<void>): Promise<void> => {
    await press();
    const own = await context.newPage();
    await own.goto("about:blank");
    expect(context.pages().filter((each) => each !== page && each !== own)).toHaveLength(0);
    await own.close();
    await page.bringToFront();
  };
  await hits.take();

  const hover = page.locator(".monaco-hover").filter({ hasText: "free" }).first();
  await expect(async () => {
    await page.mouse.move(0, 0);
    await editor(page).getByText("rate", { exact: true }).last().hover();
    await expect(hover).toBeVisible({ timeout: 3_000 });
  }).toPass();
  const links = hover.locator("a");
  await expect(links.first()).toBeVisible();
  for (const link of await links.all()) {
    await opensNothing(() => link.click());
    await opensNothing(() => link.click({ modifiers: ["ControlOrMeta"] }));
    await opensNothing(() => link.click({ button: "middle" }));
  }
  const address = editor(page).getByText("/plain").last();
  await opensNothing(() => address.click({ modifiers: ["ControlOrMeta"] }));
  expect(page.url()).toContain("#");
  expect(await hits.take()).toEqual([]);
});
