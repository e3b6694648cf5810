import { newId } from "@/lib/storage/id";
import type { TraceFile } from "@/lib/trace/file/format";
import { recordedRun } from "./recorded-run";
import type { Run } from "./run";

/** The run in a trace file, under a new id: the same file may be open twice. Undefined if it holds spans alone. */
export function runOfTraceFile({ run: found, trials }: TraceFile): Run | undefined {
  if (!found) return undefined;
  const { code, report } = found;
  const document = { code, inputs: report.inputs, settings: report.settings };
  const run = {
    id: newId(),
    source: "imported",
    startedAt: trials[0]?.info.startedAt ?? Number.NaN,
  } as const;
  return recordedRun(
    report,
    document,
    run,
    trials.map((trace) => ({ trace })),
  );
}
