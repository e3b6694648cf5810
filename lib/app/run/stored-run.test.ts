import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import type { PastRun } from "@/lib/storage/history";
import type { Trace } from "@/lib/trace/trace";
import type { Results } from "../store/slices/run-slice";
import { restoreFile, restoreRun, runTitle, toPastRun } from "./stored-run";

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
const kept = async (change: Partial<PastRun> = {}): Promise<PastRun> => ({
  id: "1",
  at: 1e12,
  ...structuredClone(await toPastRun(results)),
  ...change,
});
const fromHistory = (trace: Trace | undefined) =>
  trace && { ...trace, info: { ...trace.info, source: "history" } };

describe("a past run", () => {
  it("comes back with its document, its spans and its files", async () => {
    const { document, results: back, recorded } = await restoreRun(await kept());
    expect(document).toEqual(results.document);
    expect(recorded).toBeUndefined();
    const pooled = back?.result.strategies.get("pooled");
    expect(pooled?.trace).toEqual(fromHistory(traces.get("pooled")));
    expect(pooled?.artifacts).toEqual(files);
  });

  it("that was stored before there were trace files comes back too", async () => {
    const strategies = [...traces].map(([strategy, { info, ...trace }]) => [
      strategy,
      { trace, artifacts: files },
    ]);
    const trace = { inputs: { pieceMs: 20 }, strategies: new Map(strategies as [string, unknown][]) };
    const { document, results: back } = await restoreRun(await kept({ trace: structuredClone(trace) }));
    expect(document).toEqual(results.document);
    const pooled = back?.result.strategies.get("pooled");
    expect({ ...pooled?.trace, info: undefined }).toEqual({ ...traces.get("pooled"), info: undefined });
    expect(pooled?.trace.info).toMatchObject({ source: "history", strategy: "pooled", startedAt: 1e12 });
    expect(pooled?.artifacts).toEqual(files);
  });

  it("is a trace file's run as well", async () => {
    const { code } = results.document;
    const file = { run: { code, language: "typescript", report }, trials: [...traces.values()] };
    const opened = restoreFile(file);
    expect(opened?.document).toEqual({ code, inputs: report.inputs, settings: report.settings });
    expect([...(opened?.results?.result.strategies.keys() ?? [])]).toEqual([...traces.keys()]);
    expect(opened?.results?.result.strategies.get("pooled")?.trace.info.source).toBe("imported");
    expect(restoreFile({ trials: file.trials })).toBeUndefined();
  });

  it("without its spans is a report of this device", async () => {
    const { document, results: back, recorded } = await restoreRun(await kept({ trace: undefined }));
    expect(back).toBeUndefined();
    expect(recorded).toMatchObject({ by: "device", recordedAt: "2001-09-09T01:46:40.000Z" });
    expect(document.inputs).toEqual(report.inputs);
  });

  it.each([
    ["a text", "spans"],
    ["other columns", { inputs: {}, strategies: new Map([["pooled", { trace: { count: 3 } }]]) }],
    ["another strategy", { inputs: {}, strategies: new Map([["other", { trace: {} }]]) }],
    ["another file", { inputs: {}, file: new Uint8Array([1, 2, 3]) }],
  ])("is not misled by %s in place of its spans", async (_, trace) => {
    expect((await restoreRun(await kept({ trace }))).results).toBeUndefined();
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
