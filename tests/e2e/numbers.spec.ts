import { expect, test } from "@playwright/test";
import { openHost } from "./support/embed";
import { PLAIN_EDITOR } from "./support/page";

test.use(PLAIN_EDITOR);

test("your numbers need no program, and are in the address", async ({ page, context }) => {
  await page.goto("./#view=scale");
  const answer = page.getByRole("region", { name: "Answer" });
  await expect(page.getByRole("tab", { name: "Your numbers" })).toHaveAttribute("aria-selected", "true");
  await expect(answer).toContainText(/Take \w+/);
  await page.getByRole("textbox", { name: "Items" }).fill("1,234");
  await page.getByRole("textbox", { name: "Each takes" }).fill("p50 2 s, p95 10 s");
  await expect(answer).toContainText("1,234 items of about 2 s");
  await expect.poll(() => page.url()).toMatch(/work\.items:1234.*p95Ms:10000/);

  const reader = await context.newPage();
  await reader.goto(page.url());
  await expect(reader.getByRole("textbox", { name: "Each takes" })).toHaveValue("p50 2 s, p95 10 s");
  await expect(reader.getByRole("region", { name: "Answer" })).toContainText("1,234 items of about 2 s");
  // From elsewhere, by keyboard, past the editor.
  await reader.getByRole("tab", { name: "Log" }).click();
  await reader.getByRole("button", { name: "Your numbers" }).press("Enter");
  await expect(reader.getByRole("textbox", { name: "Items" })).toBeFocused();
});

test("an embed of your numbers is this view alone, and as high as it", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "", {
    fragment: "#view=scale&height=auto&numbers=work.items:500,workers:16",
  });
  try {
    await expect(host.frame.getByRole("region", { name: "Answer" })).toContainText(
      "500 items of 1 s on 16 workers",
    );
    await expect(host.frame.getByRole("tab")).toHaveCount(0);
    await expect(host.frame.getByRole("button", { name: /^Run/ })).toHaveCount(0);
    await host.waitFor((message) => message.type === "fanout:resize" && message.height > 600);
  } finally {
    await host.close();
  }
});
