import { describe, expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { STATUSES } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import { isSpan } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

const program = (body: string, policy = "failFast") =>
  `import { task, dynamic, workflow, map, starmap, mapUnordered, traced, group, sleep, launchPlan, context, Process } from "fanout";
const xs = Array.from({ length: 12 }, (_, i) => i);
const t = task(async (i) => { await sleep(20); return i; }, { name: "t" });
const bad = task(async () => { await sleep(5); throw new RangeError("bad"); }, { name: "bad" });
const one = { concurrency: 1 };
const all = async () => map(t, xs, one);
const child = workflow(all, { name: "child" });
const finishing = workflow(all, { name: "finishing", failurePolicy: "finishRunnable" });
const plan = launchPlan(child, { name: "plan" });
const helper = traced(all, { name: "helper" });
const each = workflow(async (i) => t(i), { name: "each" });
const fans = dynamic(all, { name: "fans" });
const deeper = dynamic(async () => group("g", () => child()), { name: "deeper" });
const stream = async (what, items) => { for await (const _ of mapUnordered(what, items, one)); };
const loop = async () => { for (const i of xs) await t(i); };
const retries = task(async (i) => { await sleep(20); if (context().attempt < 2) throw new Error("again"); return i; }, { name: "t", retries: 1 });
export default workflow(async () => { ${body} }, { name: "entry", failurePolicy: "${policy}" });`
    // One definition named t only.
    .replace(
      body.includes("retries") ? /const t = .*\n/ : /const retries = .*\n/,
      body.includes("retries") ? "const t = undefined;\n" : "",
    );

/** Statuses of the calls of `t`, in the order of their rows. */
const statuses = (trace: Trace): (string | undefined)[] =>
  Array.from({ length: trace.count }, (_, row) => row)
    .filter((row) => trace.names[trace.name[row] as number] === "t" && isSpan(trace, row))
    .filter((row) => trace.kind[row] === 3)
    .map((row) => STATUSES[trace.status[row] as number]);

const count = (list: readonly unknown[], what: string) => list.filter((one) => one === what).length;

const nested: Readonly<Record<string, string>> = {
  "a map": "map(t, xs, one)",
  "a map with a strategy of its own": 'map(t, xs, { concurrency: 1, strategy: "dynamic" })',
  "a map with an inline strategy": 'map(t, xs, { concurrency: 1, strategy: "async" })',
  "a starmap": "starmap(t, xs.map((x) => [x]), one)",
  "a group": 'group("g", all)',
  "groups in a group": 'group("g", () => group("h", () => group("i", all)))',
  "a child workflow": "child()",
  "a child workflow that finishes what it can": "finishing()",
  "a launch plan": "plan()",
  "a traced call": "helper()",
  "a dynamic": "fans()",
  "a workflow in a group in a dynamic": "deeper()",
  "a map of dynamics": "map(fans, [0])",
  "a map of workflows": "map(child, [{}])",
  mapUnordered: "stream(t, xs)",
  "calls one after the other": "loop()",
  "calls one after the other in a group": 'group("g", loop)',
};

describe.each(STRATEGIES)("a failure in a workflow, under %s", (strategy) => {
  it.each(Object.keys(nested))("skips what has not started in %s", async (name) => {
    const { end, trace } = await runProgram(
      program(`await Promise.all([${nested[name]}, bad()]);`),
      strategy,
    );
    expect(end.error).toMatchObject({ name: "RangeError", message: "bad" });
    const ran = count(statuses(trace), "succeeded");
    expect(ran).toBeLessThan(3);
    // Items are listed; single calls that were never made are not.
    if (!name.startsWith("calls")) expect(statuses(trace)).toHaveLength(12);
    expect(count(statuses(trace), "skipped") + ran).toBe(statuses(trace).length);
  });

  it("skips workflows of a map that have not started, which are in the tree", async () => {
    for (const body of ["map(each, xs, one)", "stream(each, xs)", 'group("g", () => map(each, xs, one))']) {
      const { trace } = await runProgram(program(`await Promise.all([${body}, bad()]);`), strategy);
      expect(count(statuses(trace), "succeeded")).toBeLessThan(3);
      const items = Array.from({ length: trace.count }, (_, row) => row).filter(
        (row) => trace.names[trace.name[row] as number] === "each" && (trace.index[row] as number) >= 0,
      );
      expect(items).toHaveLength(12);
    }
  });

  it("makes no further attempt", async () => {
    const { end, trace } = await runProgram(
      program("await Promise.all([map(retries, xs, one), bad()]);"),
      strategy,
    );
    expect(end.error?.message).toBe("bad");
    expect(count(statuses(trace), "succeeded")).toBeLessThan(2);
    expect(statuses(trace)).toHaveLength(12);
  });

  it("does not wait for the delays of retries", async () => {
    const source = program("await Promise.all([retries(1), bad()]);").replace(
      "retries: 1",
      "retries: { maxRetries: 1, delayMs: 5000 }",
    );
    const { end } = await runProgram(source, strategy);
    expect(end.error?.message).toBe("bad");
    expect(end.wallMs).toBeLessThan(200);
  });

  it("skips nothing where it is caught, or where its workflow finishes what it can", async () => {
    const caught = [
      "await Promise.all([child(), bad().catch(() => 0)]);",
      "await Promise.allSettled([child(), bad()]);",
      'await Promise.all([child(), group("g", bad).catch(() => 0)]);',
      "await Promise.all([child(), map(bad, [1, 2], { minSuccessRatio: 0 })]);",
    ];
    for (const body of caught) {
      const { end, trace } = await runProgram(program(body), strategy);
      expect(end.status).toBe("succeeded");
      expect(count(statuses(trace), "succeeded")).toBe(12);
    }
    for (const body of ['group("g", all)', "helper()", "map(t, xs, one)", "plan()", "fans()"]) {
      const { end, trace } = await runProgram(
        program(`await Promise.all([${body}, bad()]);`, "finishRunnable"),
        strategy,
      );
      expect(end.error?.message).toBe("bad");
      expect(count(statuses(trace), "succeeded")).toBe(12);
    }
  });

  it("of a failed map skips its items in every chunk that is under way", async () => {
    const body =
      'const bads = task(async (i) => { await sleep(20); if (i === 0) throw new Error("first"); return i; }, { name: "t" });';
    const source = program("await map(t, xs, { chunkSize: 6 }).catch(() => 0);").replace(
      /const t = .*/,
      body.replace("bads", "t"),
    );
    const { end, trace } = await runProgram(source, strategy);
    expect(end.status).toBe("succeeded");
    expect(statuses(trace)).toHaveLength(12);
    expect(count(statuses(trace), "failed")).toBe(1);
    if (strategy === "sequential" || strategy === "pooled")
      expect(count(statuses(trace), "succeeded")).toBeLessThanOrEqual(2);
  });
});
