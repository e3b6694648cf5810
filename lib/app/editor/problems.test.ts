import { describe, expect, it } from "vitest";
import { runOf } from "@/components/results/fixtures/reports";
import { compile } from "@/lib/language/typescript/compile";
import { defaultSettings } from "@/lib/model/settings";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import { problemsOf } from "./problems";

const failed = (strategy: StrategyReport["strategy"], message: string, line?: number): StrategyReport => ({
  strategy,
  status: "failed",
  rounds: [{ wallMs: 1 }],
  wallMs: { median: 1, low: 1, high: 1 },
  output: null,
  error: { name: "RangeError", message, line },
  counts: {
    spans: 0,
    attempts: 0,
    retries: 0,
    cacheHits: 0,
    replays: 0,
    failed: 0,
    skipped: 0,
    opRuns: 0,
    workersStarted: 0,
    peakParallel: 0,
  },
  breakdown: { spawn: 0, queue: 0, transfer: 0, compute: 0, idle: 0 },
  meters: {},
  logs: { lines: 0, dropped: 0 },
  artifacts: [],
});

const runThatFailed = (code: string, strategies: StrategyReport[]) => {
  const report: Report = {
    version: 1,
    program: { name: "p", hash: "0" },
    inputs: {},
    settings: defaultSettings(2),
    environment: { cores: 2, userAgent: "", crossOriginIsolated: false, timerStepMs: 0.1 },
    strategies,
  };
  const document = { code, language: "typescript", inputs: {}, settings: report.settings } as const;
  return runOf({ report, traces: new Map() }, { document });
};

const compiled = { compileErrors: [], compiledCode: undefined, program: undefined };

describe("problems", () => {
  it("list the warnings of the text that was compiled", () => {
    const result = compile(
      'import { task, workflow } from "fanout";\nconst f = task(function g(): unknown { return g(); });\nexport default workflow(() => f(), { name: "w" });',
    );
    const program = result.ok ? result.program : undefined;
    const parts = { compileErrors: [], refusal: undefined, run: undefined, program, compiledCode: "a" };
    expect(problemsOf({ ...parts, code: "a" })).toMatchObject([
      { source: "compile", severity: "warning", line: 2 },
    ]);
    expect(problemsOf({ ...parts, code: "b" })).toEqual([]);
  });

  it("list an error that all strategies share once, at its line", () => {
    const run = runThatFailed("a", [failed("sequential", "too long", 3), failed("pooled", "too long", 3)]);
    expect(problemsOf({ ...compiled, code: "a", refusal: undefined, run })).toEqual([
      { source: "run", severity: "error", message: "RangeError: too long", line: 3, column: undefined },
    ]);
  });

  it("leave out the errors of a run of another text", () => {
    const run = runThatFailed("a", [failed("pooled", "too long", 3)]);
    expect(problemsOf({ ...compiled, code: "b", refusal: undefined, run })).toEqual([]);
  });

  it("list why nothing ran, once", () => {
    const error = { message: "Unexpected token", line: 2, column: 5 };
    const parts = { ...compiled, code: "a", run: undefined };
    expect(problemsOf({ ...parts, compileErrors: [error], refusal: error })).toHaveLength(1);
    expect(problemsOf({ ...parts, refusal: { message: "pieceMs must be a number" } })).toMatchObject([
      { source: "run", message: "pieceMs must be a number" },
    ]);
  });
});
