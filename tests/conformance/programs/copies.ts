import type { ProgramCase } from "./program-case";

const program = (names: string, body: string) => `import { ${names} } from "fanout";\n${body}\n`;

/** Values are copies: what a body does to its arguments, and a caller to its results, stays its own. */
export const copies: readonly ProgramCase[] = [
  ...["", ", chunkSize: 3", ', strategy: "sequential"', ', strategy: "async"', ", concurrency: 1"].map(
    (options): ProgramCase => ({
      name: `clone shared items${options}`,
      says: "items that are one object are each their own, in one chunk too",
      code: program(
        "map, task, workflow",
        `const s = task((o: any) => ++o.n, { name: "s" });
const a = task(async (o: any) => ++o.n, { name: "a" });
export default workflow(async () => { const o = { n: 1 }; return [await map(s, [o, o, o], { key: () => "k"${options} }), await map(a, [o, o, o], { key: () => "k"${options} }), o.n]; }, { name: "w" });`,
      ),
      output: [[2, 2, 2], [2, 2, 2], 1],
    }),
  ),
  {
    name: "clone at the call",
    says: "a caller's change after the call is not seen",
    code: program(
      "map, mapUnordered, starmap, task, workflow, sleep",
      `const s = task(async (o: any) => { await sleep(5); return o.n; }, { name: "s" });
const t = task(async (x: any) => { await sleep(5); return x; }, { name: "t" });
const child = workflow(async (o: any) => { await sleep(1); return o.n; }, { name: "child" });
export default workflow(async () => {
  const o = { n: 1 }; const list: any[] = [o, o]; const texts = ["a", "b"];
  const calls = [s(o), map(s, list), starmap(s, [[o]]), child(o), map(child, list), map(t, texts, { concurrency: 1 })];
  const it = mapUnordered(s, list);
  o.n = 9; list.length = 0; texts[1] = "z";
  const results = await Promise.all(calls);
  for await (const { value } of it) results.push(value);
  return results;
}, { name: "w" });`,
    ),
    output: [1, [1, 1], [1], 1, [1, 1], ["a", "b"], 1, 1],
  },
  {
    name: "clone retries",
    says: "every attempt gets the arguments as they were",
    code: program(
      "map, task, workflow, context",
      `const s = task(async (o: any) => { o.n++; if (context().attempt < 3) throw new Error("x"); return o.n; }, { name: "s", retries: 2 });
const b = task((o: any) => { o.n++; if (context().attempt < 3) throw new Error("x"); return o.n; }, { name: "b", retries: 2 });
export default workflow(async () => { const o = { n: 1 }; return [await s(o), await map(s, [o, o], { chunkSize: 2 }), await map(b, [o, o], { chunkSize: 2 }), o.n]; }, { name: "w" });`,
    ),
    output: [2, [2, 2], [2, 2], 1],
  },
  {
    name: "clone results in a chunk",
    says: "results are as they were when they were returned",
    code: program(
      "map, task, workflow",
      `const keep: any = { n: 0 };
const s = task((i: number) => { keep.n = i; return keep; }, { name: "s" });
const a = task(async (i: number) => { keep.n = i; return [keep]; }, { name: "a" });
export default workflow(async () => {
  const one: any = await map(s, [1, 2, 3], { chunkSize: 3 }); const two: any = await map(a, [1, 2, 3], { chunkSize: 3, concurrency: 1 });
  one[0].n = 7;
  return [one.map((o: any) => o.n), two.map(([o]: any) => o.n)];
}, { name: "w" });`,
    ),
    output: [
      [7, 2, 3],
      [1, 2, 3],
    ],
  },
  {
    name: "clone workflows",
    says: "inputs, defaults and outputs of workflows and launch plans are copies",
    code: program(
      "launchPlan, map, workflow",
      `const kept: any = { n: 0 };
const child = workflow(async ({ o }: any) => { o.n++; return { n: o.n, kept }; }, { name: "child", inputs: { o: { n: 1 } } });
const lp = launchPlan(child, { name: "lp" });
export default workflow(async () => {
  const o = { n: 5 }; const seen: any[] = [];
  for (const call of [() => child({ o }), () => child(), () => child(), () => lp({ o }), () => lp(), async () => (await map(child, [{ o }, { o }]))[1]]) {
    const r: any = await call(); r.kept.n++; seen.push([r.n, r.kept.n]);
  }
  return [seen, o.n];
}, { name: "w" });`,
    ),
    output: [
      [
        [6, 1],
        [2, 1],
        [2, 1],
        [6, 1],
        [2, 1],
        [6, 1],
      ],
      5,
    ],
  },
  {
    name: "clone cached",
    says: "a cached result is each caller's own, and a body's change does not change the key",
    code: program(
      "map, task, workflow, launchPlan",
      `const s = task(async (o: any) => { o.n++; return { list: [o.n] }; }, { name: "s", cache: true });
const child = workflow(async ({ n }: any) => ({ list: [n] }), { name: "child" });
const lp = launchPlan(child, { name: "lp" }).withOverrides({ cache: true });
export default workflow(async () => {
  const o = { n: 1 };
  const results: any[] = [await s(o), await s(o), ...(await Promise.all([s({ n: 5 }), s({ n: 5 })])), ...(await map(s, [o, o, { n: 1 }], { chunkSize: 3 })), await lp({ n: 3 }), await lp({ n: 3 })];
  for (const r of results) r.list.push(0);
  return [results.map((r) => r.list), o.n];
}, { name: "w" });`,
    ),
    output: [
      [
        [2, 0],
        [2, 0],
        [6, 0],
        [6, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [3, 0],
        [3, 0],
      ],
      1,
    ],
  },
  {
    name: "clone traced",
    says: "a traced result is recorded as it was; its first caller has it as it is",
    code: program(
      "task, traced, workflow, context",
      `const step = traced(async (o: any) => { o.seen = true; return { n: 1, o }; }, { name: "step" });
const s = task(async () => { const mine: any = {}; const r: any = await step(mine); const before = r.n; r.n = 9; if (context().attempt < 3) throw new Error("x"); return [before, r.n, r.o === mine || context().attempt > 1]; }, { name: "s", retries: 2 });
export default workflow(async () => s(), { name: "w" });`,
    ),
    output: [1, 9, true],
  },
  {
    name: "clone queue and process",
    says: "items of a queue and arguments of a process are as they were",
    code: program(
      "Process, Queue, task, workflow",
      `const s = task(async (o: any) => ++o.n, { name: "s" });
export default workflow(async () => {
  const o = { n: 1 }; const q = new Queue<any>();
  await q.put(o); o.n = 7;
  const got = await q.get(); got.n++;
  const p = new Process(s, o); await p.start(); o.n = 20;
  return [got.n, await p.join(), o.n];
}, { name: "w" });`,
    ),
    output: [2, 8, 20],
  },
  {
    name: "clone in groups",
    says: "a group and a traced function run in their caller's thread, with its values",
    code: program(
      "group, task, traced, workflow",
      `const s = task(async (o: any) => ++o.n, { name: "s" });
const tr = traced(async (o: any) => { o.n = 50; return o; }, { name: "tr" });
export default workflow(async () => {
  const o = { n: 1 };
  const inGroup = await group("g", async () => [await s(o), o]);
  return [inGroup[0], inGroup[1] === o, (await tr(o)) === o, o.n];
}, { name: "w" });`,
    ),
    output: [2, true, true, 50],
  },
  {
    name: "clone keeps",
    says: "a copy keeps what structured clone keeps, and the SDK's classes",
    code: program(
      "Dir, File, Queue, task, workflow",
      `class Point { constructor(public x: number) {} get double() { return this.x * 2; } }
const s = task(async (v: any) => v, { name: "s" });
export default workflow(async () => {
  const dir = new Dir("d"); await dir.write("a/b", "text"); const file = new File("f"); await file.write("file");
  const q = new Queue<number>(); const one = { n: 1 }; const bytes = new Uint8Array([1, 2, 3, 4]);
  const loop: any = { one }; loop.self = loop;
  const list: any = [1, , 3]; list.extra = "e";
  const v = { dir, box: new Map<any, any>([["f", file], [one, new Set([one])]]), q, one, loop, list, bytes, part: bytes.subarray(1, 3), date: new Date(5), re: /a+/gi, big: 10n, minus: -0, point: new Point(3), nothing: undefined, number: new Number(4), match: "xay".match(/a/), tag: { $fanout: "Dir", name: 1 }, ["__proto__"]: { y: 1 } };
  const r: any = await s(v);
  await r.q.put(6);
  r.bytes[1] = 99;
  return [await r.dir.read("a/b"), r.dir instanceof Dir, await r.box.get("f").read(), [...r.box.values()][1].has(r.one), r.loop.self === r.loop && r.loop.one === r.one, await q.get(),
    1 in r.list, r.list.length, r.list.extra, r.part[0], r.part.length, bytes[1], r.date.getTime(), String(r.re), String(r.big), Object.is(r.minus, -0), r.point.x, r.point.double ?? null, "nothing" in r, r.number + 1, r.match.index, r.tag, Object.hasOwn(r, "__proto__")];
}, { name: "w" });`,
    ),
    output: [
      "text",
      true,
      "file",
      true,
      true,
      6,
      false,
      3,
      "e",
      99,
      2,
      2,
      5,
      "/a+/gi",
      "10",
      true,
      3,
      null,
      true,
      5,
      1,
      {
        $fanout: "object",
        entries: [
          ["$fanout", "Dir"],
          ["name", 1],
        ],
      },
      true,
    ],
  },
];
