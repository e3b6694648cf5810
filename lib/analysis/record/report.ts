import { defaultSettings } from "@/lib/model/settings";
import { ASSUMED_STRATEGY } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import { figuresWithoutTree, strategyReport } from "../report/report";

/** Settings allow no more workers than this; a record may have had thousands. */
const MOST_WORKERS = 64;
const STATUS = {
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
  running: "cancelled",
} as const;

/** The report of a recorded trial. What no record has, as the output, is empty. */
export function reportOfRecord(trace: Trace): Report {
  const { record, info, wallMs } = trace;
  const strategy = info.strategy ?? ASSUMED_STRATEGY;
  const status = STATUS[record?.status ?? "succeeded"];
  const workers = Math.min(MOST_WORKERS, Math.max(1, record?.limit ?? record?.counts.peak ?? 1));
  const error =
    status === "failed" ? { name: "Failed", message: "Steps of the recorded run failed." } : undefined;
  const resolutionMs = record?.resolutionMs ?? 1;
  const output = { json: "null", truncated: false };
  const outcome = { status, wallMs, output, artifacts: [], ...(error && { error }) };
  return {
    version: 1,
    program: { name: record?.name ?? "run", hash: "" },
    inputs: {},
    settings: { ...defaultSettings(workers), strategies: [strategy], workers, rounds: 1 },
    environment: {
      cores: record?.cores ?? 0,
      userAgent: record?.tool ?? "",
      crossOriginIsolated: false,
      timerStepMs: resolutionMs,
    },
    // Its trace says more than a tree, which would be the largest part of the report.
    strategies: [
      strategyReport(strategy, [{ trace, outcome }], resolutionMs, figuresWithoutTree(trace, resolutionMs)),
    ],
  };
}
