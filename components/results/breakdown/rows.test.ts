import { describe, expect, it } from "vitest";
import { recordInfo } from "@/components/results/fixtures/record-info";
import { finished, wide } from "@/components/results/fixtures/traces";
import { partWordsOf } from "@/components/results/shared/span/parts";
import { totalsByTask } from "@/lib/analysis/report/by-task";
import { breakdownOf } from "@/lib/analysis/time/breakdown";
import { traceOf } from "@/lib/trace/testing";
import { byTask, byWorker } from "./rows";

const trace = finished(wide({ items: 26, workers: 3, itemMs: 10, strategy: "dynamic" }));

describe("by worker", () => {
  const divided = byWorker(breakdownOf(trace), trace.wallMs);

  it("has a row for each lane, whose parts sum to the wall time", () => {
    expect(divided.bars.length).toBe(divided.table.rows.length);
    for (const { parts } of divided.bars) {
      expect(Object.values(parts).reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(trace.wallMs, 6);
    }
  });

  it("states what took most", () => {
    expect(divided.title).toMatch(/^Workers spent \d+% of the time on \w+ and [\d.]+% on \w+$/);
  });

  it("has a title where nothing ran", () => {
    expect(
      byWorker({ total: { spawn: 0, queue: 0, transfer: 0, compute: 0, idle: 0 }, count: 0, places: [] }, 0)
        .title,
    ).toBe("No worker activity");
  });
});

describe("by task", () => {
  it("adds up calls by name", () => {
    const divided = byTask(totalsByTask(trace));
    expect(divided.bars[0]).toMatchObject({ label: "piece", figure: "26 calls" });
    expect(divided.title).toMatch(/^piece: \d+% of compute time$/);
    expect(divided.table.rows[0]).toHaveLength(divided.table.columns.length);
  });

  it("calls bodies work where another tool recorded them: nothing shows that they computed", () => {
    const words = partWordsOf({ record: recordInfo });
    expect(byTask(totalsByTask(trace), words).title).toMatch(/^piece: \d+% of work time$/);
    const { table, title, bars } = byWorker(breakdownOf(trace), trace.wallMs, words);
    expect(JSON.stringify([table.columns, title, bars.map(({ figure }) => figure)])).not.toMatch(/ompute/);
  });

  it("has no sentence for a trial without tasks", () => {
    expect(byTask(totalsByTask(traceOf([{ id: 0, kind: "workflow" }]))).title).toBe("No task ran");
  });
});
