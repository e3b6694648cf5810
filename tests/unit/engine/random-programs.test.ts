import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodiesOf } from "@/lib/analysis/time/bodies";
import { randomProgram } from "@/lib/engine/testing/random-program";
import { type Ran, runProgram } from "@/lib/engine/testing/run-program";
import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { STRATEGIES } from "@/lib/model/strategy";
import { isExecuted, isSpan } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

const WORKERS = 2;

/** The tree as text, in the order of the calls, with status and attempts, without times and lanes. */
function treeOf(trace: Trace): string {
  const children = new Map<number, number[]>();
  for (let row = 0; row < trace.count; row++) {
    if (!isSpan(trace, row)) continue;
    const list = children.get(trace.parent[row] as number) ?? [];
    list.push(row);
    children.set(trace.parent[row] as number, list);
  }
  const lines: string[] = [];
  const visit = (row: number, depth: number) => {
    const index = trace.index[row] as number;
    lines.push(
      `${"  ".repeat(depth)}${KINDS[trace.kind[row] as number]} ${trace.names[trace.name[row] as number]}${index < 0 ? "" : `[${index}]`} ${STATUSES[trace.status[row] as number]} ${trace.attempt[row]}`,
    );
    const below = children.get(row) ?? [];
    below.sort(
      (a, b) =>
        (trace.index[a] as number) - (trace.index[b] as number) ||
        (trace.id[a] as number) - (trace.id[b] as number),
    );
    for (const child of below) visit(child, depth + 1);
  };
  for (const root of children.get(-1) ?? []) visit(root, 0);
  return lines.join("\n");
}

/** The most bodies that ran in parallel, without those that waited for nested calls. `of` chooses which bodies count. */
function peak(trace: Trace, of: (row: number) => boolean): number {
  const { segments } = bodiesOf(trace);
  const events: { at: number; by: number }[] = [];
  for (let s = 0; s < segments.row.length; s++) {
    const row = segments.row[s] as number;
    if (!isExecuted(trace, row) || !of(row)) continue;
    events.push({ at: segments.start[s] as number, by: 1 }, { at: segments.end[s] as number, by: -1 });
  }
  events.sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const event of events) {
    now += event.by;
    most = Math.max(most, now);
  }
  return most;
}

const failed = (ran: Ran) =>
  Array.from(ran.trace.status).some(
    (status, row) => STATUSES[status] !== "succeeded" && isSpan(ran.trace, row),
  );

describe("random programs, under every strategy", () => {
  it("return the same output and tree, end, and leave nothing open", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomProgram, async (source) => {
        const runs: Ran[] = [];
        for (const strategy of STRATEGIES)
          runs.push(await runProgram(source, strategy, { workers: WORKERS }));
        const [first] = runs as [Ran, ...Ran[]];
        for (const [i, ran] of runs.entries()) {
          const what = STRATEGIES[i];
          expect([what, ran.end.status, ran.end.output]).toEqual([what, first.end.status, first.end.output]);
          expect(ran.end.error?.name === "TimeoutError").toBe(false);
          expect(ran.host.alive).toBe(0);
          expect(Array.from(ran.trace.status).filter((status) => status === 0)).toEqual([]);
          if (!failed(first)) expect(treeOf(ran.trace)).toBe(treeOf(first.trace));
        }
      }),
      { numRuns: Number(process.env.FANOUT_RUNS ?? 40) },
    );
  });
});

describe("limits", () => {
  const source = (
    inner: string,
    options = "",
  ) => `import { task, dynamic, workflow, map, sleep } from "fanout";
const piece = task(async (x) => { await sleep(3); return x; });
const level = dynamic(async (x) => { const xs = await map(piece, [x, x + 1, x + 2]); return xs.length; });
export default workflow(async () => { const all = await map(${inner}, Array.from({ length: 12 }, (_, i) => i)${options}); return all.length; }, { name: "entry", maxParallelism: 3 });`;

  it.each(STRATEGIES)(
    "a workflow's maxParallelism holds under %s, nested calls included",
    async (strategy) => {
      for (const inner of ["piece", "level"]) {
        const { end, trace } = await runProgram(source(inner), strategy, { workers: 6, concurrency: 2 });
        expect(end.status).toBe("succeeded");
        expect(peak(trace, () => true)).toBeLessThanOrEqual(strategy === "sequential" ? 1 : 3);
      }
    },
  );

  it.each(STRATEGIES)("a map's concurrency is a sliding window under %s", async (strategy) => {
    const { end, trace } = await runProgram(source("level", ", { concurrency: 2 }"), strategy, {
      workers: 6,
    });
    expect(end.status).toBe("succeeded");
    const isLevel = (row: number) =>
      trace.names[trace.name[row] as number] === "level" && (trace.index[row] as number) >= 0;
    const spans = Array.from({ length: trace.count }, (_, row) => row).filter(isLevel);
    const most = Math.max(
      ...spans.map(
        (row) =>
          spans.filter(
            (other) =>
              (trace.started[other] as number) <= (trace.started[row] as number) &&
              (trace.ended[other] as number) > (trace.started[row] as number),
          ).length,
      ),
    );
    expect(most).toBeLessThanOrEqual(2);
  });

  it("pools run workers × concurrency bodies in parallel, op runs one per worker", async () => {
    const many = source("piece").replace("maxParallelism: 3", "maxParallelism: 100");
    expect(peak((await runProgram(many, "pooled", { workers: 2, concurrency: 3 })).trace, () => true)).toBe(
      6,
    );
    expect(peak((await runProgram(many, "dynamic", { workers: 4 })).trace, () => true)).toBeLessThanOrEqual(
      4,
    );
  });
});
