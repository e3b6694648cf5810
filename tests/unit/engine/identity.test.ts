import { describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { STRATEGIES } from "@/lib/model/strategy";
import { FLAG_REUSED } from "@/lib/protocol/rows";

/** `a` takes a time that puts chains out of order, `b` draws. */
const HEAD = `import { dynamic, environment, group, launchPlan, map, mapUnordered, Process, Queue, random, sleep, starmap, task, traced, workflow } from "fanout";
const a = task(async (i) => { await sleep([50, 10, 25][i] ?? 1); return i; }, { name: "a" });
const b = task(async (...args) => [...args, random(), random()], { name: "b" });
const gpu = environment({ name: "gpu" });
const c = gpu.task(async (x) => [x, random()], { name: "c" });
const two = dynamic(async (x) => [random(), ...(await Promise.all([b(x), b(x, 1)]))], { name: "two" });
const child = workflow(async ({ x }) => [random(), await b(x)], { name: "child" });
const plan = launchPlan(child, { name: "plan" });
const flaky = task(async (x) => { const drawn = random(); if (drawn < 0.5) throw new Error("low"); return [x, drawn]; }, { name: "flaky", retries: 9 });
const kept = traced(async (x) => [x, random()], { name: "kept" });
const tries = task(async (x) => { const all = await Promise.all([2, 1].map(async (i) => { await sleep(x * i * 5); return kept(i); })); if (random() < 0.5) throw new Error("again"); return all; }, { name: "tries", retries: 9 });
`;

/** Chains of a call and one more, which overtake each other in another order under each strategy. */
const chains: Readonly<Record<string, string>> = {
  "single calls": "return b(await a(i));",
  "equal calls from several places":
    "await a(i); if (i === 0) return b(1); if (i === 1) return b(1); return b(1);",
  lists: "await a(i); return map(b, [i, i + 1, i]);",
  pairs: "await a(i); return starmap(b, [[i, 1], [i, 2]]);",
  "results as they come":
    "await a(i); const all = []; for await (const { index, value } of mapUnordered(b, [i, 7])) all[index] = value; return all;",
  dynamics: "return two(await a(i));",
  workflows: "return child({ x: await a(i) });",
  "launch plans": "return plan({ x: await a(i) });",
  "maps of workflows": "await a(i); return map(child, [{ x: i }, { x: 5 }]);",
  environments: "return c(await a(i));",
  processes: "const p = new Process(b, await a(i)); await p.start(); return p.join();",
  "further attempts": "return flaky(await a(i));",
  "traced calls": "return tries(await a(i));",
  objects: "return b({ i: await a(i), list: [i, { deep: new Date(i) }] });",
};

const program = (body: string, head = HEAD) => `${head}
export default workflow(async () => { const one = async (i) => { ${body} }; return Promise.all([0, 1, 2].map(one)); }, { name: "entry" });`;

describe("the same random numbers under every strategy", () => {
  it.each(Object.entries(chains))("%s", async (_, body) => {
    const outputs: string[] = [];
    for (const strategy of STRATEGIES)
      for (const workers of [1, 3]) {
        const { end } = await runProgram(program(body), strategy, { workers });
        expect(end.error).toBeUndefined();
        outputs.push(JSON.stringify(end.output));
      }
    expect(new Set(outputs).size).toBe(1);
    const drawn = (outputs[0] ?? "").match(/0\.\d+/g) ?? [];
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  it("in groups, which are callers of their own", async () => {
    const source = program(
      'await a(i); return group("g" + i, async () => [await b(1), await map(b, [1, 2])]);',
    );
    const outputs = [];
    for (const strategy of STRATEGIES) outputs.push((await runProgram(source, strategy)).end.output);
    for (const output of outputs) expect(output).toEqual(outputs[0]);
  });
});

describe.each(STRATEGIES)("a run from the failure, %s", (strategy) => {
  const resumed = async (body: string, before: object, after: object) => {
    const source = `${HEAD}const check = task((broken) => { if (broken) throw new Error("broken"); return "ok"; }, { name: "check" });
const tag = task(async (x) => { await sleep(x === 1 ? 1 : 8); return "b" + (x?.id ?? x); }, { name: "tag" });
export default workflow(async (inputs) => { ${body} return [r, await check(inputs.broken)]; }, { name: "entry", inputs: { broken: true, list: [0, 1, 2] } });`;
    const failed = await runProgram(source, strategy, { inputs: { broken: true, ...before }, workers: 3 });
    expect(failed.end.error?.message).toBe("broken");
    const prior = new Map(failed.end.results.map(({ name, value }) => [name, value]));
    const inputs = { broken: false, ...after };
    const again = await runProgram(source, strategy, { inputs, prior, workers: 3 });
    const whole = await runProgram(source, strategy, { inputs, workers: 3 });
    expect(again.end.output).toEqual(whole.end.output);
    return again.trace.flags.reduce((sum, flags) => sum + (flags & FLAG_REUSED ? 1 : 0), 0);
  };

  it.each([
    ["chains", "const r = await Promise.all(inputs.list.map(async (i) => tag(await a(i))));", 6],
    ["a list", "const r = await map(tag, inputs.list);", 3],
    ["a list in chunks", "const r = await map(tag, inputs.list, { chunkSize: 3 });", 3],
    ["objects", "const r = await map(tag, inputs.list.map((id) => ({ id })));", 3],
    ["workflows", "const r = await map(child, inputs.list.map((x) => ({ x })));", 3],
  ])("gives each call its own result: %s", async (_, body, reused) => {
    expect(await resumed(body, {}, {})).toBe(reused);
  });

  it("reuses what has the same arguments where the list has changed", async () => {
    const body = "const r = await map(tag, inputs.list, { key: (x) => 'k' + x });";
    expect(await resumed(body, {}, { list: [5, 2, 1, 0, 1] })).toBe(3);
    expect(await resumed("const r = await map(tag, inputs.list);", {}, { list: [2, 3] })).toBe(1);
  });

  it("reuses nothing whose arguments cannot be compared", async () => {
    const body =
      "const q = new Queue(); const r = [await tag({ id: 1, q }), await map(tag, [{ id: 2, q }, 3])];";
    expect(await resumed(body, {}, {})).toBe(1);
  });

  it("after an edit elsewhere in the program", async () => {
    const source = (added: string, fails: boolean) => `${HEAD}${added}
const check = task(() => { ${fails ? 'throw new Error("broken");' : ""} }, { name: "check" });
export default workflow(async () => {
  ${added ? "await a(9); // a line more" : ""}
  const r = [await b(1), await b(1), await map(b, [1, 2])];
  await check();
  return r;
}, { name: "entry" });`;
    const failed = await runProgram(source("", true), strategy);
    const prior = new Map(failed.end.results.map(({ name, value }) => [name, value]));
    expect(prior.size).toBe(4);
    const again = await runProgram(source("const other = 1;", false), strategy, { prior });
    expect(again.end.output).toEqual((await runProgram(source("", false), strategy)).end.output);
    expect(again.trace.flags.filter((flags) => flags & FLAG_REUSED)).toHaveLength(4);
  });
});
