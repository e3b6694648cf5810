import { sources } from "@/lib/examples/sources.generated";
import { expect, strategyOf, test } from "./support/embed";
import { linkTo, PLAIN_EDITOR, runButton } from "./support/page";

test.use(PLAIN_EDITOR);

/** Programs that never end, by where they are stuck. tests/attack/bounds.spec.ts tests how quickly Stop ends them. */
const STUCK: Readonly<Record<string, string>> = {
  "the driver": `import { workflow } from "fanout";
export default workflow(async () => { while (true) {} }, { name: "stuck" });
`,
  "a task": `import { task, workflow } from "fanout";
const loop = task(() => { while (true) {} });
export default workflow(() => loop(), { name: "stuck" });
`,
  "every item of a map": `import { map, task, workflow } from "fanout";
const loop = task((n: number) => { while (n >= 0) {} });
export default workflow(() => map(loop, [0, 1, 2, 3, 4, 5]), { name: "stuck" });
`,
  "the module itself": `import { workflow } from "fanout";
while (true) {}
export default workflow(async () => 1, { name: "stuck" });
`,
  "a promise that never settles": `import { workflow } from "fanout";
export default workflow(() => new Promise<void>(() => {}), { name: "stuck" });
`,
};

for (const [place, code] of Object.entries(STUCK)) {
  for (const strategy of ["sequential", "dynamic", "pooled"] as const) {
    // Every place on a pool, and one place with every strategy; the other combinations are slow tests.
    const tag = strategy === "pooled" || place === "a task" ? [] : "@slow";
    test(`Stop ends a program stuck in ${place}, ${strategy}`, { tag }, async ({ embed }) => {
      const loaded = await embed.ask({
        type: "fanout:load",
        code,
        settings: { strategies: [strategy], workers: 2, rounds: 1 },
      });
      expect(loaded.type).toBe("fanout:loaded");
      await embed.tell({ version: 1, id: "stuck", type: "fanout:run" });
      await embed.waitFor((message) => message.type === "fanout:progress");
      const stopped = await embed.ask({ type: "fanout:stop" });
      if (stopped.type !== "fanout:result") throw new Error(JSON.stringify(stopped));
      expect(strategyOf(stopped.report, strategy).status).toBe("cancelled");
      // The sender of the run message gets an answer as well.
      await embed.waitFor((message) => message.type === "fanout:result" && message.id === "stuck");

      // And the next run is as clean as the first.
      const report = await embed.run(sources.letters ?? "", {
        inputs: { pieceMs: 1 },
        settings: { strategies: [strategy] },
      });
      expect(strategyOf(report, strategy)).toMatchObject({
        status: "succeeded",
        output: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      });
    });
  }
}

test("the page answers while a program loops, and its Stop button ends it", async ({ page }) => {
  await page.goto(linkTo(STUCK["a task"] ?? ""));
  await runButton(page).click();
  const stop = page.getByRole("button", { name: "Stop" });
  await expect(stop).toBeVisible();
  await page.getByRole("tab", { name: "Tree" }).click();
  await expect(page.getByRole("treegrid")).toContainText("loop");
  await stop.click();
  await expect(runButton(page)).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Stopped" })).toBeAttached();

  // Each view shows that its data is incomplete, and none is empty.
  const panel = page.getByRole("tabpanel");
  for (const [tab, text] of [
    ["Compare", "Stopped: pooled after"],
    ["Tree", "Stopped: pooled after"],
    ["Breakdown", "Stopped: pooled after"],
    ["Output", "The run was stopped"],
  ] as const) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(panel).toContainText(text);
  }
});
