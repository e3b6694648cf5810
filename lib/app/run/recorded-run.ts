import type { Report } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import type { PlaygroundDocument } from "../documents/document";
import { recordedTrace } from "./recorded-trace";
import { type Run, type Trial, trialInfo } from "./run";

/** What is there of a trial besides its report. */
export interface KeptTrial {
  readonly trace: Trace;
  readonly files?: ReadonlyMap<string, Uint8Array> | undefined;
}

/**
 * A complete run that was not measured since this page was opened. A trial of which no trace was kept gets one made of
 * its report's tree.
 *
 * @param kept one for each strategy at most
 */
export function recordedRun(
  report: Report,
  document: PlaygroundDocument,
  run: Pick<Run, "id" | "source" | "startedAt">,
  kept: readonly KeptTrial[] = [],
): Run {
  const trials = report.strategies.map((each, number): Trial => {
    const info = trialInfo(run, number, each.strategy, document.language);
    const own = kept.find(({ trace }) => trace.info.strategy === each.strategy);
    const trace = own ? { ...own.trace, info } : recordedTrace(each, report.settings, info);
    return { info, report: each, trace, files: own?.files ?? new Map(), reusable: [] };
  });
  const reportOnly = kept.length === 0;
  return { ...run, document, automatic: false, complete: true, reportOnly, report, trials };
}
