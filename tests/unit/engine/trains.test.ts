import { describe, expect, it } from "vitest";
import { type RunOptions, runProgram } from "@/lib/engine/testing/run-program";
import type { VirtualHost } from "@/lib/engine/testing/virtual-host";
import { statusOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";

// Short single calls that are made together go to a worker in one message, a train, and stay calls of their own.

const IMPORTS =
  'import { context, dynamic, map, NonRecoverable, Queue, random, sleep, task, workflow } from "fanout";\n';

interface Options extends RunOptions {
  /** Called when a train has been sent. */
  readonly sent?: (host: VirtualHost, worker: number) => void;
}

/** Runs a program pooled. @returns also how many chunks each train had */
async function run(program: string, { sent, ...change }: Options = {}) {
  const trains: number[] = [];
  const before = (_: unknown, host: VirtualHost) => {
    const start = host.start.bind(host);
    host.start = (...args) => {
      const handle = start(...args);
      return {
        ...handle,
        post(message, moved) {
          handle.post(message, moved);
          if (message.type !== "chunks") return;
          trains.push(message.chunks.length);
          sent?.(host, args[0].worker);
        },
      };
    };
  };
  const { end, trace, host } = await runProgram(IMPORTS + program, "pooled", {
    ...change,
    before(trial, host) {
      before(trial, host);
      change.before?.(trial, host);
    },
  });
  return { end, trace, host, trains };
}

const rowsOf = (trace: Trace, name: string) =>
  Array.from({ length: trace.count }, (_, row) => row).filter(
    (row) => trace.names[trace.name[row] as number] === name,
  );

/** Calls from which the engine learns that they are short. */
const WARM = "await Promise.all([0, 1, 2, 3].map((x) => t(x)));";

describe("trains of short single calls", () => {
  it("give each call its own result, span, arguments and random numbers", async () => {
    const program = `const t = task((x: number, o: any = {}) => { o.n = x; return [x, o.own, random()]; }, { name: "t" });
export default workflow(async () => {
  ${WARM}
  const one: any = { own: 0 };
  const calls = Array.from({ length: 300 }, (_, x) => { one.own = x; return t(x, one); });
  const found: any[] = await Promise.all(calls);
  return [found.every(([x, own], i) => x === i && own === i), new Set(found.map(([, , r]) => r)).size, one.n ?? null];
}, { name: "w" });`;
    const { end, trace, trains } = await run(program);
    expect(end.output).toEqual([true, 300, null]);
    expect(Math.max(...trains)).toBeGreaterThan(10);
    const rows = rowsOf(trace, "t");
    expect(rows).toHaveLength(304);
    for (const row of rows) {
      expect(statusOf(trace, row)).toBe("succeeded");
      expect(trace.settled[row]).toBeGreaterThanOrEqual(trace.ended[row] as number);
    }
    const inTurn = await runProgram(IMPORTS + program, "sequential");
    expect(inTurn.end.output).toEqual(end.output);
  });

  it("fail, and are retried, one by one", async () => {
    const { end, trains } = await run(`const t = task((x: number) => {
  if (x % 7 === 0) throw new NonRecoverable("never " + x);
  if (x % 5 === 0 && context().attempt === 1) throw new Error("once");
  return x;
}, { name: "t", retries: 1 });
export default workflow(async () => {
  await Promise.allSettled([1, 2, 3, 4].map((x) => t(x)));
  const found = await Promise.allSettled(Array.from({ length: 100 }, (_, x) => t(x)));
  return found.map((each: any, i) => each.status === "fulfilled" ? each.value === i : each.reason.message === "never " + i && i % 7 === 0).every(Boolean);
}, { name: "w" });`);
    expect(end.output).toBe(true);
    expect(trains.length).toBeGreaterThan(0);
  });

  it("wait for each other: what has not been started is given back as soon as a body waits", async () => {
    const { end, trains } = await run(
      `const t = task(async (x: any) => {
  if (x.get) return x.get.get();
  if (x.put) await x.put.put("item");
  if (x.call) return t({ value: x.call });
  return x.value ?? 0;
}, { name: "t" }) as any;
export default workflow(async () => {
  const q = new Queue<any>();
  await Promise.all([0, 1, 2, 3].map((value) => t({ value })));
  const fill = () => Array.from({ length: 20 }, (_, value) => t({ value }));
  const found = await Promise.all([...fill(), t({ get: q }), t({ get: q }), t({ call: 5 }), ...fill(), t({ put: q }), t({ put: q }), ...fill()]);
  return [found.length, found[20], found[21], found[22]];
}, { name: "w" });`,
      { workers: 1, timeoutMs: 2_000 },
    );
    expect(end.error).toBeUndefined();
    expect(end.output).toEqual([65, "item", "item", 5]);
    expect(trains.length).toBeGreaterThan(0);
  });

  it("do not wait for one that sleeps", async () => {
    const { end, trace, trains } =
      await run(`const t = task(async (x: number) => { if (x === 40) await sleep(500); return x; }, { name: "t" });
export default workflow(async () => {
  ${WARM}
  await Promise.all(Array.from({ length: 100 }, (_, x) => t(x)));
}, { name: "w" });`);
    expect(end.status).toBe("succeeded");
    expect(trains.length).toBeGreaterThan(0);
    const late = rowsOf(trace, "t").filter((row) => (trace.settled[row] as number) > 100);
    expect(late).toHaveLength(1);
  });

  it("skip what has not started when one fails", async () => {
    const { end, trace } =
      await run(`const t = task(async (x: number) => { if (x === 5) throw new Error("no"); await null; return x; }, { name: "t" });
export default workflow(async () => {
  ${WARM}
  await Promise.all(Array.from({ length: 1_000 }, (_, x) => t(x)));
}, { name: "w" });`);
    expect(end.error?.message).toBe("no");
    const rows = rowsOf(trace, "t");
    expect(rows).toHaveLength(1_004);
    const count = (status: string) => rows.filter((row) => statusOf(trace, row) === status).length;
    expect(count("failed")).toBe(1);
    expect(count("skipped")).toBeGreaterThan(100);
    expect(count("succeeded") + count("skipped")).toBe(1_003);
  });

  it("lose nothing with their worker, and no retry", async () => {
    let isKilled = false;
    const { end, trains } = await run(
      `const t = task((x: number) => x, { name: "t" });
export default workflow(async () => {
  ${WARM}
  const found = await Promise.all(Array.from({ length: 400 }, (_, x) => t(x)));
  return found.every((x, i) => x === i);
}, { name: "w" });`,
      {
        sent(host, worker) {
          // While the first train is on its way.
          if (!isKilled) host.after(0.01, () => host.workers.get(worker)?.kill("killed by the test"));
          isKilled = true;
        },
      },
    );
    expect(trains.length).toBeGreaterThan(0);
    expect(end.output).toBe(true);
  });

  it("are not made of calls that take long, have a timeout, or a limit", async () => {
    for (const [options, limit, body] of [
      ["{ name: 't' }", "", "await sleep(5); return x;"],
      ["{ name: 't', timeout: 1000 }", "", "return x;"],
      ["{ name: 't' }", ", maxParallelism: 2", "return x;"],
    ]) {
      const { end, trains } = await run(`const t = task(async (x: number) => { ${body} }, ${options});
export default workflow(async () => { ${WARM} return (await Promise.all(Array.from({ length: 50 }, (_, x) => t(x)))).length; }, { name: "w"${limit} });`);
      expect(end.output).toBe(50);
      expect(trains).toEqual([]);
    }
  });
});
