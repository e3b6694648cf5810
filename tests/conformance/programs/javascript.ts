import type { ProgramCase } from "./program-case";

export const javascript: readonly ProgramCase[] = [
  {
    name: "await subclass",
    says: "await uses the then of a Promise's subclass (p-lazy)",
    code: `import { workflow } from "fanout";
class Lazy extends Promise<any> { then(a?: any, b?: any): any { return Promise.resolve(7).then(a, b); } static get [Symbol.species]() { return Promise; } }
export default workflow(async () => { return await new Lazy((ok) => ok(0)); }, { name: "w" });
`,
    output: 7,
  },
  {
    name: "await thenable",
    says: "a thenable (knex) that calls a task",
    code: `import { sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
export default workflow(async () => { return await ({ then(ok: any, no: any) { t(5).then(ok, no); } } as any); }, { name: "w" });
`,
    output: 5,
  },
  {
    name: "sync throw map",
    says: "map rejects, as its type says",
    code: `import { map, sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
function* it() { yield 1; throw new Error("it"); }
export default workflow(async () => { return map(t, it()).catch((e: any) => "caught " + e.message); }, { name: "w" });
`,
    output: "caught it",
  },
  {
    name: "sync throw join",
    says: "join rejects",
    code: `import { Process, sleep, task, workflow } from "fanout";
const t = task(async (i: number) => { await sleep(20); return i; }, { name: "t" });
export default workflow(async () => { return new Process(t, 1).join().catch(() => "caught"); }, { name: "w" });
`,
    output: "caught",
  },
  {
    name: "sync throw anything",
    says: "what returns a promise rejects, whatever is wrong with its arguments",
    code: `import { Dir, File, group, launchPlan, map, mapUnordered, Process, Queue, sleep, starmap, task, traced, workflow } from "fanout";
const t = task(async (i: number) => i, { name: "t" });
const child = workflow(async (i: number) => i, { name: "child" });
const plan = launchPlan(child, { name: "plan" });
const helper = traced((): number => { throw new Error("in the helper"); }, { name: "helper" });
function* failing() { yield 1; throw new Error("it"); }
const symbol: any = Symbol("a name");
const loop = async (items: any) => { for await (const _ of items); };
const calls: (() => Promise<unknown>)[] = [
  () => (map as any)(),
  () => (map as any)(() => 1, [1]),
  () => (map as any)(t, 5),
  () => (map as any)(t, [1], { chunkSize: 0 }),
  () => (map as any)(t, [1], { other: 1 }),
  () => map(t, failing()),
  () => map(t, [1], { key: () => { throw new Error("key"); } }),
  () => map(t, [1], { key: () => symbol.description.length.no.more }),
  () => map(child, failing()),
  () => (starmap as any)(t, [1]),
  () => loop((mapUnordered as any)(5)),
  () => loop(mapUnordered(t, failing())),
  () => loop(mapUnordered(t, [1], { key: () => { throw new Error("key"); } })),
  () => (group as any)(Symbol("a name")),
  () => group("g", () => { throw new Error("in the group"); }),
  () => helper(),
  () => (t as any)(Symbol("an argument"), 1).then(() => { throw new Error("inline"); }),
  () => new Process(t, 1).join(),
  () => new Process((() => 1) as any).start(),
  () => new Queue<any>().put(Symbol("an item")),
  () => new Dir("d").write("../a", "x"),
  () => new Dir("d").read("missing"),
  () => (new Dir("d") as any).write("a", 5),
  () => (new File("f") as any).write(5),
  () => (sleep as any)("long"),
];
export default workflow(async () => {
  const thrown: number[] = [];
  for (let i = 0; i < calls.length; i++) {
    let promise: any;
    try { promise = calls[i]!(); } catch { thrown.push(i); continue; }
    if (await promise.then(() => true, () => false)) thrown.push(-i);
  }
  return thrown;
}, { name: "w" });
`,
    output: [],
  },
  {
    name: "sync throw at load",
    says: "what is called while the module loads rejects, and definitions throw",
    code: `import { group, launchPlan, map, mapUnordered, Process, Queue, task, workflow } from "fanout";
const t = task(async (i: number) => i, { name: "t" });
const child = workflow(async (i: number) => i, { name: "child" });
const plan = launchPlan(child, { name: "plan" });
const early: string[] = [];
const keep = (name: string, call: () => Promise<unknown>) => {
  try { call().catch(() => early.push(name)); } catch { early.push(name + " threw"); }
};
keep("task", () => t(1));
keep("map", () => map(t, [1]));
keep("mapUnordered", async () => { for await (const _ of mapUnordered(t, [1])); });
keep("workflow", () => child(1));
keep("plan", () => plan(1));
keep("group", () => group("g", () => 1));
keep("start", () => new Process(t, 1).start());
try { new (Process as any)(5); } catch { early.push("a process of a number"); }
export default workflow(async () => early.sort(), { name: "w" });
`,
    output: ["a process of a number", "group", "map", "mapUnordered", "plan", "start", "task", "workflow"],
  },
  {
    name: "many calls",
    says: "many single calls made together: each has its own result, failure and span, and none waits for one behind it",
    code: `import { Queue, sleep, task, workflow } from "fanout";
const t = task(async (x: any) => {
  if (x.get) return x.get.get();
  if (x.put) { await x.put.put("item"); return "put"; }
  if (x % 100 === 99) throw new Error("no " + x);
  return x * 2;
}, { name: "t" });
export default workflow(async () => {
  await Promise.all([0, 1, 2, 3].map((x) => t(x)));
  const q = new Queue<string>();
  const calls = Array.from({ length: 1_500 }, (_, x) => t(x === 700 ? { get: q } : x === 720 ? { put: q } : x));
  const found = await Promise.allSettled(calls);
  return [
    found.filter((each, x) => each.status === "fulfilled" && (each as any).value === 2 * x).length,
    found.filter((each, x) => each.status === "rejected" && (each as any).reason.message === "no " + x).length,
    (found[700] as any).value, (found[720] as any).value,
  ];
}, { name: "w" });
`,
    strategies: ["async", "pooled"],
    output: [1_483, 15, "item", "put"],
  },
];
