import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import type { TrialInfo } from "@/lib/model/run";
import { STATUSES, type Status } from "@/lib/model/status";
import type { Lane } from "@/lib/protocol/rows";
import { type SpanObject, type SpansOptions, traceFromSpans } from "./from-spans";
import type { Trace } from "./trace";

/** For tests in which the trial does not matter. */
export const TEST_TRIAL: TrialInfo = {
  runId: "run",
  trialId: "trial",
  label: "Test",
  source: "measured",
  language: DEFAULT_LANGUAGE,
  startedAt: 0,
};

/** A finished trace of these spans. */
export function traceOf(spans: readonly SpanObject[], options: Partial<SpansOptions> = {}): Trace {
  return traceFromSpans(spans, { info: TEST_TRIAL, wallMs: 100, workers: 2, ...options });
}

/** A warm pool lane, ready from the start. */
export function laneOf(lane: number, change: Partial<Lane> = {}): Lane {
  return {
    lane,
    role: lane === 0 ? "driver" : "pool",
    label: "",
    requested: 0,
    ready: 0,
    ended: Number.NaN,
    ...change,
  };
}

/** The row of a span, not of one of its earlier attempts; -1 where there is none. */
export function rowOf(trace: Trace, id: number): number {
  for (let row = 0; row < trace.count; row += 1)
    if (trace.id[row] === id && trace.attemptOf[row] === -1) return row;
  return -1;
}

export const statusOf = (trace: Trace, row: number): Status | undefined => STATUSES[trace.status[row] ?? 0];
