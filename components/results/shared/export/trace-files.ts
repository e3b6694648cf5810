import { chromeTraceParts } from "@/lib/trace/export/chrome";
import { csvParts } from "@/lib/trace/export/csv";
import { speedscopeFile } from "@/lib/trace/export/speedscope";
import type { Trace } from "@/lib/trace/trace";

export type TraceFormat = "chrome" | "speedscope" | "csv";

/** In parts: a million spans do not fit into one string. */
export function traceParts(format: TraceFormat, trace: Trace, title: string): Iterable<string> {
  switch (format) {
    case "chrome":
      return chromeTraceParts(trace, title);
    case "speedscope":
      return [JSON.stringify(speedscopeFile(trace, title))];
    case "csv":
      return csvParts(trace);
  }
}
