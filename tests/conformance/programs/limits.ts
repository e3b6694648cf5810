import { type ProgramCase, walk } from "./program-case";

export const limits: readonly ProgramCase[] = [
  {
    name: "failfast group",
    says: "the first failure skips what has not started",
    strategies: ["sequential", "async", "dynamic", "pooled"],
    code: `import { group, map, sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
const bad = task(async () => { await sleep(5); throw new Error("bad"); }, { name: "bad" });
const xs = Array.from({ length: 12 }, (_, i) => i);
export default workflow(async () => { await Promise.all([group("g", () => map(t, xs, { concurrency: 1 })), bad()]); }, { name: "w" });
`,
    check: (s) =>
      [...walk(s.tree)].filter((n) => n.name === "t" && n.kind === "task" && n.status === "succeeded")
        .length < 9,
  },
  {
    name: "failfast child",
    says: "the first failure skips what has not started",
    strategies: ["sequential", "async", "dynamic", "pooled"],
    code: `import { map, sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
const bad = task(async () => { await sleep(5); throw new Error("bad"); }, { name: "bad" });
const xs = Array.from({ length: 12 }, (_, i) => i);
const child = workflow(async () => map(t, xs, { concurrency: 1 }), { name: "child" });
export default workflow(async () => { await Promise.all([child(), bad()]); }, { name: "w" });
`,
    check: (s) =>
      [...walk(s.tree)].filter((n) => n.name === "t" && n.kind === "task" && n.status === "succeeded")
        .length < 9,
  },
  {
    name: "chunk vanish",
    says: "every item of a failing map is in the tree",
    code: `import { map, task, workflow } from "fanout";
const s = task((i: number) => { if (i === 3) throw new Error("x"); return i; }, { name: "s" });
export default workflow(async () => { await map(s, Array.from({ length: 12 }, (_, i) => i), { chunkSize: 12 }).catch(() => 0); }, { name: "w" });
`,
    check: (s) => s.tree?.children[0]?.children.length === 12,
  },
  {
    name: "chunk vanish auto",
    says: "with chunks as they come",
    code: `import { map, task, workflow } from "fanout";
const s = task(async (i: number) => { if (i === 0) throw new Error("x"); return i; }, { name: "s" });
export default workflow(async () => { await map(s, Array.from({ length: 100 }, (_, i) => i)).catch(() => 0); }, { name: "w" });
`,
    check: (s) => s.tree?.children[0]?.children.length === 100,
  },
  {
    name: "timeout cpu",
    isReal: true,
    says: "an attempt past its timeout fails",
    code: `import { task, workflow } from "fanout";
const s = task(() => { const t = performance.now(); while (performance.now() - t < 300); return 1; }, { name: "s", timeout: 100 });
export default workflow(async () => { return s().catch((e: any) => e.name); }, { name: "w" });
`,
    output: "TimeoutError",
  },
  {
    name: "empty map without a slot",
    says: "a body whose calls end while it waits for its slot gets all of them with it",
    settings: { workers: 1, timeoutMs: 3000 },
    code: `import { dynamic, map, mapUnordered, task, workflow } from "fanout";
const t = task((x: number) => x, { name: "t" });
const d = dynamic(async (x: number) => { for await (const _ of mapUnordered(t, [x])) break; await map(t, []); return [x, await map(t, [])]; }, { name: "d" });
export default workflow(async () => Promise.all([d(1), d(2), d(3)]), { name: "w", maxParallelism: 1 });
`,
    output: [
      [1, []],
      [2, []],
      [3, []],
    ],
  },
  {
    name: "waits that end together",
    says: "a body that waits for several things at once takes its slot once",
    settings: { workers: 1, timeoutMs: 3000 },
    code: `import { dynamic, map, Queue, task, workflow } from "fanout";
const t = task((x: number) => x, { name: "t" });
const local = async () => { const q = new Queue<number>(); await q.close(); const all: number[] = []; for await (const item of q) all.push(item); return all; };
const d = dynamic(async (x: number) => [await Promise.all([map(t, [], { strategy: "pooled" }), local()]), x], { name: "d" });
const taker = task(async (q: Queue<number>) => { for await (const _ of q); return 1; }, { name: "taker" });
const filler = task(async (q: Queue<number>) => q.close(), { name: "filler" });
const pair = async () => { const q = new Queue<number>(); return Promise.all([taker(q), filler(q)]); };
export default workflow(async () => (await Promise.all([map(d, [1]), pair(), d(2), pair()])).length, { name: "w", maxParallelism: 1 });
`,
    output: 4,
  },
  {
    name: "timeout huge",
    says: "a timeout of 25 days",
    code: `import { sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t", timeout: 2 ** 31 });
export default workflow(async () => { return t(1); }, { name: "w" });
`,
    output: 1,
  },
  {
    name: "timeout Infinity",
    says: "no limit",
    code: `import { sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t", timeout: Infinity });
export default workflow(async () => { return t(1); }, { name: "w" });
`,
    output: 1,
  },
  {
    name: "watchdog others",
    says: "a timeout of one task leaves others of its worker alone",
    settings: { workers: 1, concurrency: 8 },
    strategies: ["pooled", "async"],
    code: `import { dynamic, map, sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(900); return i; }, { name: "t" });
const slow = dynamic(async () => t(0), { name: "slow", timeout: 100 });
export default workflow(async () => { return (await Promise.allSettled([slow(), t(1), t(2)])).map((x) => x.status[0]); }, { name: "w" });
`,
    output: ["r", "f", "f"],
  },
  {
    name: "timeout cpu of another",
    isReal: true,
    says: "a timeout fails its own task only, whatever else is on its worker",
    settings: { workers: 2, concurrency: 4 },
    strategies: ["pooled", "dynamic"],
    code: `import { context, sleep, task, workflow } from "fanout";
const honest = task(async (i: number) => { await sleep(400); return [i, context().attempt]; }, { name: "honest" });
const stuck = task(async () => { await sleep(50); const t = performance.now(); while (performance.now() - t < 2000); return 1; }, { name: "stuck", timeout: 100 });
export default workflow(async () => {
  const all = await Promise.allSettled([honest(1), honest(2), honest(3), stuck(), honest(4)]);
  return all.map((one) => one.status === "fulfilled" ? one.value : one.reason.message);
}, { name: "w" });
`,
    output: [[1, 1], [2, 1], [3, 1], "stuck exceeded its timeout of 100 ms", [4, 1]],
  },
  {
    name: "timeout cpu beside a direct call",
    isReal: true,
    says: "a call that goes straight to the worker runs again too, with its arguments as they were",
    settings: { workers: 1, concurrency: 2 },
    strategies: ["pooled"],
    code: `import { sleep, task, workflow } from "fanout";
const plain = task(async ({ i, ms }: any) => { await sleep(ms); return i; }, { name: "plain" });
const stuck = task(() => { for (;;); }, { name: "stuck", timeout: 100 });
export default workflow(async () => {
  for (let i = 0; i < 6; i++) await plain({ i, ms: 1 });
  const argument = { i: 10, ms: 400 };
  const last = plain(argument);
  argument.i = 11;
  const failed = stuck().catch((e: any) => e.message);
  return [await failed, await last];
}, { name: "w" });
`,
    output: ["stuck exceeded its timeout of 100 ms", 10],
  },
  {
    name: "timeout cpu for ever",
    isReal: true,
    says: "a body that never returns fails, or ends the run, after its timeout",
    code: `import { map, task, workflow } from "fanout";
const s = task((i: number) => { while (i === 1); return i; }, { name: "s", timeout: 100 });
export default workflow(async () => { return map(s, [0, 1]); }, { name: "w" });
`,
    check: ({ error }) =>
      error?.name === "TimeoutError" && error.message.startsWith("s exceeded its timeout of 100 ms"),
  },
  {
    name: "timeout cpu for ever after an await",
    isReal: true,
    says: "a body that never returns fails, or ends the run, after its timeout, whichever of its segments it is in",
    code: `import { group, map, sleep, task, workflow } from "fanout";
const other = task(async () => { await sleep(30); return 0; }, { name: "other", timeout: 5_000 });
const s = task(async (i: number) => { await sleep(20); await group("g", async () => { await sleep(1); while (i === 1); }); return i; }, { name: "s", timeout: 100 });
export default workflow(async () => { return Promise.all([other(), map(s, [0, 1])]); }, { name: "w" });
`,
    check: ({ error }) =>
      error?.name === "TimeoutError" && error.message.startsWith("s exceeded its timeout of 100 ms"),
  },
  {
    name: "timeout cpu for ever after its timeout",
    isReal: true,
    says: "a body that has timed out still ends the run if it never lets go of the entry's thread",
    strategies: ["sequential", "async"],
    code: `import { sleep, task, workflow } from "fanout";
const s = task(async () => { await sleep(300); for (;;); }, { name: "s", timeout: 100 });
export default workflow(async () => { await s().catch(() => 0); await sleep(5_000); return 1; }, { name: "w" });
`,
    check: ({ error }) =>
      error?.name === "TimeoutError" && error.message.startsWith("s exceeded its timeout of 100 ms"),
  },
  {
    name: "timeout cpu of what has none",
    isReal: true,
    says: "a long computation in the entry's thread does not end the run for another task's timeout",
    strategies: ["async"],
    code: `import { sleep, task, workflow } from "fanout";
const waits = task(async () => { await sleep(20); return 1; }, { name: "waits", timeout: 4_000 });
const quick = task(async () => { await sleep(20); return 1; }, { name: "quick", timeout: 50 });
const computes = task(async () => { await sleep(1); const t = performance.now(); while (performance.now() - t < 3_000); return 2; }, { name: "computes" });
export default workflow(async () => { const all = await Promise.allSettled([waits(), quick(), computes()]); return all.map((one) => one.status); }, { name: "w" });
`,
    output: ["fulfilled", "rejected", "fulfilled"],
  },
  {
    name: "retry wait async",
    says: "a waiting task holds no slot: others go on",
    strategies: ["async", "pooled", "dynamic"],
    code: `import { context, map, sleep, task, workflow } from "fanout";
const s = task(async (i: number) => { await sleep(10); if (i < 2 && context().attempt === 1) throw new Error("x"); return i; }, { name: "s", retries: { maxRetries: 1, delayMs: 500 } });
export default workflow(async () => { await map(s, [0, 1, 2, 3, 4, 5]); }, { name: "w", maxParallelism: 2 });
`,
    check: (s) =>
      (s.tree?.children[0]?.children[5]?.startMs ?? 1e6) - (s.tree?.children[0]?.children[0]?.startMs ?? 0) <
      400,
  },
  {
    name: "process retries",
    says: "a task's retries hold in a Process",
    code: `import { context, Process, task, workflow } from "fanout";
const f = task(async () => { if (context().attempt < 2) throw new Error("x"); return "ok"; }, { name: "f", retries: 1 });
export default workflow(async () => { const p = new Process(f); await p.start(); return p.join().catch((e: any) => e.message); }, { name: "w" });
`,
    output: "ok",
  },
  {
    name: "process timeout",
    says: "a task's timeout holds in a Process",
    code: `import { Process, sleep, task, workflow } from "fanout";
const f = task(async () => { await sleep(600); return "late"; }, { name: "f", timeout: 100 });
export default workflow(async () => { const p = new Process(f); await p.start(); return p.join().catch((e: any) => e.name); }, { name: "w" });
`,
    output: "TimeoutError",
  },
];
