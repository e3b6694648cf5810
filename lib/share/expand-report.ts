import type { Report, StrategyReport } from "@/lib/protocol/report";
import type { ReportV1, StrategyV1 } from "./report-v1";
import { baseSettingsV1 } from "./settings-v1";
import { fromColumns } from "./tree-columns";

export interface RecordedReport {
  readonly report: Report;
  /** ISO 8601. */
  readonly recordedAt?: string;
}

/** A report out of a link. @throws Error where its columns contradict one another */
export function expandReport(compact: ReportV1): RecordedReport {
  const [cores, userAgent, isolated, timerStepMs] = compact.environment;
  const [name, hash] = compact.program;
  return {
    report: {
      version: 1,
      program: { name, hash },
      inputs: compact.inputs ?? {},
      settings: { ...baseSettingsV1(cores), ...compact.settings },
      environment: {
        cores,
        userAgent,
        crossOriginIsolated: isolated === 1,
        timerStepMs,
        ...(compact.hidden === 1 && { hidden: true }),
      },
      strategies: compact.strategies.map(expandStrategy),
    },
    ...(compact.at !== undefined && { recordedAt: new Date(compact.at * 1000).toISOString() }),
  };
}

function expandStrategy(compact: StrategyV1): StrategyReport {
  const [median, low, high] = compact.wall;
  const [
    spans,
    attempts,
    retries,
    cacheHits,
    replays,
    failed,
    skipped,
    opRuns,
    workersStarted,
    peakParallel,
  ] = compact.counts;
  const [spawn, queue, transfer, compute, idle] = compact.breakdown;
  const [lines, dropped] = compact.logs ?? [0, 0];
  return {
    strategy: compact.strategy,
    status: compact.status ?? "succeeded",
    rounds: compact.rounds.map((wallMs) => ({ wallMs })),
    wallMs: { median, low, high },
    output: compact.output,
    ...(compact.cut && { outputTruncated: true }),
    ...(compact.error && { error: compact.error }),
    counts: {
      spans,
      attempts,
      retries,
      cacheHits,
      replays,
      failed,
      skipped,
      opRuns,
      workersStarted,
      peakParallel,
    },
    breakdown: { spawn, queue, transfer, compute, idle },
    meters: compact.meters ?? {},
    logs: { lines, dropped },
    artifacts: (compact.artifacts ?? []).map(([path, bytes]) => ({ path, bytes })),
    ...(compact.tree && { tree: fromColumns(compact.tree) }),
  };
}
