import { describe, expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import type { PastRun } from "@/lib/storage/history";
import { fromHistory, runTitle, toHistory } from "./history-run";
import { isRecording, type Run } from "./run";

const found = experiment({
  strategies: ["sequential", "pooled"],
  workers: 4,
  items: 26,
  itemMs: 20,
  rounds: 2,
});
const files = new Map([["report.md", new TextEncoder().encode("# Hello")]]);
const { report, traces } = found;
const document = { code: "// code", inputs: { pieceMs: 20 }, settings: report.settings };
const measured = runOf(found, { document });
const run: Run = { ...measured, trials: measured.trials.map((trial) => ({ ...trial, files })) };
/** As a database gives it back. */
const kept = (change: Partial<PastRun> = {}): PastRun => ({
  at: 1e12,
  ...structuredClone(toHistory(run)),
  ...change,
});

describe("an earlier run", () => {
  it("comes back under its id with its document, its spans and its files", () => {
    const back = fromHistory(kept());
    expect(back).toMatchObject({ id: run.id, source: "history", startedAt: 1e12, complete: true, document });
    expect(isRecording(back)).toBe(false);
    const pooled = back.trials.find(({ info }) => info.strategy === "pooled");
    expect(pooled?.trace).toEqual(traces.get("pooled"));
    expect(pooled?.files).toEqual(files);
  });

  it("opens from a record whose spans are in a map by strategy", () => {
    const strategies = new Map(
      [...traces].map(([strategy, trace]) => [strategy, { trace, artifacts: files }] as const),
    );
    const back = fromHistory(kept({ trace: structuredClone({ inputs: document.inputs, strategies }) }));
    expect(back.trials.map(({ trace }) => trace)).toEqual([traces.get("sequential"), traces.get("pooled")]);
    expect(back.trials[0]?.files).toEqual(files);
    expect(back.document.inputs).toEqual(document.inputs);
  });

  it("without its spans is a recording, with the trees of its report", () => {
    const back = fromHistory(kept({ trace: undefined }));
    expect(back).toMatchObject({ source: "history", startedAt: 1e12 });
    expect(isRecording(back)).toBe(true);
    expect(back.trials[1]?.trace?.count).toBeGreaterThan(26);
    expect(back.document.inputs).toEqual(report.inputs);
  });

  it.each([
    ["a text", "spans"],
    ["other columns", { inputs: {}, trials: [{ strategy: "pooled", trace: { count: 3 } }] }],
    ["another strategy", { inputs: {}, trials: [{ strategy: "other", trace: {} }] }],
    ["other columns in a map", { inputs: {}, strategies: new Map([["pooled", { trace: { count: 3 } }]]) }],
    ["no list", { inputs: {}, trials: 7 }],
  ])("ignores %s in place of its spans", (_, trace) => {
    expect(isRecording(fromHistory(kept({ trace })))).toBe(true);
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
