import { describe, expect, it } from "vitest";
import { type RunOptions, runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Stall } from "@/lib/protocol/page";

const SDK = `import { dynamic, group, map, mapUnordered, Process, Queue, sleep, task, workflow } from "fanout";
const get = task(async (q) => q.get(), { name: "get" });
const put = task(async (q) => { await sleep(5); await q.put(5); return 0; }, { name: "put" });
`;
const entry = (body: string, options = "") =>
  `export default workflow(async () => { ${body} }, { name: "entry"${options} });`;

/** Runs a program; with what the page was told of calls that wait, in order. */
async function run(body: string, strategy: StrategyName, options: RunOptions = {}) {
  const stalls: (Stall | null)[] = [];
  const ran = await runProgram(SDK + body, strategy, {
    timeoutMs: 60_000,
    ticked: ({ stall }) => {
      if (stall !== undefined) stalls.push(stall);
    },
    ...options,
  });
  return { ...ran.end, stalls };
}

describe.each(STRATEGIES)("calls that wait for each other, %s", (strategy) => {
  it("fail within 2 s, naming the queue, the call and what to do", async () => {
    const { status, error, wallMs } = await run(
      entry(`const work = new Queue(); await get(work);`),
      strategy,
    );
    expect(status).toBe("failed");
    expect(error).toMatchObject({
      name: "FanoutError",
      path: ["entry", "get"],
      message:
        "`get` waits for an item of queue `work`, and no running call can put one. Put it first, or close the queue.",
    });
    expect(wallMs).toBeLessThan(2_000);
  });

  it.each([
    ["in the entry", `await work.get();`],
    ["in a group", `await group("g", () => work.get());`],
    ["in a dynamic that calls a task", `await outer(work);`],
    ["in a loop", `for await (const _ of work) break;`],
    ["in a process", `const p = new Process(get, work); await p.start(); await p.join();`],
    ["in a map of several", `await map(get, [work, work, work]);`],
    ["in a map whose results come one by one", `for await (const _ of mapUnordered(get, [work])) break;`],
    [
      "after all that another call gave",
      `await Promise.all([put(work), put(work), map(get, [work, work, work])]);`,
    ],
    ["with retries", `await retried(work);`],
    [
      "of two queues, each before the other's put",
      `const other = new Queue(); await Promise.all([swap(work, other), swap(other, work)]);`,
    ],
  ])("fail %s", async (_, body) => {
    const { error, wallMs } = await run(
      `const outer = dynamic(async (q) => get(q), { name: "outer" });
const retried = task(async (q) => q.get(), { name: "retried", retries: 3 });
const swap = task(async (a, b) => { const x = await a.get(); await b.put(x); return x; }, { name: "swap" });
${entry(`const work = new Queue(); ${body}`)}`,
      strategy,
    );
    expect(error?.message).toContain("waits for an item of queue `work`");
    expect(wallMs).toBeLessThan(2_100);
  });

  it("can catch the error, and go on", async () => {
    const { output } = await run(
      entry(
        `const q = new Queue(); const e = await get(q).catch((e) => e.name); return [e, await Promise.all([get(q), put(q)])];`,
      ),
      strategy,
    );
    expect(output).toEqual(["FanoutError", [5, 0]]);
  });

  it("end with a workflow that has failed: nobody can put any more", async () => {
    const { error, wallMs } = await run(
      `const bad = task(async () => { await sleep(20); throw new Error("bad"); }, { name: "bad" });
${entry(`const q = new Queue(); await Promise.all([get(q), bad()]);`)}`,
      strategy,
    );
    expect(error?.message).toBe("bad");
    expect(wallMs).toBeLessThan(2_100);
  });

  it.each([
    ["sleeps", `await sleep(7_000);`],
    ["has a timeout to come", `await new Promise(() => {});`],
  ])("are left alone while a call that could put %s", async (_, body) => {
    const { status, output, stalls } = await run(
      `const late = task(async (q) => { ${body} }, { name: "late", timeout: 9_000 });
${entry(`const work = new Queue();
const got = map(get, [work, work], { concurrency: 2 });
await late(work).catch(() => 0);
await work.put(1); await work.put(2);
return (await got).sort();`)}`,
      strategy,
    );
    expect({ status, output }).toEqual({ status: "succeeded", output: [1, 2] });
    expect(stalls[0]).toMatchObject({
      waits: [{ kind: "item", name: "work", tasks: ["get"] }],
      mayGoOn: true,
    });
    expect(stalls.at(-1)).toBeNull();
  });

  it("are listed where a call waits for a promise of its own", async () => {
    const { error, stalls } = await run(
      `const own = task(async () => new Promise(() => {}), { name: "own" });
${entry(`const work = new Queue(); await Promise.all([get(work), own()]);`)}`,
      strategy,
      { timeoutMs: 4_000 },
    );
    expect(error?.name).toBe("TimeoutError");
    expect(stalls).toMatchObject([
      {
        waits: [
          { kind: "item", name: "work", count: 1, tasks: ["get"] },
          { kind: "promise", count: 1, tasks: ["own"] },
        ],
        mayGoOn: false,
      },
    ]);
  });

  it("say nothing of a run that only takes long", async () => {
    const { status, stalls } = await run(
      `const slow = task(async (i) => { await sleep(5_000); return i; }, { name: "slow", retries: { maxRetries: 1, delayMs: 4_000 } });
const flaky = task(async () => { if (Math.random() < 2) throw new Error("no"); }, { name: "flaky", retries: { maxRetries: 1, delayMs: 4_000 } });
${entry(`await map(slow, [1, 2, 3]); await flaky().catch(() => 0);`)}`,
      strategy,
    );
    expect(status).toBe("succeeded");
    expect(stalls).toEqual([]);
  });
});

describe("a map whose items wait for later ones", () => {
  const items = entry(
    `const q = new Queue({ name: "q" }); return map(both, [{ q, get: true }, { q }, { q }], { chunkSize: 3 });`,
  );
  const both = `const both = task(async (x) => { if (x.get) return x.q.get(); await x.q.put(5); return 0; }, { name: "both" });
`;

  it.each(["sequential", "pooled"] as const)("fails with the reason, %s", async (strategy) => {
    const { error } = await run(both + items, strategy);
    expect(error?.message).toBe(
      `\`both\` waits for an item of queue \`q\`, and no running call can put one: 2 items of the map of \`both\` start only after it, because its items run one after another under ${strategy}. Put the item before, or get it outside of this map.`,
    );
  });

  it.each(["async", "dynamic", "hybrid"] as const)(
    "succeeds where they run in parallel, %s",
    async (strategy) => {
      const { output } = await run(both + items, strategy, { workers: 3 });
      if (strategy === "dynamic") return;
      expect(output).toEqual([5, 0, 0]);
    },
  );
});
