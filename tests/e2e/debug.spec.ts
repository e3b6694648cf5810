import { expect, test } from "@playwright/test";
import { linkTo, PLAIN_EDITOR, runButton } from "./support/page";

test.use(PLAIN_EDITOR);

const PROGRAM = `import { map, task, workflow } from "fanout";
const double = task((n: number) => n * 2);
export default workflow(() => map(double, [1, 2, 3]), { name: "entry" });
`;

test("?debug lists the page's messages, until they are paused or cleared", async ({ page }) => {
  await page.goto(linkTo(PROGRAM).replace("./", "./?debug"));
  const panel = page.getByRole("region", { name: "Debug" });
  const message = (...cells: readonly string[]) => panel.getByRole("row", { name: cells.join(" ") });
  await expect(panel).toBeVisible();
  await runButton(page).click();
  await expect(message("Coordinator", "received", "done")).toHaveCount(1);
  await expect(message("Sandbox document", "sent", "run")).toHaveCount(1);
  await expect(message("Coordinator", "received", "tick").first()).toBeVisible();

  // By keys: the list scrolls, and both buttons are reached.
  await panel.getByRole("region", { name: "Messages" }).focus();
  await page.keyboard.press("Home");
  await panel.getByRole("button", { name: "Pause" }).press("Enter");
  await panel.getByRole("button", { name: "Clear" }).press("Enter");
  await expect(panel).toContainText("0 messages");
  await runButton(page).click();
  await expect(page.getByRole("status").filter({ hasText: "Run finished" })).toBeAttached();
  await panel.getByRole("button", { name: "Resume" }).press("Enter");
  await expect(panel).toContainText("0 messages");
});
