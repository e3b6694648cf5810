import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { WhatIf } from "@/lib/analysis/simulation/parameters";
import type { ScaleData } from "@/lib/analysis/simulation/scale";
import { answer } from "@/lib/analysis/testing/answer";
import { effectText, scaleRows, scaleSentence, scaleTable, scaleTitle } from "./scale-data";

function scaled(change: WhatIf = {}): ScaleData {
  const run = experiment({ strategies: ["pooled"], workers: 4, items: 60, itemMs: 8, rounds: 1 });
  const trace = run.traces.get("pooled");
  if (!trace) throw new Error("no trace");
  const scale = answer([trace], { type: "scale", settings: run.report.settings, change });
  if (!scale) throw new Error("nothing to scale");
  return scale;
}

describe("scale", () => {
  const scale = scaled();
  const measured = [{ workers: 2, median: 300, low: 290, high: 320 }];

  it("joins what was measured to the simulation", () => {
    const rows = scaleRows(scale, measured);
    expect(rows.map(({ workers }) => workers)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]);
    expect(rows.filter((row) => row.measured).map(({ workers }) => workers)).toEqual([2]);
    expect(rows[1]?.measured?.median).toBe(300);
    const table = scaleTable(rows);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(table.rows[1]?.[1]?.value).toBe(300);
  });

  it("states the finding and the error of the simulation", () => {
    expect(scaleTitle(scale, false)).toMatch(/^Up to \d+ workers help: [\d.]+ ms by the replay$/);
    expect(scaleTitle({ ...scale, check: { ...scale.check, trusted: false } }, false)).toBe(
      "The replay is too far off to say",
    );
    expect(scaleSentence(scale)).toMatch(/^There is work for [\d.]+ at once, .* off by [\d.<]+%\.$/);
  });

  it("shows the effect of another figure, as a model", () => {
    const slow = scaled({ itemScale: 10 });
    expect(effectText(slow, scale, true)).toMatch(
      /^With 4 workers: [\d.]+ s in place of [\d.]+ ms, \d[\d.]*× as long\. A model\.$/,
    );
    expect(effectText(scale, scale, false)).toContain("A model");
    expect(scaleTitle({ ...scale, helping: 1 }, true)).toMatch(/^Then 1 worker is enough: /);
  });
});
