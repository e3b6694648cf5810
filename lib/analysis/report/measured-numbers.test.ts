import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { answer } from "../testing/answer";
import { poolRun } from "../testing/made-runs";

describe("the numbers of a run", () => {
  it("are read from a pool", () => {
    const items = Array.from({ length: 40 }, (_, at) => (at < 37 ? 100 : 300));
    const made = poolRun({ items, workers: 4, chunk: 1, spawn: 30, transfer: 2 });
    const trace = { ...made, info: { ...made.info, strategy: "pooled" as const } };
    expect(answer([trace], { type: "numbers", cores: 4 })).toMatchObject({
      items: 40,
      item: { p50Ms: 100, p95Ms: 300 },
      failures: 0,
      start: { p50Ms: 30, p95Ms: 30 },
      messageMs: 2,
    });
  });

  it("take durations from the trial that ran one body at a time, and starts from the pool", () => {
    const run = experiment({
      strategies: ["sequential", "dynamic", "pooled"],
      workers: 4,
      items: 26,
      itemMs: 100,
      rounds: 1,
      startMs: 40,
    });
    const found = answer([...run.traces.values()], { type: "numbers", cores: 4 });
    const alone = run.traces.get("sequential");
    if (!alone) throw new Error("no trace");
    const pure = answer([alone], { type: "numbers", cores: 4 });
    expect(found?.items).toBe(26);
    expect(found?.item).toEqual(pure?.item);
    expect(pure?.start).toBeUndefined();
    expect(found?.start?.p50Ms).toBeGreaterThan(0);
  });
});
