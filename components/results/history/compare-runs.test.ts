import { describe, expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { recordedRun } from "@/lib/app/run/recorded-run";
import type { Run } from "@/lib/app/run/run";
import type { Report } from "@/lib/protocol/report";
import { changesOf, changeTable, changeTitle, differences } from "./compare-runs";

const options = { workers: 4, items: 26, itemMs: 20, rounds: 6 } as const;
const before = runOf(experiment({ ...options, strategies: ["sequential", "pooled"] }));
const faster = runOf(experiment({ ...options, itemMs: 10, strategies: ["pooled", "dynamic"] }));
const words = { before: "before", after: "after" };
const once = (run: Run): Run => ({
  ...run,
  trials: run.trials.map((trial) => ({
    ...trial,
    report: { ...trial.report, rounds: trial.report.rounds.slice(0, 1) },
  })),
});

const titleOf = (one: Run, other: Run): string => changeTitle(one, other, changesOf(one, other));

describe("two runs", () => {
  it("have a row for each strategy of either", () => {
    const changes = changesOf(before, faster);
    expect(changes.map(({ label, verdict }) => [label, verdict])).toEqual([
      ["pooled", "faster"],
      ["dynamic", undefined],
      ["sequential", undefined],
    ]);
    expect(changes[0]?.ratio).toBeLessThan(0.7);
    expect(changeTitle(before, faster, changes)).toMatch(/^Pooled [\d.]+× faster$/);
    const table = changeTable(changes, words);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  it("are not ranked if intervals overlap, or with one round", () => {
    expect(titleOf(before, before)).toBe("No clear difference");
    expect(titleOf(once(before), faster)).toBe("One round each: run more rounds for a reliable comparison");
    const environment = { ...before.report.environment, timerStepMs: 100 };
    const coarse = { ...before, report: { ...before.report, environment } };
    expect(changesOf(coarse, faster)[0]?.verdict).toBe("too fast to compare");
  });

  it("have no time of failed trials", () => {
    const failed: Run = {
      ...faster,
      trials: faster.trials.map((trial) => ({ ...trial, report: { ...trial.report, status: "failed" } })),
    };
    for (const { ratio } of changesOf(before, failed)) expect(ratio).toBeNaN();
    expect(titleOf(before, failed)).toBe("No strategy finished in both runs");
  });

  it.each([
    [{ resumed: true }, "Not comparable: a resumed run reuses results"],
    [{ typeErrors: 2 }, "Not comparable: a program with type errors ran"],
  ] as const)("are not compared where one is %o", (change, title) => {
    const changed: Run = { ...before, report: { ...before.report, ...change } };
    for (const [one, other] of [
      [changed, faster],
      [faster, changed],
    ] as const) {
      expect(titleOf(one, other)).toBe(title);
      for (const { ratio, verdict } of changesOf(one, other))
        expect([ratio, verdict]).toEqual([Number.NaN, undefined]);
    }
  });

  it("list other differences", () => {
    const { report } = before;
    expect(differences(report, report, words)).toEqual([]);
    const other: Report = {
      ...report,
      program: { ...report.program, hash: "ffff" },
      settings: { ...report.settings, workers: 2 },
    };
    expect(differences(report, other, words)).toEqual(["code", "workers (4 before, 2 after)"]);
    expect(differences(report, faster.report, words)).toEqual(["inputs"]);
  });

  it("are compared in the same way when one of them was recorded elsewhere", () => {
    const recorded = recordedRun(before.report, before.document, { ...before, source: "recorded" });
    expect(changesOf(recorded, faster).map(({ ratio, verdict }) => [ratio, verdict])).toEqual(
      changesOf(before, faster).map(({ ratio, verdict }) => [ratio, verdict]),
    );
    const table = changeTable(changesOf(recorded, faster), { before: "recorded", after: "here" });
    expect(table.caption).toBe("Recorded and here");
    expect(table.columns.map(({ label }) => label)).toContain("Here over recorded");
  });

  it("pair trials by label, and two trials of one strategy each with its own", () => {
    const [, pooled] = before.trials;
    if (!pooled) throw new Error("no trial");
    const second = { ...pooled, info: { ...pooled.info, trialId: "second", label: "pooled · round 2" } };
    const both: Run = { ...before, trials: [second, ...before.trials] };
    const pairs = changesOf(before, both).map((change) => [change.label, change.before?.info.label]);
    expect(pairs).toEqual([
      ["pooled · round 2", undefined],
      ["sequential", "sequential"],
      ["pooled", "pooled"],
    ]);
    const other: Run = { ...before, trials: [second] };
    expect(changesOf(before, other)[0]?.before).toBe(pooled);
  });
});
