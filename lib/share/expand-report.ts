import type { Report, StrategyReport } from "@/lib/protocol/report";
import { BREAKDOWN_V1, COUNTS_V1, type ReportV1, type StrategyV1 } from "./report-v1";
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
      program: { name, hash, ...(compact.own === 1 && { fansOutItself: true }) },
      inputs: compact.inputs ?? {},
      settings: { ...baseSettingsV1(cores), ...compact.settings },
      environment: {
        cores,
        userAgent,
        crossOriginIsolated: isolated === 1,
        timerStepMs,
        ...(compact.hidden === 1 && { hidden: true }),
      },
      ...(compact.resumed === 1 && { resumed: true }),
      strategies: compact.strategies.map(expandStrategy),
    },
    ...(compact.at !== undefined && { recordedAt: new Date(compact.at * 1000).toISOString() }),
  };
}

function expandStrategy(compact: StrategyV1): StrategyReport {
  const [median, low, high] = compact.wall;
  const [lines, dropped] = compact.logs ?? [0, 0];
  return {
    strategy: compact.strategy,
    status: compact.status ?? "succeeded",
    rounds: compact.rounds.map((wallMs) => ({ wallMs })),
    wallMs: { median, low, high },
    output: compact.output,
    ...(compact.cut && { outputTruncated: true }),
    ...(compact.repr !== undefined && { outputRepr: compact.repr }),
    ...(compact.error && { error: compact.error }),
    ...(compact.inline && { inline: true }),
    ...(compact.ahead !== undefined && { aheadMs: compact.ahead }),
    counts: named(COUNTS_V1, compact.counts),
    breakdown: named(BREAKDOWN_V1, compact.breakdown),
    meters: compact.meters ?? {},
    logs: { lines, dropped },
    artifacts: (compact.artifacts ?? []).map(([path, bytes]) => ({ path, bytes })),
    ...(compact.tree && { tree: fromColumns(compact.tree) }),
  };
}

const named = <Name extends string>(names: readonly Name[], figures: readonly number[]) =>
  Object.fromEntries(names.map((name, at) => [name, figures[at]])) as Record<Name, number>;
