// The analysis of recordings of the real engine, with lanes in this thread: what must be true of every run.
import { describe, expect, it } from "vitest";
import { median } from "@/lib/analysis/report/statistics";
import { TRUSTED_MAX_ERROR } from "@/lib/analysis/simulation/parameters";
import { simulationOf } from "@/lib/analysis/simulation/simulation";
import { pathTotals } from "@/lib/analysis/testing/path-totals";
import { bodiesOf } from "@/lib/analysis/time/bodies";
import { breakdownOf } from "@/lib/analysis/time/breakdown";
import { concurrencyOf, peakParallel } from "@/lib/analysis/time/concurrency";
import { criticalPathOf } from "@/lib/analysis/time/critical-path";
import { workSpanOf } from "@/lib/analysis/time/work-span";
import { runProgram } from "@/lib/engine/testing/run-program";
import { sources } from "@/lib/examples/sources.generated";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";

/** Programs that only wait: in one thread, bodies that compute would delay each other. */
const WAITING = ["letters", "mixed", "nested", "spawn", "retries"] as const;
/** Shorter than the examples are by default. */
const INPUTS: Readonly<Record<string, Record<string, unknown>>> = { letters: { pieceMs: 20 } };
const WORKERS = 4;
const settings = { workers: WORKERS, concurrency: 1, maxParallelism: 25, chunk: "auto" } as const;
const free = { transferMs: 0, startMs: 0 };

const record = async (name: (typeof WAITING)[number], strategy: StrategyName) =>
  (await runProgram(sources[name] ?? "", strategy, { workers: WORKERS, inputs: INPUTS[name] })).trace;

describe.each(WAITING)("%s", (name) => {
  it.each(STRATEGIES)("under %s adds up", async (strategy) => {
    const trace = await record(name, strategy);
    const bodies = bodiesOf(trace);
    const { places } = breakdownOf(trace, bodies);
    for (const { parts } of places) {
      expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBeCloseTo(trace.wallMs, 6);
    }
    const totals = pathTotals(criticalPathOf(trace));
    expect(Object.values(totals).reduce((a, b) => a + b, 0)).toBeCloseTo(trace.wallMs, 6);
    expect(totals.unknown).toBe(0);
    // No chain of causes is longer than the run, and there was time for all bodies that ran.
    const { work, span, burdenedSpan } = workSpanOf(trace, free, bodies);
    expect(span).toBeLessThanOrEqual(trace.wallMs + 1e-6);
    expect(burdenedSpan).toBe(span);
    expect(work).toBeLessThanOrEqual((concurrencyOf(trace, bodies).peak + 1) * trace.wallMs);
    if (strategy === "sequential") expect(peakParallel(trace, 0.1, bodies)).toBe(1);
    if (strategy === "pooled" || strategy === "dynamic") {
      expect(peakParallel(trace, 0.1, bodies)).toBeLessThanOrEqual(WORKERS);
    }
  });
});

it("a simulation is within its bound for most measured runs", async () => {
  const errors: number[] = [];
  for (const name of WAITING) {
    for (const strategy of ["dynamic", "pooled"] as const) {
      const { check, model } = simulationOf(await record(name, strategy), settings);
      expect(model.remoteCalls).toBeGreaterThan(0);
      errors.push(check.error);
    }
  }
  // A busy machine delays single runs, but not half of them.
  expect(median(errors)).toBeLessThanOrEqual(TRUSTED_MAX_ERROR);
});
