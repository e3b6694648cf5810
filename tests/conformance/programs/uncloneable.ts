import type { ProgramCase } from "./program-case";

/** Values that cannot be copied, each with a part of its message. */
const VALUES: Readonly<Record<string, readonly [code: string, message: string]>> = {
  function: ["{ f() {} }", "is a function"],
  promise: ["{ p: Promise.resolve(1) }", "is a promise"],
  URL: ['{ page: new URL("https://a.b") }', "is a URL"],
  generator: ["(function* () {})()", "is a Generator"],
  depth: [
    "(() => { let v: any = 1; for (let i = 0; i < 10000; i++) v = [v]; return v; })()",
    "nested deeper",
  ],
  accessor: ['{ get x(): number { throw new Error("mine"); } }', "mine"],
};

const cases = Object.entries(VALUES).flatMap(([name, [code, message]]): ProgramCase[] => [
  {
    name: `uncloneable result ${name}`,
    says: "only the call that returns it fails, with words, on every path",
    code: `import { dynamic, launchPlan, map, mapUnordered, Process, task, workflow } from "fanout";
const bad = (i: number): any => i === 2 ? ${code} : i;
const s = task((i: number) => bad(i), { name: "s" });
const a = task(async (i: number) => bad(i), { name: "a" });
const c = task(async (i: number) => bad(i), { name: "c", cache: true });
const d = dynamic(async (i: number) => bad(i), { name: "d" });
const child = workflow(async (i: any) => bad(i), { name: "child" });
const lp = launchPlan(child, { name: "lp" });
export default workflow(async () => {
  const out: any[] = []; const said = (e: any) => String(e.message).includes(${JSON.stringify(message)}) ? "said" : e.message;
  for (const f of [s, a, c, d, child, lp] as any[]) { const one: any[] = []; for (let i = 0; i < 5; i++) one.push(await f(i).catch(said)); out.push(one.join()); }
  for (const f of [s, a, c, d, child]) out.push((await map(f as any, [1, 2, 3], { minSuccessRatio: 0.5, chunkSize: 3 })).join());
  const seen: any[] = []; for await (const { index, value } of mapUnordered(a, [1, 2, 3], { minSuccessRatio: 0.5 })) seen[index] = value;
  const p = new Process(a, 2); await p.start();
  return [out, seen.join(), await p.join().catch(said)];
}, { name: "w" });
`,
    output: [
      [...Array.from({ length: 6 }, () => "0,1,said,3,4"), ...Array.from({ length: 5 }, () => "1,,3")],
      "1,,3",
      "said",
    ],
  },
  {
    name: `uncloneable argument ${name}`,
    says: "only the call that is given it fails, with words, on every path",
    code: `import { dynamic, group, launchPlan, map, Process, Queue, task, workflow } from "fanout";
const make = (): any => (${code});
const s = task(async (v: any) => 1, { name: "s" });
const c = task(async (v: any) => 1, { name: "c", cache: true });
const d = dynamic(async (v: any) => 1, { name: "d" });
const child = workflow(async (v: any) => 1, { name: "child" });
const lp = launchPlan(child, { name: "lp" });
export default workflow(async () => {
  const said = (e: any) => String(e.message).includes(${JSON.stringify(message)}) ? "said" : e.message;
  const out: any[] = [];
  for (const f of [s, c, d, child, lp] as any[]) { out.push(await f({ v: make() }).catch(said)); out.push(await f({ v: 1 }).catch(said)); }
  out.push(await map(s, [1, make(), 3]).catch(said));
  out.push(await group("g", () => s([make()])).catch(said));
  const q = new Queue<any>(); out.push(await q.put(make()).catch(said)); await q.put(7); out.push(await q.get());
  const p = new Process(s, make()); out.push(await p.start().then(() => p.join()).catch(said));
  return out;
}, { name: "w" });
`,
    output: [...Array.from({ length: 5 }, () => ["said", 1]).flat(), "said", "said", "said", 7, "said"],
  },
]);

export const uncloneable: readonly ProgramCase[] = [
  ...cases,
  {
    name: "uncloneable output",
    says: "an output that cannot be copied fails the run, with words",
    code: `import { workflow } from "fanout";
export default workflow(async () => ({ list: [1, new URL("https://a.b")] }), { name: "w" });
`,
    check: (s) => /`result\.list\[1\]` is a URL.* Return `url\.href`\./.test(s.error?.message ?? ""),
  },
  {
    name: "uncloneable traced",
    says: "a traced result that cannot be copied is not kept, and costs nothing else",
    code: `import { context, task, traced, workflow } from "fanout";
const tr = traced(async () => ({ f: () => context().attempt }), { name: "tr" });
const s = task(async () => { const { f } = await tr(); if (f() < 2) throw new Error("x"); return f(); }, { name: "s", retries: 1 });
export default workflow(async () => s(), { name: "w" });
`,
    output: 2,
  },
  {
    name: "uncomparable argument",
    says: "a cached call whose argument cannot be compared is refused, with words",
    code: `import { Queue, task, workflow } from "fanout";
const s = task(async (v: any) => 1, { name: "s", cache: true });
export default workflow(async () => [await s({ q: new Queue() }).catch((e: any) => e.message.slice(0, 44)), await s(1)], { name: "w" });
`,
    output: ["s is cached, but `arguments[0].q` is a Queue", 1],
  },
];
