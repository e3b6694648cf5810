import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { PastRun } from "@/lib/storage/history";
import type { Results } from "../store/slices/run-slice";
import { restoreRun, runTitle, toPastRun } from "./history-run";

const { report, traces } = experiment({
  strategies: ["sequential", "pooled"],
  workers: 4,
  items: 26,
  itemMs: 20,
  rounds: 2,
});
const files = new Map([["report.md", new TextEncoder().encode("# Hello")]]);
const results: Results = {
  document: { code: "// code", inputs: { pieceMs: 20 }, settings: report.settings },
  partial: false,
  result: {
    report,
    strategies: new Map(
      report.strategies.flatMap((each) => {
        const trace = traces.get(each.strategy);
        return trace ? [[each.strategy, { report: each, trace, artifacts: files }]] : [];
      }),
    ),
    refused: [],
    cache: [],
    resumable: new Map(),
  },
};
/** As a database gives it back. */
const kept = (change: Partial<PastRun> = {}): PastRun => ({
  id: "1",
  at: 1e12,
  ...structuredClone(toPastRun(results)),
  ...change,
});

describe("a past run", () => {
  it("comes back with its document, its spans and its files", () => {
    const { document, results: back, recorded } = restoreRun(kept());
    expect(document).toEqual(results.document);
    expect(recorded).toBeUndefined();
    const pooled = back?.result.strategies.get("pooled");
    expect(pooled?.trace).toEqual(traces.get("pooled"));
    expect(pooled?.artifacts).toEqual(files);
  });

  it("without its spans is a report of this device", () => {
    const { document, results: back, recorded } = restoreRun(kept({ trace: undefined }));
    expect(back).toBeUndefined();
    expect(recorded).toMatchObject({ by: "device", recordedAt: "2001-09-09T01:46:40.000Z" });
    expect(document.inputs).toEqual(report.inputs);
  });

  it.each([
    ["a text", "spans"],
    ["other columns", { inputs: {}, strategies: new Map([["pooled", { trace: { count: 3 } }]]) }],
    ["another strategy", { inputs: {}, strategies: new Map([["other", { trace: {} }]]) }],
  ])("is not misled by %s in place of its spans", (_, trace) => {
    expect(restoreRun(kept({ trace })).results).toBeUndefined();
  });

  it("is called by what was fastest", () => {
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
