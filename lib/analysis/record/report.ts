import { formatCount, formatPlural } from "@/lib/base/format";
import { defaultSettings } from "@/lib/model/settings";
import { ASSUMED_STRATEGY } from "@/lib/model/strategy";
import type { Report, ReportError } from "@/lib/protocol/report";
import { isSpan, keyAt, kindAt, nameAt, statusAt } from "@/lib/trace/row";
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
  const error = status === "failed" ? failureOf(trace) : undefined;
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

/** Steps that are named. */
const MAX_NAMED = 3;

/** Which steps failed for good. The messages of their errors stay in the record. */
function failureOf(trace: Trace): ReportError {
  const rows: number[] = [];
  for (let row = 0; row < trace.count; row += 1)
    if (kindAt(trace, row) === "task" && isSpan(trace, row) && statusAt(trace, row) === "failed")
      rows.push(row);
  const [first] = rows;
  if (first === undefined)
    return { name: "Failed", message: "The run failed. The record shows no step that did." };
  const named = rows.slice(0, MAX_NAMED).map((row) => {
    const key = keyAt(trace, row);
    return key === undefined ? nameAt(trace, row) : `${nameAt(trace, row)} ${key}`;
  });
  const more = rows.length - named.length;
  return {
    name: trace.errors.get(first)?.name ?? "Failed",
    message: `${formatPlural(rows.length, "step")} failed: ${named.join(", ")}${more > 0 ? ` and ${formatCount(more)} more` : ""}.`,
  };
}
