import { TRIAL_MAX_METERS } from "@/lib/model/limits";
import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { Outcome } from "@/lib/protocol/page";
import type { Report, ReportError, StrategyReport } from "@/lib/protocol/report";
import type { SpanError } from "@/lib/protocol/rows";
import type { Trace } from "@/lib/trace/trace";
import { bodiesOf } from "../time/bodies";
import { breakdownOf, sumParts } from "../time/breakdown";
import { countsOf, NO_COUNTS } from "./counts";
import { readOutput } from "./read-output";
import { roundsInterval } from "./statistics";
import { treeOf } from "./tree";

export interface MeasuredTrial {
  readonly trace: Trace;
  readonly outcome: Pick<
    Outcome,
    "status" | "wallMs" | "output" | "error" | "artifacts" | "inline" | "aheadMs"
  >;
}

/** What a report counts from the recording, which takes long for many spans. */
export type TraceFigures = Pick<StrategyReport, "counts" | "breakdown" | "meters" | "tree">;

export const figuresOf = (trace: Trace, timerStepMs: number): TraceFigures => ({
  ...figuresWithoutTree(trace, timerStepMs),
  tree: treeOf(trace),
});

export function figuresWithoutTree(trace: Trace, timerStepMs: number): TraceFigures {
  const bodies = bodiesOf(trace);
  return {
    counts: countsOf(trace, timerStepMs, bodies),
    breakdown: breakdownOf(trace, bodies).total,
    meters: metersOf(trace),
    tree: undefined,
  };
}

/**
 * A strategy's part of a report. Times are those of the rounds that succeeded, if any did; tree, output, counts,
 * breakdown, meters, logs and artifacts are those of the median round, or of the first that failed where one did.
 *
 * @param rounds in the order run, without the warm-up; none gives an empty, cancelled report
 * @param timerStepMs smallest difference the clock shows
 * @param figures those of the shown round, if they are known already
 */
export function strategyReport(
  strategy: StrategyName,
  rounds: readonly MeasuredTrial[],
  timerStepMs: number,
  figures?: TraceFigures,
): StrategyReport {
  const times = roundTimes(rounds);
  const { median, low, high } = roundsInterval(times.rounds.map(({ wallMs }) => wallMs));
  const shown = shownRound(rounds);
  const report: StrategyReport = {
    strategy,
    ...times,
    wallMs: times.rounds.length === 0 ? { median: 0, low: 0, high: 0 } : { median, low, high },
    output: null,
    counts: { ...NO_COUNTS },
    breakdown: sumParts([]),
    meters: {},
    logs: { lines: 0, dropped: 0 },
    artifacts: [],
  };
  if (shown === undefined) return report;

  const { trace, outcome } = shown;
  const output = readOutput(outcome.output);
  const { counts, breakdown, meters, tree } = figures ?? figuresOf(trace, timerStepMs);
  return {
    ...report,
    output: output.value,
    ...(output.truncated ? { outputTruncated: true } : {}),
    ...(outcome.output.repr === undefined ? {} : { outputRepr: outcome.output.repr }),
    ...(outcome.error === undefined ? {} : { error: reportError(outcome.error) }),
    ...(outcome.inline && { inline: true }),
    ...(outcome.aheadMs && { aheadMs: outcome.aheadMs }),
    counts,
    breakdown,
    meters,
    logs: { lines: trace.logs.length, dropped: trace.logsDropped },
    artifacts: outcome.artifacts.map(({ path, content }) => ({ path, bytes: content.byteLength })),
    tree,
  };
}

/** How a strategy's rounds ended, and how long the meaningful ones took. */
function roundTimes(rounds: readonly MeasuredTrial[]): Pick<StrategyReport, "status" | "rounds"> {
  return {
    status: statusOf(rounds),
    rounds: timedRounds(rounds).map(({ outcome }) => ({ wallMs: outcome.wallMs })),
  };
}

/** The round whose tree, output and counts a report shows: the median one, or the first that failed. */
export function shownRound(rounds: readonly MeasuredTrial[]): MeasuredTrial | undefined {
  const failed = rounds.find(({ outcome }) => outcome.status === "failed");
  if (failed !== undefined) return failed;
  const sorted = [...timedRounds(rounds)].sort((a, b) => a.outcome.wallMs - b.outcome.wallMs);
  return sorted[(sorted.length - 1) >> 1];
}

interface ReportParts {
  readonly program: Report["program"];
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
  readonly environment: Report["environment"];
  readonly strategies: readonly {
    readonly strategy: StrategyName;
    readonly rounds: readonly MeasuredTrial[];
  }[];
}

export function buildReport(parts: ReportParts): Report {
  return {
    version: 1,
    program: {
      name: parts.program.name,
      hash: parts.program.hash,
      ...(parts.program.fansOutItself && { fansOutItself: true }),
    },
    inputs: { ...parts.inputs },
    settings: parts.settings,
    environment: parts.environment,
    strategies: parts.strategies.map(({ strategy, rounds }) =>
      strategyReport(strategy, rounds, parts.environment.timerStepMs),
    ),
  };
}

function metersOf(trace: Trace): Record<string, number> {
  const totals = new Map<string, number>();
  for (const { meters } of trace.notes.values()) {
    for (const [name, amount] of Object.entries(meters ?? {})) {
      const total = totals.get(name);
      if (total === undefined && totals.size >= TRIAL_MAX_METERS) continue;
      totals.set(name, (total ?? 0) + amount);
    }
  }
  return Object.fromEntries(totals);
}

function statusOf(rounds: readonly MeasuredTrial[]): StrategyReport["status"] {
  if (rounds.some(({ outcome }) => outcome.status === "failed")) return "failed";
  if (rounds.length === 0 || rounds.some(({ outcome }) => outcome.status === "cancelled")) return "cancelled";
  return "succeeded";
}

/** An incomplete round does not measure how long the work takes. */
function timedRounds(rounds: readonly MeasuredTrial[]): readonly MeasuredTrial[] {
  const whole = rounds.filter(({ outcome }) => outcome.status === "succeeded");
  return whole.length > 0 ? whole : rounds;
}

function reportError({ name, message, line, column, path }: SpanError): ReportError {
  return {
    name,
    message,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(path === undefined ? {} : { path: [...path] }),
  };
}
