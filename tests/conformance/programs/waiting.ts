import { type ProgramCase, walk } from "./program-case";

export const waiting: readonly ProgramCase[] = [
  {
    name: "cached recursion",
    says: "ends with a message long before the run's timeout",
    settings: { timeoutMs: 3000 },
    code: `import { dynamic, workflow } from "fanout";
const d: any = dynamic(async (n: number) => d(n), { name: "d", cache: true });
export default workflow(async () => { return d(1); }, { name: "w" });
`,
    check: (s) => s.error !== undefined && !/exceeded its timeout/.test(s.error.message),
  },
  {
    name: "unordered twice",
    says: "two loops over one mapUnordered at once",
    settings: { timeoutMs: 3000 },
    code: `import { mapUnordered, sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
export default workflow(async () => { const it = mapUnordered(t, [0, 1, 2]); const eat = async () => { let n = 0; for await (const _ of it) n++; return n; }; return Promise.all([eat(), eat()]); }, { name: "w" });
`,
    output: [3, 3],
  },
  {
    name: "queue at the top level",
    says: "a queue that the program makes at its top level is one queue in all workers",
    settings: { timeoutMs: 3000 },
    code: `import { dynamic, Process, Queue, task, workflow } from "fanout";
const first = new Queue<number>();
const second = new Queue<number>({ name: "other" });
const put = task(async (n: number) => { await first.put(n); await second.put(-n); }, { name: "put" });
const get = dynamic(async () => { await put(2); return first.get(); }, { name: "get" });
export default workflow(async () => { await put(1); const p = new Process(put, 3); await p.start(); await p.join(); return [await get(), await first.get(), await second.get(), await second.get(), await first.get()]; }, { name: "w" });
`,
    output: [1, 3, -1, -3, 2],
  },
  {
    name: "cached items and a retry",
    says: "an item that waits for an equal one in progress leaves its place to the other's next attempt",
    settings: { timeoutMs: 3000 },
    code: `import { context, map, mapUnordered, sleep, task, workflow } from "fanout";
const s = task(async (i: number) => { await sleep(1); if (context().attempt <= i) throw new Error("again"); return i; }, { name: "s", cache: true, retries: { maxRetries: 2, delayMs: 20 } });
const all = async (items: number[], concurrency: number) => { const got: number[] = []; for await (const { index, value } of mapUnordered(s, items, { concurrency })) got[index] = value; return got; };
export default workflow(async () => [await map(s, [1, 1]), await map(s, [2, 2, 2, 0, 2], { concurrency: 2 }), await all([1, 1, 0], 1), await Promise.all([s(1), s(1), map(s, [1, 2])])], { name: "w" });
`,
    output: [
      [1, 1],
      [2, 2, 2, 0, 2],
      [1, 1, 0],
      [1, 1, [1, 2]],
    ],
  },
  {
    name: "queue lost",
    says: "an item goes to a getter that is still there",
    settings: { timeoutMs: 3000 },
    code: `import { Queue, sleep, task, workflow } from "fanout";
const get = task(async (q: any) => q.get(), { name: "get", timeout: 150, retries: 1 });
const put = task(async (q: any) => { await sleep(220); await q.put("x"); }, { name: "put" });
export default workflow(async () => { const q = new Queue<any>(); return (await Promise.all([get(q), put(q)]))[0]; }, { name: "w" });
`,
    output: "x",
  },
  {
    name: "unordered nulls",
    says: "mapUnordered gives null for a failed item, as map does",
    code: `import { mapUnordered, task, workflow } from "fanout";
const s = task(async (i: number) => { if (i === 1) throw new Error("x"); return i; }, { name: "s" });
export default workflow(async () => { const o: any[] = []; for await (const r of mapUnordered(s, [0, 1, 2], { minSuccessRatio: 0.5 })) o.push(r.index); return o.sort(); }, { name: "w" });
`,
    output: [0, 1, 2],
  },
  {
    name: "unordered break",
    says: "after break nothing further starts",
    code: `import { mapUnordered, sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
export default workflow(async () => { for await (const r of mapUnordered(t, Array.from({ length: 30 }, (_, i) => i), { concurrency: 2 })) break; }, { name: "w" });
`,
    check: (s) => [...walk(s.tree)].filter((n) => n.kind === "task" && n.status === "succeeded").length < 15,
  },
  {
    name: "put closed",
    says: "put on a closed queue does not lose the item in silence",
    code: `import { Queue, workflow } from "fanout";
export default workflow(async () => { const q = new Queue<number>(); await q.close(); return q.put(1).then(() => "no error", (e: any) => e.name); }, { name: "w" });
`,
    check: (s) => s.output !== "no error",
  },
  {
    name: "queue in sequential map",
    says: "consumer and producer as items of one map",
    settings: { timeoutMs: 3000 },
    code: `import { map, Queue, task, workflow } from "fanout";
const s = task(async (x: any) => { if (x.get) return x.q.get(); await x.q.put(5); return 0; }, { name: "s" });
export default workflow(async () => { const q = new Queue<number>(); return map(s, [{ q, get: true }, { q, get: false }]); }, { name: "w" });
`,
    check: (s) =>
      s.strategy === "sequential"
        ? s.error !== undefined && /queue/.test(s.error.message)
        : JSON.stringify(s.output) === "[5,0]",
  },
];
