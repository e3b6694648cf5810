import type { Report } from "@/lib/protocol/report";
import type { PlaygroundDocument } from "../documents/document";
import { recordedTrace } from "./recorded-trace";
import { type RecordedPart, type Run, type Trial, trialInfo } from "./run";

/**
 * A run of which there is a report alone: it came with a link or an example, or its spans were too many for the history.
 * Its traces are made from the trees of the report.
 */
export function recordedRun(
  report: Report,
  document: PlaygroundDocument,
  run: Pick<Run, "id" | "source" | "startedAt">,
): Run {
  const trials = report.strategies.map((each, at): Trial => {
    const trace = recordedTrace(each, report.settings);
    const lacks: RecordedPart[] = ["queue times", "worker starts"];
    if (trace === undefined) lacks.push("spans");
    if (each.logs.lines > 0) lacks.push("log lines");
    return {
      info: trialInfo(run, at, each.strategy),
      report: each,
      trace,
      files: new Map(),
      reusable: [],
      lacks,
    };
  });
  return { ...run, document, automatic: false, complete: true, report, trials };
}
