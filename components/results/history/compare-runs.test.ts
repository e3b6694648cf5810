import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { Report } from "@/lib/protocol/report";
import { changesOf, changeTable, changeTitle, differences } from "./compare-runs";

const options = { workers: 4, items: 26, itemMs: 20, rounds: 6 } as const;
const { report: before } = experiment({ ...options, strategies: ["sequential", "pooled"] });
const { report: faster } = experiment({ ...options, itemMs: 10, strategies: ["pooled", "dynamic"] });
const once = (report: Report): Report => ({
  ...report,
  strategies: report.strategies.map((each) => ({ ...each, rounds: each.rounds.slice(0, 1) })),
});

describe("before and after", () => {
  it("puts strategies of either side by side", () => {
    const changes = changesOf(before, faster);
    expect(changes.map(({ strategy, verdict }) => [strategy, verdict])).toEqual([
      ["pooled", "faster"],
      ["dynamic", undefined],
      ["sequential", undefined],
    ]);
    expect(changes[0]?.ratio).toBeLessThan(0.7);
    expect(changeTitle(changes)).toMatch(/^Pooled [\d.]+× faster$/);
    const table = changeTable(changes);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  it("gives no order where the intervals touch, or where it was measured once", () => {
    expect(changeTitle(changesOf(before, before))).toBe("No clear difference");
    expect(changeTitle(changesOf(once(before), faster))).toBe("Measured only once: run more rounds to tell");
    const coarse = { ...before, environment: { ...before.environment, timerStepMs: 100 } };
    expect(changesOf(coarse, faster)[0]?.verdict).toBe("too short to tell");
  });

  it("says what else has changed", () => {
    expect(differences(before, before)).toEqual([]);
    const other: Report = {
      ...before,
      program: { ...before.program, hash: "ffff" },
      settings: { ...before.settings, workers: 2 },
    };
    expect(differences(before, other)).toEqual(["the code", "workers (4 before, 2 after)"]);
    expect(differences(before, faster)).toEqual(["the inputs"]);
  });
});
