import { afterEach, describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES } from "@/lib/model/strategy";

const found = globalThis as { calls?: unknown[] };

const program = (body: string) => `import { dynamic, group, map, sleep, task, workflow } from "fanout";
const seen = (x) => { (globalThis.calls ??= []).push(x); return x; };
const t = task(async (x) => { await sleep(5); return seen(x); }, { name: "t" });
const child = workflow(async (x) => { t(x).then((y) => t(y + 1)); }, { name: "child" });
const inner = dynamic(async (x) => { t(x).then(async (y) => { for (let i = 0; i < 9; i++) await null; await t(y + 1); t(y + 2); }); return x; }, { name: "inner" });
const late = dynamic(async (x) => { sleep(20).then(() => t(x)).catch((e) => seen(e.message)); return x; }, { name: "late" });
export default workflow(async () => { ${body} }, { name: "entry" });`;

describe.each(STRATEGIES)("calls that nobody awaits, %s", (strategy) => {
  afterEach(() => {
    found.calls = undefined;
  });

  const run = async (body: string) => {
    const { end } = await runProgram(program(body), strategy, { timeoutMs: 10_000 });
    expect(end.error).toBeUndefined();
    return { output: end.output, calls: found.calls };
  };

  it.each([
    ["in the entry", "t(1).then((x) => t(x + 1)).then((x) => t(x + 1));", [1, 2, 3]],
    ["in a group", `await group("g", () => { t(1).then((x) => t(x + 1)); }); seen("end");`, [1, 2, "end"]],
    ["in a child workflow", `await child(1); seen("end");`, [1, 2, "end"]],
    ["in a dynamic", `await inner(1); seen("end");`, [1, 2, 3, "end"]],
    ["in items of a map", `await map(inner, [1]); seen("end");`, [1, 2, 3, "end"]],
  ])("are waited for with those that follow from them, %s", async (_, body, calls) => {
    expect((await run(body)).calls).toEqual(calls);
  });

  it("do not fail the body", async () => {
    const { output } = await run(
      `Promise.reject(new Error("caught")).catch(() => 0); t(1).then(() => { throw 1; }).catch(() => 0); return "fine";`,
    );
    expect(output).toBe("fine");
  });

  it("are refused once their body has ended", async () => {
    const { output, calls } = await run(`const x = await late(1); await sleep(100); return x;`);
    expect(output).toBe(1);
    expect(calls).toEqual(["t was called after late had ended. Await what calls it before late returns."]);
  });
});
