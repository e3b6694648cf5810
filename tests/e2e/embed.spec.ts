import { embedMessageSchema, hostMessageSchema } from "@/lib/protocol/embed";
import { reportSchema } from "@/lib/protocol/report";
import { expect, openHost, strategyOf, test } from "./support/embed";
import { monacoArrives, PLAIN_EDITOR, runButton } from "./support/page";

const PROGRAM = `import { map, sleep, task, workflow } from "fanout";
const half = task(async (n: number) => {
  await sleep(1);
  return n / 2;
});
export default workflow(({ upTo }) => map(half, Array.from({ length: upTo }, (_, i) => i)), {
  name: "halves",
  inputs: { upTo: 3 },
});
`;

test("a page on another origin loads a program, runs it, and reads the report", async ({
  embed,
  baseURL,
}) => {
  expect(new URL(embed.page.url()).origin).not.toBe(new URL(baseURL ?? "").origin);
  const report = await embed.run(PROGRAM, {
    inputs: { upTo: 4 },
    settings: { strategies: ["dynamic", "pooled"] },
  });
  expect(reportSchema.safeParse(report).error).toBeUndefined();
  expect(report.program.name).toBe("halves");
  expect(strategyOf(report, "pooled").output).toEqual([0, 0.5, 1, 1.5]);
  const said = await embed.messages();
  for (const message of said) expect(embedMessageSchema.safeParse(message).error).toBeUndefined();
  expect(said.some(({ type }) => type === "fanout:progress")).toBe(true);
  // The reader sees the results.
  await expect(embed.frame.getByRole("tabpanel")).toContainText(/dynamic/i);
});

test("the options of a run apply to that run only", async ({ embed }) => {
  await embed.ask({
    type: "fanout:load",
    code: PROGRAM,
    settings: { strategies: ["pooled"], rounds: 1, workers: 2 },
  });
  const first = await embed.ask({
    type: "fanout:run",
    strategies: ["async"],
    rounds: 2,
    inputs: { upTo: 1 },
    settings: { workers: 5 },
  });
  if (first.type !== "fanout:result") throw new Error(JSON.stringify(first));
  expect(first.report.settings).toMatchObject({ strategies: ["async"], rounds: 2, workers: 5 });
  expect(first.report.inputs).toEqual({ upTo: 1 });
  const second = await embed.ask({ type: "fanout:run" });
  if (second.type !== "fanout:result") throw new Error(JSON.stringify(second));
  expect(second.report.settings).toMatchObject({ strategies: ["pooled"], rounds: 1, workers: 2 });
  expect(second.report.inputs).toEqual({ upTo: 3 });
});

test("ids are returned, a ping is answered, and stopping nothing is an error", async ({ embed }) => {
  expect(await embed.ask({ type: "fanout:ping" })).toMatchObject({ type: "fanout:ready", version: 1 });
  expect(await embed.ask({ type: "fanout:stop" })).toMatchObject({ type: "fanout:error" });
});

test("loading a program ends the current run, and both messages are answered", async ({ embed }) => {
  const slow = PROGRAM.replace("sleep(1)", "sleep(5_000)");
  await embed.ask({ type: "fanout:load", code: slow, settings: { strategies: ["pooled"], rounds: 1 } });
  await embed.tell({ version: 1, id: "first", type: "fanout:run" });
  await embed.waitFor((message) => message.type === "fanout:progress" && message.total > 0);
  await embed.tell({ version: 1, id: "second", type: "fanout:load", code: "export default 1" });
  await embed.waitFor(
    (message) =>
      message.type === "fanout:result" &&
      message.id === "first" &&
      message.report.strategies[0]?.status === "cancelled",
  );
  await embed.waitFor((message) => message.id === "second" && message.type === "fanout:error");
});

test("malformed messages cause errors or nothing, and the embed still works", async ({ embed }) => {
  const nonsense: readonly unknown[] = [
    null,
    "fanout:run",
    { type: "other:thing" },
    { type: "fanout:run" },
    { type: "fanout:run", version: 2, id: "a" },
    { type: "fanout:load", version: 1, id: "b", code: 3 },
    { type: "fanout:load", version: 1, id: "c", code: "x".repeat(300_000) },
    { type: "fanout:run", version: 1, id: "d", settings: { workers: 1_000 } },
    { type: "fanout:run", version: 1, id: "e", settings: { nonesuch: 1 } },
    { type: "fanout:theme", version: 1, id: "f", theme: "plaid" },
    { type: "fanout:explode", version: 1, id: "g" },
    { type: "fanout:run", version: 1, id: { deep: true } },
  ];
  for (const message of nonsense) {
    expect(hostMessageSchema.safeParse(message).success).toBe(false);
    await embed.tell(message);
  }
  for (const id of ["a", "b", "c", "d", "e", "f", "g"]) {
    await expect
      .poll(async () =>
        (await embed.messages()).filter((message) => message.id === id).map(({ type }) => type),
      )
      .toEqual(["fanout:error"]);
  }
  const report = await embed.run(PROGRAM, { settings: { strategies: ["sequential"] } });
  expect(strategyOf(report, "sequential").output).toEqual([0, 0.5, 1]);
});

test("the host's theme and the fragment's are followed", async ({ embed }) => {
  const root = embed.frame.locator("html");
  await embed.tell({ version: 1, type: "fanout:theme", theme: "dark" });
  await expect(root).toHaveAttribute("data-theme", "dark");
  await embed.tell({ version: 1, type: "fanout:theme", theme: "light" });
  await expect(root).toHaveAttribute("data-theme", "light");
});

test("the host hears of runs that the reader starts", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=mixed&strategies=pooled" });
  await expect(host.frame.locator("[data-editor=reader]")).toContainText("mappable");
  await runButton(host.frame).click();
  await host.waitFor((message) => message.type === "fanout:result" && message.id === undefined);
  await host.close();
});

test("the embed reports its height, and when it changes", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=letters&height=auto" });
  await host.waitFor((message) => message.type === "fanout:resize" && message.height > 100);
  await host.close();
});

test("one view alone is never cut at its own height, also at 342 px", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=letters&show=compare&height=auto" });
  await page.locator("iframe").evaluate((frame) => {
    frame.style.width = "342px";
    addEventListener("message", ({ data }) => {
      if (data?.type === "fanout:resize") frame.style.height = `${data.height}px`;
    });
  });
  await expect(host.frame.getByRole("figure", { name: "letters: compare" })).toBeVisible();
  await expect(host.frame.getByRole("tab")).toHaveCount(0);
  await expect(host.frame.locator("[data-editor]")).toHaveCount(0);
  const scrolls = () =>
    host.frame.locator("body").evaluate(() =>
      Array.from(document.querySelectorAll("main, main div, main section"))
        .filter(
          (one) => one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflowY !== "visible",
        )
        .map((one) => one.className),
    );
  await expect(host.frame.getByText(/faster/i).first()).toBeVisible();
  await expect.poll(scrolls).toEqual([]);
  await expect
    .poll(() =>
      host.frame
        .locator("main")
        .evaluate((main) => innerHeight - Math.ceil(main.getBoundingClientRect().height)),
    )
    .toBe(0);
  await host.close();
});

test("code can be read first; the editor loads on a click, and not if read-only", async ({
  page,
  baseURL,
}) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=nested" });
  const reader = host.frame.locator("[data-editor=reader]");
  await expect(reader).toContainText("launchPlan");
  expect(scripts.filter((url) => url.includes("/monaco/"))).toEqual([]);
  await host.frame.getByRole("button", { name: "Edit" }).click();
  await monacoArrives(host.frame);
  await host.close();

  const still = await openHost(page, baseURL ?? "", { fragment: "#example=nested&readonly" });
  await expect(still.frame.locator("[data-editor=reader]")).toContainText("launchPlan");
  await expect(still.frame.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await still.close();
});

test("the embed works in a host that allows only scripts: no origin, no storage", async ({
  page,
  baseURL,
}) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const host = await openHost(page, baseURL ?? "", { sandbox: "allow-scripts" });
  const report = await host.run(PROGRAM, { settings: { strategies: ["sequential", "dynamic", "pooled"] } });
  for (const part of report.strategies)
    expect(part, part.strategy).toMatchObject({ status: "succeeded", output: [0, 0.5, 1] });
  await host.frame.getByRole("button", { name: "Code" }).click();
  await host.frame.getByRole("button", { name: "Edit" }).click();
  await monacoArrives(host.frame);
  expect(errors).toEqual([]);
  await host.close();
});

test("wheel and Tab move on to the page around the embed", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=mixed&view=code" });
  await page.evaluate(() => {
    document.body.style.minHeight = "4000px";
    document.body.insertAdjacentHTML("beforeend", '<button id="after">After</button>');
  });
  const reader = host.frame.locator("[data-editor=reader]");
  await expect(reader).toContainText("mappable");
  await reader.hover();
  // Past the end of the code, the wheel scrolls the page.
  for (let i = 0; i < 12; i += 1) await page.mouse.wheel(0, 400);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);

  const after = page.locator("#after");
  const tabsOut = async () => {
    for (let i = 0; i < 30 && !(await after.evaluate((one) => one === document.activeElement)); i += 1)
      await page.keyboard.press("Tab");
    await expect(after).toBeFocused();
  };
  await runButton(host.frame).focus();
  await tabsOut();
  await host.frame.getByRole("button", { name: "Edit" }).click();
  const field = host.frame.getByRole("textbox", { name: "Program in TypeScript" });
  await monacoArrives(host.frame);
  await field.focus();
  await page.keyboard.press("Escape");
  await tabsOut();
  await host.close();
});

test.describe("without Monaco", () => {
  test.use(PLAIN_EDITOR);

  test("Open in Fanout keeps the reader's edits, and shows the link where no tab can open", async ({
    page,
    baseURL,
  }) => {
    for (const sandbox of [undefined, "allow-scripts"]) {
      const host = await openHost(page, baseURL ?? "", { fragment: "#example=mixed&view=code", sandbox });
      await host.frame.getByRole("button", { name: "Edit" }).click();
      await host.frame.getByRole("textbox", { name: "Program in TypeScript" }).focus();
      await page.keyboard.press("ControlOrMeta+Home");
      await page.keyboard.insertText("// my own edit\n");
      const open = host.frame.getByRole("button", { name: "Open in Fanout" });
      if (sandbox === undefined) {
        const popup = page.waitForEvent("popup");
        await open.click();
        const tab = await popup;
        await expect(tab.locator("[data-editor]")).toContainText("// my own edit");
        expect(await tab.evaluate(() => window.opener)).toBeNull();
        await tab.close();
      } else {
        await open.click();
        await expect(host.frame.getByText("This page blocks new tabs")).toBeVisible();
      }
      await host.close();
    }
  });
});

test("an embed does not change its address or storage", async ({ page, baseURL }) => {
  const host = await openHost(page, baseURL ?? "", { fragment: "#example=mixed" });
  await host.run(PROGRAM, { settings: { strategies: ["pooled"] } });
  const frame = page.frame({ url: /\/embed\// });
  expect(frame?.url()).toContain("#example=mixed");
  const kept = await frame?.evaluate(() => {
    // Browsers may block storage in frames of other sites; then it is empty.
    const count = (): number => {
      try {
        return localStorage.length;
      } catch {
        return 0;
      }
    };
    return [count(), history.state?.fanoutDraft];
  });
  expect(kept).toEqual([0, undefined]);
  await host.close();
});
