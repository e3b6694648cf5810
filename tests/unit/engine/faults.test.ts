import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deaths, killAsPlanned } from "@/lib/engine/testing/random/deaths";
import { randomProgram } from "@/lib/engine/testing/random-program";
import { runProgram } from "@/lib/engine/testing/run-program";
import { STATUSES } from "@/lib/model/status";
import { FLAG_SHARED_TIME } from "@/lib/protocol/rows";
import { isSpan } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

const RUNS = Number(process.env.FANOUT_RUNS ?? 40);

const statusOf = (trace: Trace, row: number) => STATUSES[trace.status[row] as number];

/** Rows of each item of a task's map, its attempts in order. */
function attemptsOf(trace: Trace, name: string): number[][] {
  const byItem: number[][] = [];
  for (let row = 0; row < trace.count; row++) {
    const index = trace.index[row] as number;
    if (trace.names[trace.name[row] as number] !== name || index < 0) continue;
    const rows = byItem[index] ?? [];
    byItem[index] = rows;
    rows.push(row);
  }
  for (const rows of byItem) rows.sort((a, b) => (trace.attempt[a] as number) - (trace.attempt[b] as number));
  return byItem;
}

describe("workers that are killed at random", () => {
  it("lose nothing: every item ends once, retried by its policy", {
    timeout: 600_000,
  }, async () => {
    const strategies = fc.constantFrom("dynamic" as const, "pooled" as const, "hybrid" as const);
    const plan = fc.record({
      items: fc.integer({ min: 1, max: 24 }),
      chunk: fc.constantFrom(1, 1, 2, 5),
      retries: fc.nat(3),
      /** Items that fail in their first attempts, by their index. */
      flaky: fc.nat(4),
      ratio: fc.constantFrom(1, 0.5, 0),
      workers: fc.integer({ min: 1, max: 4 }),
      kills: deaths(6),
    });
    await fc.assert(
      fc.asyncProperty(
        strategies,
        plan,
        async (strategy, { items, chunk, retries, flaky, ratio, workers, kills }) => {
          const source = `import { task, workflow, map, sleep, context } from "fanout";
const piece = task(async (x) => { await sleep(x % 3); if (${flaky} > 0 && x % 5 < ${flaky} && context().attempt === 1) throw new Error("boom"); return x * 3; }, { name: "piece", retries: ${retries} });
export default workflow(async () => map(piece, Array.from({ length: ${items} }, (_, i) => i), { chunkSize: ${chunk}, minSuccessRatio: ${ratio} }), { name: "entry", failurePolicy: "finishRunnable" });`;
          const { end, trace, host } = await runProgram(source, strategy, {
            workers,
            before: (_, host) => killAsPlanned(kills, host),
          });
          expect(["succeeded", "failed"]).toContain(end.status);
          expect(end.error?.name).not.toBe("TimeoutError");
          expect(host.alive).toBe(0);
          const byItem = attemptsOf(trace, "piece");
          expect(byItem).toHaveLength(items);
          for (const [index, rows] of byItem.entries()) {
            const last = rows.at(-1) as number;
            const statuses = rows.map((row) => statusOf(trace, row));
            const final = statuses.at(-1);
            expect(["succeeded", "failed", "interrupted"], `item ${index}: ${statuses}`).toContain(final);
            expect(rows.filter((row) => isSpan(trace, row))).toEqual([last]);
            expect(rows.map((row) => trace.attempt[row])).toEqual(rows.map((_, i) => i + 1));
            for (const status of statuses.slice(0, -1)) expect(["failed", "interrupted"]).toContain(status);
            // A lost worker does not cost an attempt for items that shared a chunk.
            const forgiven = rows.filter(
              (row) =>
                statusOf(trace, row) === "interrupted" &&
                ((trace.flags[row] as number) & FLAG_SHARED_TIME) !== 0,
            ).length;
            const spent = rows.length - forgiven;
            expect(spent).toBeLessThanOrEqual(retries + 1);
            if (final !== "succeeded") expect(spent, `item ${index}: ${statuses}`).toBe(retries + 1);
          }
          const succeeded = byItem.map((rows) => statusOf(trace, rows.at(-1) as number) === "succeeded");
          if (end.status === "succeeded")
            expect(end.output).toEqual(succeeded.map((ok, index) => (ok ? index * 3 : null)));
          else expect(succeeded.filter(Boolean).length).toBeLessThan(Math.max(1, items * ratio));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("end random programs with the right output, their own error, or the lost worker's", {
    timeout: 600_000,
  }, async () => {
    const strategies = fc.constantFrom("dynamic" as const, "pooled" as const, "hybrid" as const);
    // If a program reads its own failures or attempts, a lost worker changes its output, as it should.
    const steady = randomProgram.filter(
      (source) => !/catch|random\(\)|minSuccessRatio: 0/.test(source.replace(/import .*/, "")),
    );
    await fc.assert(
      fc.asyncProperty(
        steady,
        strategies,
        deaths(4),
        fc.boolean(),
        async (source, strategy, plan, driver) => {
          const expected = await runProgram(source, "sequential");
          const killing = driver ? [...plan, { after: 10, which: 0, driver: true }] : plan;
          const { end, trace, host } = await runProgram(source, strategy, {
            before: (_, host) => killAsPlanned(killing, host),
          });
          expect(host.alive).toBe(0);
          expect(Array.from(trace.status).filter((status) => status === 0)).toEqual([]);
          if (end.status === "succeeded" && expected.end.status === "failed") {
            // A body that throws in its first attempt only: the lost worker took that attempt.
            expect(source).toContain("context().attempt");
            expect(Array.from(trace.status, (_, row) => statusOf(trace, row))).toContain("interrupted");
          } else if (end.status === "succeeded") {
            expect(end.output).toEqual(expected.end.output);
          } else {
            const own = expected.end.status === "failed" ? expected.end.error?.message : undefined;
            expect([own, "killed by the test", "boom"]).toContain(end.error?.message);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("do not leak a slot of a limit that a lost worker's body waited for", { timeout: 60_000 }, async () => {
    const source = `import { task, dynamic, workflow, map } from "fanout";
const leaf = task((x) => x + 1, { name: "leaf" });
const node = dynamic(async (v) => { for (let i = 0; i < 3; i++) { const [a, b] = await Promise.all([leaf(v), leaf(v + 1)]); v = a + b; } return v; }, { name: "node" });
export default workflow(async () => map(node, [1, 2, 3, 4]), { name: "entry", maxParallelism: 1 });`;
    for (let after = 45; after < 60; after++) {
      const { end } = await runProgram(source, "dynamic", {
        timeoutMs: 10_000,
        before: (_, host) => killAsPlanned([{ after, which: 1, driver: false }], host),
      });
      expect([after, end.error?.message]).toEqual([after, "killed by the test"]);
    }
  });
});
