import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { createAnalyst, type ScaleData } from "@/lib/playground/analyst-api";
import { scaleRows, scaleSentence, scaleTable, scaleTitle } from "./scale-data";

async function scaled(): Promise<ScaleData> {
  const analyst = createAnalyst();
  await analyst.load(experiment({ strategies: ["pooled"], workers: 4, items: 60, itemMs: 8, rounds: 1 }));
  const scale = await analyst.scale("pooled", {}, 64);
  if (!scale) throw new Error("nothing to scale");
  return scale;
}

describe("scale", async () => {
  const scale = await scaled();
  const measured = [{ workers: 2, median: 300, low: 290, high: 320 }];

  it("puts what was measured beside the replay", () => {
    const rows = scaleRows(scale, measured);
    expect(rows.map(({ workers }) => workers)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(rows.map((row) => row.measured?.median)).toEqual([
      undefined,
      300,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    const table = scaleTable(rows);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(table.rows[1]?.[1]?.value).toBe(300);
  });

  it("states its finding and its own error", () => {
    expect(scaleTitle(scale, false)).toMatch(/^Up to \d+ workers help, [\d.]+ ms$/);
    expect(scaleTitle({ ...scale, check: { ...scale.check, trusted: false } }, false)).toBe(
      "The replay is too far off to say",
    );
    expect(scaleSentence(scale)).toMatch(/^There is work for [\d.]+ at once, .* off by [\d.<]+%\.$/);
  });
});
