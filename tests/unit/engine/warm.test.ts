import { describe, expect, it } from "vitest";
import type { TrialPlan } from "@/lib/engine/plan";
import { compiled, loadProgram, planOf, runProgram, runTrial } from "@/lib/engine/testing/run-program";
import { runRounds } from "@/lib/engine/testing/run-rounds";
import { VirtualHost } from "@/lib/engine/testing/virtual-host";
import type { WarmPools } from "@/lib/engine/workers/worker-set";
import { STATUSES } from "@/lib/model/status";

const source = `import { task, workflow, map } from "fanout";
let loads = 0;
const count = task((x) => ++loads, { name: "count" });
export default workflow(async () => map(count, [1, 2, 3, 4], { chunkSize: 2 }), { name: "entry" });`;

describe("a warm start", () => {
  it("keeps the pool between rounds, with the state of its modules", async () => {
    const { ends, names, host } = await runRounds(source, 3, {});
    expect(ends.map((end) => end.status)).toEqual(["succeeded", "succeeded", "succeeded"]);
    const most = ends.map((end) => Math.max(...(end.output as number[])));
    expect(most[1]).toBeGreaterThan(most[0] as number);
    // Two pool workers once, and a driver per round.
    expect(host.started).toBe(2 + 3);
    expect(host.alive).toBe(0);
    // Each round has its own name table.
    for (const seen of names) expect(seen).toContain("count");
  });

  it("has as many workers as each round asks for, and reports only those", async () => {
    const wait = `import { task, workflow, map, sleep } from "fanout";
const t = task(async (x) => { await sleep(40); return x; }, { name: "t" });
export default workflow(async () => (await map(t, Array.from({ length: 24 }, (_, i) => i))).length, { name: "entry" });`;
    const rounds = [2, 4, 6, 3, 1, 8].map((workers) => ({ workers }));
    const { ends, lanes, host } = await runRounds(wait, rounds, {});
    expect(lanes).toEqual([2, 4, 6, 3, 1, 8]);
    // 24 items of 40 ms, on as many workers as there are.
    for (const [i, { workers }] of rounds.entries())
      expect(Math.floor((ends[i]?.wallMs as number) / 40)).toBe(24 / workers);
    // Those that a round adds, and a driver for each.
    expect(host.started).toBe(2 + 2 + 2 + 0 + 0 + 7 + rounds.length);
    expect(host.alive).toBe(0);
  });

  it("runs with every setting of the round that starts", async () => {
    const program = `import { task, workflow, map, sleep, random } from "fanout";
let at = 0; let most = 0;
const t = task(async () => { most = Math.max(most, ++at); await sleep(10); at--; return random(); }, { name: "t" });
const peak = task(() => { const seen = most; most = 0; return seen; }, { name: "peak" });
const inner = task(async () => { await map(t, [1, 2, 3, 4, 5, 6], { strategy: "async" }); return peak(); }, { name: "inner" });
export default workflow(async () => ({ drawn: await map(t, [1, 2, 3]), peaks: await Promise.all([peak(), inner()]) }), { name: "entry" });`;
    const rounds: readonly Partial<TrialPlan>[] = [
      { seed: 1 },
      { seed: 2 },
      { seed: 1 },
      { seed: 1, concurrency: 3, workers: 1 },
      { seed: 1, maxParallelism: 2, workers: 1 },
      { strategy: "async", seed: 2 },
      { strategy: "sequential", seed: 2 },
      { strategy: "pooled", seed: 2 },
    ];
    const warm = await runRounds(program, rounds, {});
    for (const [i, change] of rounds.entries()) {
      const cold = await runRounds(program, [change], { start: "cold" });
      expect(warm.ends[i]).toMatchObject({ status: "succeeded" });
      expect(warm.ends[i]?.output).toEqual(cold.ends[0]?.output);
      expect(warm.lanes[i]).toBe(cold.lanes[0]);
    }
    expect(warm.host.alive).toBe(0);
  });

  it("never takes over workers of another program", async () => {
    const host = new VirtualHost(loadProgram);
    const run = (text: string, warm?: WarmPools) =>
      runTrial(
        planOf(compiled(source.replace("++loads", `++loads + ${text}`)), "pooled", { start: "warm" }),
        host,
        () => undefined,
        warm,
      );
    const first = await run("100");
    const second = await run("200", first.trial.keep());
    expect(Math.min(...(second.end.output as number[]))).toBeGreaterThan(200);
    expect(host.started).toBe(2 * 3);
  });

  it("does not use a worker that has died since", async () => {
    const host = new VirtualHost(loadProgram);
    const plan = planOf(compiled(source), "pooled", { start: "warm" });
    const first = await runTrial(plan, host, () => undefined);
    const kept = first.trial.keep();
    host.workers.get(1)?.kill("killed by the test");
    while (host.next());
    const second = await runTrial(plan, host, () => undefined, kept);
    expect(second.end.status).toBe("succeeded");
    expect(host.started).toBe(3 + 2);
  });

  it("does not happen with a cold start: every round starts new workers", async () => {
    const { ends, host } = await runRounds(source, 2, { start: "cold" });
    expect(ends.map((end) => end.output)).toEqual([ends[0]?.output, ends[0]?.output]);
    expect(host.started).toBe(2 * 3);
  });
});

describe("kept workers", () => {
  it("run nothing of their program until the next trial", async () => {
    const code = `import { task, workflow, sleep } from "fanout";
const left = task(async () => {
  const again = async () => { for (;;) { await sleep(5); globalThis.leftover = (globalThis.leftover ?? 0) + 1; } };
  again().catch(() => undefined);
});
export default workflow(async () => { await left(); await sleep(50); }, { name: "entry" });`;
    const count = () => Number(Reflect.get(globalThis, "leftover") ?? 0);
    const host = new VirtualHost(loadProgram);
    const plan = planOf(compiled(code), "pooled", { start: "warm", workers: 1 });
    const { trial } = await runTrial(plan, host, () => undefined);
    expect(count()).toBeGreaterThan(5);
    const [worker] = trial.keep().workers;
    let answers = 0;
    worker?.handle?.rest(() => {
      answers += 1;
    });
    await host.passUntil(() => answers === 1);
    const before = count();
    let isOver = false;
    host.after(500, () => {
      isOver = true;
    });
    await host.passUntil(() => isOver);
    expect(count()).toBe(before);
    worker?.handle?.end();
    Reflect.deleteProperty(globalThis, "leftover");
  });
});

describe("direct calls", () => {
  const singles = (
    then: string,
    body = "return x * 2;",
  ) => `import { task, dynamic, workflow, map, sleep } from "fanout";
const nested = task((x) => x + 1, { name: "nested" });
const one = task(async (x) => { ${body} }, { name: "one" });
export default workflow(async () => { const seen = []; for (let i = 0; i < 8; i++) seen.push(await one(i)); ${then} return seen; }, { name: "entry" });`;

  it("return the same results and spans as calls through the coordinator, and release the slot for a map", async () => {
    for (const workers of [1, 2]) {
      const { end, trace } = await runProgram(
        singles("seen.push(...(await map(one, [10, 11, 12])));"),
        "pooled",
        { workers },
      );
      expect(end.output).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 20, 22, 24]);
      const ones = Array.from(trace.names.keys()).filter((name) => trace.names[name] === "one");
      const rows = Array.from({ length: trace.count }, (_, row) => row).filter(
        (row) => ones.includes(trace.name[row] as number) && trace.kind[row] === 3,
      );
      expect(rows).toHaveLength(11);
      for (const row of rows) {
        expect(STATUSES[trace.status[row] as number]).toBe("succeeded");
        expect(trace.settled[row]).toBeGreaterThanOrEqual(trace.started[row] as number);
        expect(trace.worker[row]).toBeGreaterThan(0);
      }
    }
  });

  it("do not hold the only slot while its body waits for a nested call", async () => {
    const { end } = await runProgram(singles("", "return await nested(x);"), "pooled", { workers: 1 });
    expect(end.output).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("do not delay parallel calls", async () => {
    const { end } = await runProgram(
      singles(
        "seen.push(...(await Promise.all([1, 2, 3, 4].map((x) => one(x)))));",
        "await sleep(2); return x;",
      ),
      "pooled",
      { workers: 2 },
    );
    expect(end.output).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4]);
  });

  it("pass on errors, and fail when their worker dies", async () => {
    const failing = await runProgram(
      singles("", 'if (x === 6) throw new RangeError("six"); return x;'),
      "pooled",
    );
    expect(failing.end.error).toMatchObject({ name: "RangeError", message: "six", path: ["entry", "one"] });
    const killed = await runProgram(singles("", "if (x === 6) await sleep(5000); return x;"), "pooled", {
      workers: 1,
      before: (_, host) => host.killNext(300),
    });
    expect(killed.end.error).toMatchObject({ name: "WorkerDied" });
  });
});
