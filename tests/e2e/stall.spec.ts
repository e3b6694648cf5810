import { expect, test } from "@playwright/test";
import { linkTo, PLAIN_EDITOR, runButton } from "./support/page";

test.use(PLAIN_EDITOR);

const WAITING = `import { map, Queue, sleep, task, workflow } from "fanout";
const eat = task(async (queue: Queue<number>) => queue.get());
const cook = task(async (queue: Queue<number>) => {
  await sleep(6_000);
  for (let i = 0; i < 2; i++) await queue.put(i);
});
export default workflow(async () => {
  const work = new Queue<number>();
  await Promise.all([map(eat, [work, work]), cook(work)]);
}, { name: "kitchen" });
`;

test("a run without progress lists the calls that wait, and shows them in the tree", async ({ page }) => {
  await page.goto(linkTo(WAITING));
  await runButton(page).click();
  const notice = page.getByRole("status").filter({ hasText: "wait for an item of queue" });
  await expect(notice).toContainText(
    "2 calls of `eat` wait for an item of queue `work`; a call that still runs may put one.",
  );
  await notice.getByRole("button", { name: "Show them" }).click();
  const tree = page.getByRole("treegrid", { name: "Spans" });
  await expect(tree.getByRole("row").filter({ hasText: /^eat/ })).toHaveCount(3);
  await expect(tree.getByRole("row").filter({ hasText: "cook" })).toHaveCount(0);
  // Their map and theirs only; then everything again.
  await page.getByRole("button", { name: "Show all spans" }).click();
  await expect(tree.getByRole("row").filter({ hasText: "cook" })).toHaveCount(1);
  await expect(notice).toHaveCount(0, { timeout: 10_000 });
});

test("calls that nothing can help fail within 2 s, by name", async ({ page }) => {
  await page.goto(linkTo(WAITING.replace("await sleep(6_000);", "if (queue) return;")));
  await runButton(page).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "`eat` waits for an item of queue `work`" }),
  ).toBeVisible();
});
