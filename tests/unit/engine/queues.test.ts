import { describe, expect, it } from "vitest";
import { type RunOptions, runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";

const SDK = `import { dynamic, group, map, mapUnordered, Process, Queue, sleep, task, workflow } from "fanout";
`;

async function outputOf(body: string, strategy: StrategyName, options: RunOptions = {}): Promise<unknown> {
  const { end } = await runProgram(SDK + body, strategy, { timeoutMs: 10_000, ...options });
  expect(end.error).toBeUndefined();
  return end.output;
}

const entry = (body: string) => `export default workflow(async () => { ${body} }, { name: "entry" });`;

describe.each(STRATEGIES)("a queue, %s", (strategy) => {
  const gives = async (body: string, output: unknown) =>
    expect(await outputOf(body, strategy)).toEqual(output);

  it("gives items in the order of puts, to gets in their order", () =>
    gives(
      entry(`const q = new Queue();
const got = Promise.all([q.get(), q.get(), q.get()]);
for (const x of "abc") await q.put(x);
return got;`),
      ["a", "b", "c"],
    ));

  it("refuses puts once it is closed, and gives what was put before", () =>
    gives(
      entry(`const q = new Queue({ name: "work" });
await q.put(1); await q.close();
const put = await q.put(2).catch((e) => e.name + ": " + e.message);
const got = []; for await (const x of q) got.push(x);
return [put, got, await q.get().catch((e) => e.name)];`),
      ["QueueClosed: queue `work` is closed: nothing can be put into it", [1], "QueueClosed"],
    ));

  it("wakes every get and loop when it is closed", () =>
    gives(
      `const eat = task(async (q) => { let n = 0; for await (const _ of q) n++; return n; }, { name: "eat" });
const get = task(async (q) => q.get().catch((e) => e.name), { name: "get" });
const close = task(async (q) => { await sleep(20); await q.close(); }, { name: "close" });
${entry(`const q = new Queue(); return (await Promise.all([eat(q), get(q), eat(q), close(q)])).slice(0, 3);`)}`,
      [0, "QueueClosed", 0],
    ));

  it("loses no item to an attempt that timed out or failed", () =>
    gives(
      `const get = task(async (q) => q.get(), { name: "get", timeout: 50, retries: 3 });
const late = task(async (q) => { await sleep(120); await q.put("x"); await q.put("y"); }, { name: "late" });
const racing = dynamic(async (q) => { const item = q.get(); await sleep(10); throw new Error("no"); }, { name: "racing" });
${entry(`const q = new Queue();
await racing(q).catch(() => 0);
const [a, b] = await Promise.all([get(q), get(q), late(q)]);
return [a, b].sort();`)}`,
      ["x", "y"],
    ));

  it("loses no item to a body that returned before it had one", () =>
    gives(
      `const first = task(async (q) => Promise.race([q.get(), sleep(10).then(() => "late")]), { name: "first" });
${entry(`const q = new Queue(); const seen = await first(q); await q.put("x"); return [seen, await q.get()];`)}`,
      ["late", "x"],
    ));

  it("gives no item to what is left of an attempt that timed out", () =>
    gives(
      `const slow = task(async (q) => { await sleep(100); return q.get(); }, { name: "slow", timeout: 20 });
${entry(`const q = new Queue(); await q.put("x"); const e = await slow(q).catch((e) => e.name); await sleep(200); return [e, await q.get()];`)}`,
      ["TimeoutError", "x"],
    ));

  it("is emptied by a loop that its body does not await", () =>
    gives(
      `const double = task(async (x) => { await sleep(5); return x * 2; }, { name: "double" });
const all = dynamic(async (out) => {
  const q = new Queue();
  (async () => { for await (const x of q) await out.put(await double(x)); await out.close(); })();
  for (let i = 0; i < 5; i++) await q.put(i);
  await q.close();
}, { name: "all" });
${entry(`const out = new Queue(); await all(out); const got = []; for await (const x of out) got.push(x); return got;`)}`,
      [0, 2, 4, 6, 8],
    ));

  it("crosses to tasks, groups, maps and processes with its name", () =>
    gives(
      `const put = task(async (q, x) => q.put(x), { name: "put" });
export async function fill(q) { await q.put("p"); }
${entry(`const q = new Queue({ name: "work" });
await put(q, "t"); await group("g", () => q.put("g"));
await map(task2, [q]);
const p = new Process(fill, q); await p.start(); await p.join();
await q.close();
const got = []; for await (const x of q) got.push(x); return got;`)}
const task2 = task(async (q) => q.put("m"), { name: "task2" });`,
      ["t", "g", "m", "p"],
    ));
});

describe.each(["pooled", "dynamic", "hybrid"] as const)("a queue and workers that die, %s", (strategy) => {
  it("gives an item that a dead worker had not taken to another body", async () => {
    const source = `const get = task(async (q) => { const x = await q.get(); await sleep(5); return x; }, { name: "get", retries: 2 });
const put = task(async (q) => { await sleep(100); for (const x of "ab") await q.put(x); }, { name: "put", retries: 1 });
${entry(`const q = new Queue(); return (await Promise.all([get(q), get(q), put(q)])).slice(0, 2).sort();`)}`;
    for (const ms of [20, 50, 90, 98, 99]) {
      const before: RunOptions["before"] = (_, host) => host.killNext(ms);
      expect(await outputOf(source, strategy, { before })).toEqual(["a", "b"]);
    }
  });
});
