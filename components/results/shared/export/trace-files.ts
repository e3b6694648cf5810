import { chromeTraceParts } from "@/lib/trace/export/chrome";
import { csvParts } from "@/lib/trace/export/csv";
import { speedscopeFile } from "@/lib/trace/export/speedscope";
import type { TraceFile } from "@/lib/trace/file/format";
import { writeTraceFile } from "@/lib/trace/file/write";
import type { Trace } from "@/lib/trace/trace";

export type TraceFormat = "fanout" | "chrome" | "speedscope" | "csv";

/** @param file the run that the trace belongs to, for formats that hold a whole run */
export async function traceBlob(
  format: TraceFormat,
  trace: Trace,
  title: string,
  file: TraceFile,
): Promise<Blob> {
  switch (format) {
    case "fanout":
      // If the whole run is too large for one file, the shown trial still fits.
      return writeTraceFile(file).catch(() => writeTraceFile({ ...file, trials: [trace] }));
    // In parts: a million spans do not fit into one string.
    case "chrome":
      return new Blob([...chromeTraceParts(trace, title)], { type: "application/json" });
    case "speedscope":
      return new Blob([JSON.stringify(speedscopeFile(trace, title))], { type: "application/json" });
    case "csv":
      return new Blob([...csvParts(trace)], { type: "text/csv" });
  }
}
