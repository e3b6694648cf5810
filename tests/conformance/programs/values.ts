import type { ProgramCase } from "./program-case";

export const values: readonly ProgramCase[] = [
  {
    name: "cache-key RegExp",
    says: "different arguments, different results",
    code: `import { task, workflow } from "fanout";
const s = task(async (v: any) => String(v), { name: "s", cache: true });
export default workflow(async () => { const o: any[] = []; for (const v of [/a/, /b/]) o.push(await s(v)); return o; }, { name: "w" });
`,
    output: ["/a/", "/b/"],
  },
  {
    name: "cache-key Error",
    says: "different arguments, different results",
    code: `import { task, workflow } from "fanout";
const s = task(async (v: any) => String(v), { name: "s", cache: true });
export default workflow(async () => { const o: any[] = []; for (const v of [new Error("a"), new Error("b")]) o.push(await s(v)); return o; }, { name: "w" });
`,
    output: ["Error: a", "Error: b"],
  },
  {
    name: "clone caller",
    says: "a task's change of its argument stays its own",
    code: `import { task, workflow } from "fanout";
const s = task(async (o: any) => ++o.n, { name: "s" });
export default workflow(async () => { const o = { n: 1 }; return [await s(o), await s(o), o.n]; }, { name: "w" });
`,
    output: [2, 2, 1],
  },
  {
    name: "clone shared items",
    says: "items that share a value are copied as they are, whatever its fields are called",
    code: `import { map, task, workflow } from "fanout";
const s = task((o: any) => { o.inner.n = (o.inner.n ?? 0) + 1; return Object.entries(o.inner); }, { name: "s" });
export default workflow(async () => { const o = { inner: { $fanout: "Error", message: "m" } }; return map(s, [o, o], { chunkSize: 2 }); }, { name: "w" });
`,
    output: [1, 2].map(() => [
      ["$fanout", "Error"],
      ["message", "m"],
      ["n", 1],
    ]),
  },
  {
    name: "list changed after the call",
    says: "a map has the items of the moment in which it was called",
    code: `import { launchPlan, map, mapUnordered, sleep, starmap, task, workflow } from "fanout";
const s = task(async (i: number) => { await sleep(1); return i; }, { name: "s" });
const inner = workflow(async (i: number) => s(i), { name: "inner" });
const plan = launchPlan(inner, { name: "plan" });
const late = (start: (items: any[]) => any, items: any[]) => { const given = [...items]; const all = start(given); given.reverse(); given.push(9); return all; };
const collect = async (results: any) => { const all: any[] = []; for await (const { index, value } of results) all[index] = value; return all; };
export default workflow(async () => [
  await late((items) => map(s, items), [1, 2]),
  await late((items) => map(inner, items), [1, 2]),
  await late((items) => map(plan, items, { concurrency: 1 }), [1, 2]),
  await late((items) => map(inner, items), []),
  await late((items) => starmap(s, items), [[1], [2]]),
  await late((items) => collect(mapUnordered(inner, items)), [1, 2]),
], { name: "w" });
`,
    output: [[1, 2], [1, 2], [1, 2], [], [1, 2], [1, 2]],
  },
  {
    name: "clone result",
    says: "a result changed by its caller stays the caller's",
    strategies: ["sequential", "async", "pooled"],
    code: `import { task, workflow } from "fanout";
const keep = { n: 0 };
const s = task(async () => keep, { name: "s" });
export default workflow(async () => { const a = await s(); a.n = 5; return (await s()).n; }, { name: "w" });
`,
    check: (s) => s.output === 0,
  },
  {
    name: "line hang URL",
    says: "a result that cannot be cloned fails its call (60th of 70 in a row)",
    settings: { timeoutMs: 15_000 },
    strategies: ["pooled", "dynamic"],
    code: `import { task, workflow } from "fanout";
const s = task(async (i: number): Promise<any> => i === 60 ? new URL("https://a.b") : i, { name: "s" });
export default workflow(async () => { let n = 0; for (let i = 0; i < 70; i++) n += await s(i).then(() => 1, () => 0); return n; }, { name: "w" });
`,
    check: (s) => s.status === "succeeded",
  },
  {
    name: "chunk collateral",
    says: "one result that cannot be cloned fails its own item",
    code: `import { map, task, workflow } from "fanout";
const s = task(async (i: number): Promise<any> => i === 2 ? new URL("https://a.b") : i, { name: "s" });
export default workflow(async () => { return (await map(s, [0, 1, 2, 3], { minSuccessRatio: 0.25, chunkSize: 4 })).filter((x) => x !== null).length; }, { name: "w" });
`,
    check: (s) => Number(s.output) >= 3,
  },
  {
    name: "error fields",
    says: "an error's own fields, cause and errors cross",
    code: `import { task, workflow } from "fanout";
const f = task(async () => { throw Object.assign(new Error("429", { cause: "why" }), { status: 429 }); }, { name: "f" });
export default workflow(async () => { try { await f(); } catch (e: any) { return [e.status ?? null, e.cause ?? null]; } }, { name: "w" });
`,
    output: [429, "why"],
  },
  {
    name: "error aggregate",
    says: "AggregateError keeps its errors",
    code: `import { task, workflow } from "fanout";
const f = task(async () => { throw new AggregateError([new Error("a")], "all"); }, { name: "f" });
export default workflow(async () => { try { await f(); } catch (e: any) { return e.errors?.length ?? null; } }, { name: "w" });
`,
    output: 1,
  },
  {
    name: "dir same path",
    says: "two Dirs of one name: both files, or a message",
    code: `import { Dir, map, task, workflow } from "fanout";
const s = task(async (i: number) => { const d = new Dir("out"); await d.write("r.txt", "value " + i); return d; }, { name: "s" });
export default workflow(async () => { return map(s, [1, 2]); }, { name: "w" });
`,
    check: (s) =>
      s.artifacts.length === 2 && new Set(s.artifacts.map((a) => a.path)).size === s.artifacts.length,
  },
];
