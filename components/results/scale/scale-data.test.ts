import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { ScaleData } from "@/lib/analysis/simulation/scale";
import { answer } from "@/lib/analysis/testing/answer";
import type { MeasuredPoint } from "@/lib/app/run/scale-points";
import { checkedScale, scaleSentence, scaleTable, scaleTitle } from "./scale-data";

function scaled(): ScaleData {
  const run = experiment({ strategies: ["pooled"], workers: 4, items: 60, itemMs: 8, rounds: 1 });
  const trace = run.traces.get("pooled");
  if (!trace) throw new Error("no trace");
  const scale = answer([trace], { type: "scale", settings: run.report.settings });
  if (!scale) throw new Error("nothing to scale");
  return scale;
}

const point = (workers: number, median: number): MeasuredPoint => ({
  workers,
  median,
  low: median * 0.98,
  high: median * 1.02,
});

describe("scale", () => {
  const scale = scaled();
  const midAt = (workers: number) => scale.points.find((each) => each.workers === workers)?.mid ?? Number.NaN;
  const own = point(4, scale.check.measuredMs);

  it("joins what was measured to the simulation", () => {
    const { rows } = checkedScale(scale, [point(2, 300)]);
    expect(rows.map(({ workers }) => workers)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]);
    expect(rows.filter((row) => row.measured).map(({ workers }) => workers)).toEqual([2]);
    const table = scaleTable(rows);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(table.rows[1]?.[1]?.value).toBe(300);
  });

  it("covers every measured point with the band, and names the largest error", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(1, 2, 4, 8, 16), fc.double({ min: 0.05, max: 20, noNaN: true })), {
          minLength: 1,
        }),
        (measured) => {
          const points = measured.map(([workers, factor]) => point(workers, midAt(workers) * factor));
          const { rows, error, trusted } = checkedScale(scale, points);
          for (const { low, high, measured: there } of rows) {
            if (there === undefined) continue;
            expect(there.median).toBeGreaterThanOrEqual(low * (1 - 1e-9));
            expect(there.median).toBeLessThanOrEqual(high * (1 + 1e-9));
          }
          expect(trusted).toBe(error <= 0.15);
        },
      ),
    );
  });

  it("is about what was measured", () => {
    const alone = checkedScale(scale, [own]);
    expect(scaleTitle(scale, alone)).toMatch(
      /^Measured with 4 workers: [\d.]+ ms\. Simulated: up to \d+ workers help$/,
    );
    expect(scaleSentence(scale, alone)).toMatch(/ is off by [\d.<]+% where it was measured\.$/);
    const far = checkedScale(scale, [point(1, 900), point(2, 700), own]);
    expect(scaleTitle(scale, far)).toMatch(
      /^Measured: 4 workers took [\d.]+ ms, [\d.]+× faster than 1 worker$/,
    );
    expect(far.trusted).toBe(false);
    expect(scaleSentence(scale, far)).toMatch(/off by up to \d+% at the 3 measured points/);
    const flat = checkedScale(scale, [point(1, 300), point(2, 305), point(4, 301)]);
    expect(scaleTitle(scale, flat)).toBe("Measured: 1 to 4 workers take about as long");
  });

  it("says no more than it may where the simulation is off", () => {
    const off = { ...scale, check: { ...scale.check, error: 0.4, trusted: false } };
    expect(scaleTitle(off, checkedScale(off, [own]))).toMatch(
      /The simulation is too inaccurate for other numbers$/,
    );
  });
});
