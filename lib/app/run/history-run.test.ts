import { describe, expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import type { PastRun } from "@/lib/storage/history";
import { fromHistory, runTitle, toHistory } from "./history-run";
import type { Run } from "./run";

const found = experiment({
  strategies: ["sequential", "pooled"],
  workers: 4,
  items: 26,
  itemMs: 20,
  rounds: 2,
});
const files = new Map([["report.md", new TextEncoder().encode("# Hello")]]);
const { report, traces } = found;
const document = {
  code: "// code",
  language: "typescript" as const,
  inputs: { pieceMs: 20 },
  settings: report.settings,
};
const measured = runOf(found, { document });
const run: Run = { ...measured, trials: measured.trials.map((trial) => ({ ...trial, files })) };
/** As a database gives it back. */
const kept = async (change: Partial<PastRun> = {}): Promise<PastRun> => ({
  at: 1e12,
  ...structuredClone(await toHistory(run)),
  ...change,
});
const restored = async (change: Partial<PastRun> = {}): Promise<Run> => fromHistory(await kept(change));
const withoutInfo = (trace: object | undefined) => ({ ...trace, info: undefined });

describe("an earlier run", () => {
  it("comes back under its id with its document, its spans and its files", async () => {
    const back = await restored();
    expect(back).toMatchObject({
      id: run.id,
      source: "history",
      startedAt: 1e12,
      complete: true,
      reportOnly: false,
      document,
    });
    const pooled = back.trials.find(({ info }) => info.strategy === "pooled");
    expect(withoutInfo(pooled?.trace)).toEqual(withoutInfo(traces.get("pooled")));
    expect(pooled?.trace?.info).toEqual(pooled?.info);
    expect(pooled?.info).toMatchObject({ runId: run.id, source: "history", startedAt: 1e12 });
    expect(pooled?.files).toEqual(files);
  });

  it("opens from a record that was stored before there were trace files", async () => {
    const strategies = [...traces].map(([strategy, { info, ...trace }]) => [
      strategy,
      { trace, artifacts: files },
    ]);
    const trace = { inputs: document.inputs, strategies: new Map(strategies as [string, unknown][]) };
    const back = await restored({ trace: structuredClone(trace) });
    expect(back.trials.map((trial) => withoutInfo(trial.trace))).toEqual(
      [traces.get("sequential"), traces.get("pooled")].map(withoutInfo),
    );
    expect(back.trials[0]?.files).toEqual(files);
    expect(back.document.inputs).toEqual(document.inputs);
  });

  it("without its spans has the trees of its report", async () => {
    const back = await restored({ trace: undefined });
    expect(back).toMatchObject({ source: "history", startedAt: 1e12, reportOnly: true });
    expect(back.trials[1]?.trace?.count).toBeGreaterThan(26);
    expect(back.document.inputs).toEqual(report.inputs);
  });

  it.each([
    ["a text", "spans"],
    ["other columns", { inputs: {}, strategies: new Map([["pooled", { trace: { count: 3 } }]]) }],
    ["another strategy", { inputs: {}, strategies: new Map([["other", { trace: {} }]]) }],
    ["another file", { inputs: {}, file: new Uint8Array([1, 2, 3]) }],
    ["a text in place of a file", { inputs: {}, file: "spans" }],
  ])("ignores %s in place of its spans", async (_, trace) => {
    expect((await restored({ trace })).reportOnly).toBe(true);
  });

  it("is called by its fastest strategy", () => {
    expect(runTitle(report)).toMatch(/^letters: pooled [\d.]+ ms$/);
    const failed = experiment({
      strategies: ["pooled"],
      workers: 4,
      items: 2,
      itemMs: 1,
      rounds: 1,
      failing: ["pooled"],
    });
    expect(runTitle(failed.report)).toBe("letters: failed");
  });
});
