import { afterEach, describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { KINDS } from "@/lib/model/kind";
import { STATUSES, type Status } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";

const begun = globalThis as { second?: boolean };

/** The body continues after the first result only when the second item has started, which takes a slot. */
const source = `import { dynamic, mapUnordered, sleep, task, workflow } from "fanout";
const item = task(async (x) => { if (x === 1) globalThis.second = true; return x; }, { name: "item" });
const body = dynamic(async () => {
  const seen = [];
  for await (const { value } of mapUnordered(item, [0, 1])) {
    while (!globalThis.second) await sleep(1);
    seen.push(value);
  }
  return seen;
}, { name: "body" });
export default workflow(async () => body(), { name: "entry", maxParallelism: 1 });`;

describe("mapUnordered in a body", () => {
  afterEach(() => {
    begun.second = false;
  });

  it.each(["dynamic", "pooled"] as const)(
    "leaves the body's slot to its items from the call to the last result, %s",
    async (strategy) => {
      const { end } = await runProgram(source, strategy, { workers: 1, timeoutMs: 10_000 });
      expect(end).toMatchObject({ status: "succeeded", output: [0, 1] });
    },
  );

  it("does so under async too", async () => {
    const { end } = await runProgram(source, "async", { timeoutMs: 10_000 });
    expect(end).toMatchObject({ status: "succeeded", output: [0, 1] });
  });
});

const SDK = `import { dynamic, group, launchPlan, map, mapUnordered, sleep, task, workflow } from "fanout";
const t = task(async (i) => { await sleep(10 + i); return i; }, { name: "t" });
const odd = task(async (i) => { await sleep(10 + i); if (i % 2) throw new Error("odd " + i); return i; }, { name: "odd" });
const child = workflow(async (i) => t(i), { name: "child" });
const plan = launchPlan(child, { name: "plan" });
const oddChild = workflow(async (i) => odd(i), { name: "oddChild" });
const list = (n) => Array.from({ length: n }, (_, i) => i);
const eat = async (stream) => { const got = []; for await (const { index, value } of stream) got.push([index, value]); return got; };
`;

const countOf = (trace: Trace, name: string, status: Status) =>
  Array.from({ length: trace.count }, (_, row) => row).filter(
    (row) =>
      trace.names[trace.name[row] as number] === name &&
      KINDS[trace.kind[row] as number] === "task" &&
      STATUSES[trace.status[row] as number] === status,
  ).length;

describe.each(STRATEGIES)("mapUnordered, %s", (strategy) => {
  const run = async (body: string, around = "") => {
    const source = `${SDK}${around}export default workflow(async () => { ${body} }, { name: "entry" });`;
    const { end, trace } = await runProgram(source, strategy, { timeoutMs: 10_000 });
    return { output: end.error ?? end.output, trace };
  };

  it.each(["odd", "oddChild"])("gives null for a failure that is allowed: %s", async (name) => {
    const { output } = await run(
      `return (await eat(mapUnordered(${name}, list(4), { minSuccessRatio: 0.5, concurrency: 1 }))).sort();`,
    );
    expect(output).toEqual([
      [0, 0],
      [1, null],
      [2, 2],
      [3, null],
    ]);
  });

  it("throws a failure that is not allowed after what came before it", async () => {
    const { output } = await run(
      `const got = []; try { for await (const { value } of mapUnordered(odd, list(4), { concurrency: 1 })) got.push(value); } catch (e) { got.push(e.message); } return got;`,
    );
    expect(output).toEqual([0, "odd 1"]);
  });

  it("gives each loop every result, whenever it begins", async () => {
    const { output } = await run(
      `const stream = mapUnordered(t, list(3));
const both = await Promise.all([eat(stream), eat(stream)]);
await sleep(50);
return [...both, await eat(stream)].map((got) => got.length);`,
    );
    expect(output).toEqual([3, 3, 3]);
  });

  it("answers several next() at the same time, in order", async () => {
    const { output } = await run(
      `const it = mapUnordered(t, list(3))[Symbol.asyncIterator]();
const all = await Promise.all([it.next(), it.next(), it.next(), it.next()]);
return all.map(({ done, value }) => done ? "done" : value.index);`,
    );
    expect(output).toEqual([0, 1, 2, "done"]);
  });

  it.each([
    ["break", `for await (const _ of mapUnordered(t, list(30), { concurrency: 2 })) break;`],
    [
      "an error in its body",
      `try { for await (const _ of mapUnordered(t, list(30), { concurrency: 2 })) throw new Error("no"); } catch {}`,
    ],
    [
      "return",
      `await (async () => { for await (const _ of mapUnordered(t, list(30), { concurrency: 2 })) return 1; })();`,
    ],
    [
      "break, of workflows",
      `for await (const _ of mapUnordered(child, list(30), { concurrency: 2 })) break;`,
    ],
    [
      "break, of launch plans",
      `for await (const _ of mapUnordered(plan, list(30), { concurrency: 2 })) break;`,
    ],
    [
      "return() before the first result",
      `await mapUnordered(t, list(30), { concurrency: 2 })[Symbol.asyncIterator]().return();`,
    ],
    ["break, in a dynamic", `await inner();`],
    [
      "break, in a group",
      `await group("g", async () => { for await (const _ of mapUnordered(t, list(30), { concurrency: 2 })) break; });`,
    ],
  ])("starts nothing further after %s, and calls go on", async (_, body) => {
    const around = `const inner = dynamic(async () => { for await (const _ of mapUnordered(t, list(30), { concurrency: 2 })) break; return t(7); }, { name: "inner" });
`;
    const { output, trace } = await run(`${body} return t(1);`, around);
    expect(output).toBe(1);
    expect(countOf(trace, "t", "succeeded")).toBeLessThan(15);
  });

  it("goes on while another loop over it does", async () => {
    const { output } = await run(
      `const stream = mapUnordered(t, list(6), { concurrency: 2 });
const all = eat(stream);
for await (const _ of stream) break;
return (await all).length;`,
    );
    expect(output).toBe(6);
  });

  it("is waited for where nobody asks for its results", async () => {
    const { output, trace } = await run(`mapUnordered(t, list(3)); mapUnordered(odd, [1]); return "done";`);
    expect(output).toBe("done");
    expect(countOf(trace, "t", "succeeded")).toBe(3);
  });
});
