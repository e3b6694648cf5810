import type { TraceFile } from "@/lib/trace/file/format";
import type { Run } from "./run";

/** What a trace file holds of a run. Undefined if nothing was recorded of it. */
export function traceFileOf({ document, report, trials, reportOnly }: Run): TraceFile | undefined {
  const traces = trials.flatMap(({ trace }) => trace ?? []);
  if (reportOnly || traces.length === 0) return undefined;
  return { run: { code: document.code, language: "typescript", report }, trials: traces };
}
