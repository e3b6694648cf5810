import { type Advice, advise } from "@/lib/analysis/advice/advice";
import type { Crossover, DurationPoint } from "@/lib/analysis/advice/crossover";
import { type OnPlatform, onPlatform, type Platform } from "@/lib/analysis/advice/platforms";
import { type TreeData, treeDataOf } from "@/lib/analysis/layout/span-tree";
import { type ChartData, chartDataOf } from "@/lib/analysis/layout/timeline-chart";
import type { LayoutMode } from "@/lib/analysis/layout/timeline-layout";
import { type TaskTotals, totalsByTask } from "@/lib/analysis/report/by-task";
import type { Measured } from "@/lib/analysis/report/compare";
import { figuresOf, type TraceFigures } from "@/lib/analysis/report/report";
import {
  callCosts,
  pureWorkSpan,
  type ScalePoint,
  scalePoints,
  stepsFor,
  workersThatHelp,
} from "@/lib/analysis/simulation/scale";
import type { Simulation, SimulationCheck, WhatIf } from "@/lib/analysis/simulation/simulation";
import { breakdownOf, type RunBreakdown } from "@/lib/analysis/time/breakdown";
import { contentionOf } from "@/lib/analysis/time/contention";
import { type CriticalPath, criticalPathOf } from "@/lib/analysis/time/critical-path";
import { type WorkSpan, workSpanOf } from "@/lib/analysis/time/work-span";
import { transferResult } from "@/lib/base/hand-over";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import { EMPTY } from "./send-trace";

/** What an experiment found, as it is sent to whoever works it out: every trace is that of its strategy's shown round. */
export interface Found {
  readonly report: Report;
  readonly traces: ReadonlyMap<StrategyName, Trace>;
}

/** `Advice` without what cannot be sent: plain data. */
export interface AdviceData extends Omit<Advice, "durations" | "scale" | "replays"> {
  readonly durations: DurationsData | undefined;
  /** ms that no schedule on the workers there were can beat; by the strategy whose work was measured most purely. */
  readonly idealMs: number | undefined;
}

export interface DurationsData {
  readonly task: string;
  readonly itemMs: number;
  readonly points: readonly DurationPoint[];
  readonly flips: readonly Crossover[];
  /** Strategies whose replay was within its bounds at the measured point. */
  readonly trusted: readonly StrategyName[];
}

export interface ScaleData {
  readonly strategy: StrategyName;
  readonly workSpan: WorkSpan;
  /** How many times as long bodies took as alone, where that is known. */
  readonly stretch: number | undefined;
  readonly check: SimulationCheck;
  readonly points: readonly ScalePoint[];
  /** The fewest workers that come within 5 % of the fastest. */
  readonly helping: number;
  /** What was measured: its workers, and what a worker's start and a message there and back took in the middle, ms. */
  readonly workers: number;
  readonly spawnMs: number;
  readonly transferMs: number;
}

export interface PlatformData {
  readonly check: SimulationCheck;
  readonly platforms: readonly OnPlatform[];
}

/** Works out what takes longer than a frame. One experiment at a time: questions are about the one loaded last. */
export interface AnalysisApi {
  /** A part of a trace that is sent in several, under a name of the sender's. */
  part(of: string, part: Partial<Trace>): void | Promise<void>;
  /** What is counted from the trace whose parts were sent under this name. Each question about one is asked once: it goes with the answer. */
  figures(of: string, timerStepMs: number): TraceFigures | Promise<TraceFigures>;
  chart(of: string, mode: LayoutMode): ChartData | Promise<ChartData>;
  path(of: string): CriticalPath | Promise<CriticalPath>;
  breakdown(of: string): RunBreakdown | Promise<RunBreakdown>;
  tasks(of: string): readonly TaskTotals[] | Promise<readonly TaskTotals[]>;
  tree(of: string): TreeData | Promise<TreeData>;
  /** @param found a trace without rows is one whose parts were sent, under its strategy's name */
  load(found: Found): AdviceData | Promise<AdviceData>;
  /** @returns undefined where the strategy did not come to its end, or used no workers */
  scale(
    strategy: StrategyName,
    change: WhatIf,
    most?: number,
  ): ScaleData | undefined | Promise<ScaleData | undefined>;
  platforms(
    strategy: StrategyName,
    platforms: readonly Platform[],
    change: WhatIf,
  ): PlatformData | undefined | Promise<PlatformData | undefined>;
}

function measuredOf({ report, traces }: Found): Measured[] {
  return report.strategies.flatMap(({ strategy, status, rounds }) => {
    const trace = traces.get(strategy);
    if (!trace) return [];
    // Times are those of every round, the recording that of the one shown.
    return [
      {
        strategy,
        rounds: rounds.map(({ wallMs }) => ({
          trace,
          outcome: { status, wallMs, output: undefined, artifacts: [] },
        })),
      },
    ];
  });
}

/** Work is measured most purely where nothing runs beside it. */
const PUREST: readonly StrategyName[] = ["sequential", "pooled", "dynamic", "hybrid", "async"];

function idealOf({ report, traces }: Found): number | undefined {
  const pure = PUREST.find(
    (strategy) =>
      traces.has(strategy) &&
      report.strategies.some((each) => each.strategy === strategy && each.status === "succeeded"),
  );
  const trace = pure && traces.get(pure);
  if (!trace) return undefined;
  const { work, span } = workSpanOf(trace, { transferMs: 0, spawnMs: 0 });
  return Math.max(work / Math.max(1, report.settings.workers), span);
}

/** The run in which nothing ran beside anything, if it came to its end. */
function aloneOf({ report, traces }: Found): Trace | undefined {
  const ended = report.strategies.some(
    ({ strategy, status }) => strategy === "sequential" && status === "succeeded",
  );
  return ended ? traces.get("sequential") : undefined;
}

interface Loaded {
  readonly found: Found;
  readonly replays: ReadonlyMap<StrategyName, Simulation>;
}

function replayFor({ replays }: Loaded, strategy: StrategyName): Simulation | undefined {
  const replay = replays.get(strategy);
  return replay && replay.model.remoteCalls > 0 ? replay : undefined;
}

export function createAnalysisWorker(): AnalysisApi {
  let loaded: Loaded | undefined;
  const parts = new Map<string, Partial<Trace>>();
  const taken = (of: string): Partial<Trace> | undefined => {
    const trace = parts.get(of);
    parts.delete(of);
    return trace;
  };
  const traceOf = (of: string): Trace => ({ ...EMPTY, ...taken(of) });
  return {
    part(of, part) {
      const known = parts.get(of);
      const lanes = [...(known?.lanes ?? []), ...(part.lanes ?? [])];
      parts.set(of, { ...known, ...part, lanes });
    },
    figures(of, timerStepMs) {
      return figuresOf(traceOf(of), timerStepMs);
    },
    chart: (of, mode) => transferResult(chartDataOf(traceOf(of), mode)),
    path: (of) => transferResult(criticalPathOf(traceOf(of))),
    breakdown: (of) => breakdownOf(traceOf(of)),
    tasks: (of) => totalsByTask(traceOf(of)),
    tree: (of) => transferResult(treeDataOf(traceOf(of))),
    load(given) {
      const traces = [...given.traces].map(
        ([strategy, trace]) => [strategy, { ...trace, ...taken(strategy) }] as const,
      );
      const found = { ...given, traces: new Map(traces) };
      const { environment, settings } = found.report;
      const { durations, scale, replays, ...advice } = advise({
        measured: measuredOf(found),
        settings,
        cores: environment.cores,
        timerStepMs: environment.timerStepMs,
      });
      loaded = { found, replays };
      return {
        ...advice,
        durations: durations && {
          task: durations.task,
          itemMs: durations.itemMs,
          points: durations.points,
          flips: durations.flips,
          trusted: durations.curves.filter(({ trusted }) => trusted).map(({ strategy }) => strategy),
        },
        idealMs: idealOf(found),
      };
    },
    scale(strategy, change, most) {
      const replay = loaded && replayFor(loaded, strategy);
      const trace = loaded?.found.traces.get(strategy);
      if (!replay || !trace) return undefined;
      const costs = callCosts(replay.model.costs);
      const alone = loaded && aloneOf(loaded.found);
      const workSpan = pureWorkSpan(trace, costs, alone);
      const points = scalePoints(replay, workSpan, change, stepsFor(replay, trace.workers, most));
      return {
        strategy,
        workSpan,
        stretch: alone && contentionOf(alone, trace),
        check: replay.check,
        points,
        helping: workersThatHelp(points),
        workers: trace.workers,
        ...costs,
      };
    },
    platforms(strategy, platforms, change) {
      const replay = loaded && replayFor(loaded, strategy);
      return (
        replay && {
          check: replay.check,
          platforms: platforms.map((platform) => onPlatform(replay, platform, change)),
        }
      );
    },
  };
}
