import type { Incremental } from "@/lib/base/incremental";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import { advising } from "./advice/advice";
import { onPlatform } from "./advice/platforms";
import { treeDataOf } from "./layout/span-tree";
import { chartDataOf } from "./layout/timeline-chart";
import type { AdviceData, Answers, AnswerTo, PlatformData, Question, ScaleData } from "./questions";
import { totalsByTask } from "./report/by-task";
import type { Measured } from "./report/compare";
import { figuresOf } from "./report/report";
import { callCosts, pureWorkSpan, scalePoints, stepsFor, workersThatHelp } from "./simulation/scale";
import { type Simulation, type SimulationSettings, simulationOf } from "./simulation/simulation";
import { breakdownOf } from "./time/breakdown";
import { contentionOf } from "./time/contention";
import { criticalPathOf } from "./time/critical-path";
import { workSpanOf } from "./time/work-span";

type Asked<Type> = Extract<Question, { readonly type: Type }>;

/** How each question is answered. What may take long comes in steps. */
type Answering = {
  readonly [Type in Exclude<keyof Answers, "read">]: (
    trace: Trace,
    question: Asked<Type>,
    others: readonly Trace[],
  ) => Answers[Type] | Incremental<Answers[Type]>;
};

const ANSWERING: Answering = {
  figures: (trace, { timerStepMs }) => figuresOf(trace, timerStepMs),
  tree: (trace) => treeDataOf(trace),
  chart: (trace, { mode }) => chartDataOf(trace, mode),
  path: (trace) => criticalPathOf(trace),
  breakdown: (trace) => breakdownOf(trace),
  tasks: (trace) => totalsByTask(trace),
  advice: (trace, { report }, others) => adviceOn(report, [trace, ...others]),
  scale: scaleOn,
  platforms: platformsOn,
};

export function answerTo<Q extends Exclude<Question, Asked<"read">>>(
  traces: readonly Trace[],
  question: Q,
): AnswerTo<Q> | Incremental<AnswerTo<Q>> {
  const [trace, ...others] = traces;
  if (!trace) throw new Error("A question needs a trace.");
  // The compiler does not connect the question's type with that of its entry in the table.
  const answer = ANSWERING[question.type] as (
    trace: Trace,
    question: Q,
    others: readonly Trace[],
  ) => AnswerTo<Q> | Incremental<AnswerTo<Q>>;
  return answer(trace, question, others);
}

/** A trace is read into its simulation once for the same settings: for 100,000 calls that takes a third of a second. */
const simulations = new WeakMap<Trace, { readonly key: string; readonly simulation: Simulation }>();

function simulationFor(trace: Trace, settings: SimulationSettings): Simulation {
  const { workers, concurrency, maxParallelism, chunk, cores } = settings;
  const key = JSON.stringify([workers, concurrency, maxParallelism, chunk, cores]);
  const known = simulations.get(trace);
  if (known?.key === key) return known.simulation;
  const simulation = simulationOf(trace, settings);
  simulations.set(trace, { key, simulation });
  return simulation;
}

function* adviceOn(report: Report, traces: readonly Trace[]): Incremental<AdviceData> {
  const byStrategy = new Map(traces.map((trace) => [trace.info.strategy, trace]));
  const { environment, settings } = report;
  const { durations, scale, ...advice } = yield* advising({
    measured: measuredIn(report, byStrategy),
    settings,
    cores: environment.cores,
    timerStepMs: environment.timerStepMs,
    simulate: simulationFor,
  });
  return {
    ...advice,
    durations: durations && {
      task: durations.task,
      itemMs: durations.itemMs,
      points: durations.points,
      crossovers: durations.crossovers,
      trusted: durations.curves.filter(({ trusted }) => trusted).map(({ strategy }) => strategy),
    },
    idealMs: idealMs(report, byStrategy),
  };
}

type ByStrategy = ReadonlyMap<StrategyName | undefined, Trace>;

/** Times of every round, with the trace of the shown one. */
function measuredIn(report: Report, traces: ByStrategy): Measured[] {
  return report.strategies.flatMap(({ strategy, status, rounds }) => {
    const trace = traces.get(strategy);
    if (!trace) return [];
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

/** Work is measured most purely where nothing runs at the same time. */
const PUREST: readonly StrategyName[] = ["sequential", "pooled", "dynamic", "hybrid", "async"];

function idealMs(report: Report, traces: ByStrategy): number | undefined {
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

function* scaleOn(
  trace: Trace,
  { settings, change, maxWorkers }: Asked<"scale">,
  [alone]: readonly Trace[],
): Incremental<ScaleData | undefined> {
  const simulation = simulationFor(trace, settings);
  if (simulation.model.remoteCalls === 0) return undefined;
  yield;
  const costs = callCosts(simulation.model.costs);
  const workSpan = pureWorkSpan(trace, costs, alone);
  const points = scalePoints(simulation, workSpan, change, stepsFor(simulation, trace.workers, maxWorkers));
  return {
    label: trace.info.label,
    workSpan,
    stretch: alone && contentionOf(alone, trace),
    check: simulation.check,
    points,
    helping: workersThatHelp(points),
    workers: trace.workers,
    ...costs,
  };
}

function* platformsOn(
  trace: Trace,
  { settings, platforms, change }: Asked<"platforms">,
): Incremental<PlatformData | undefined> {
  const simulation = simulationFor(trace, settings);
  if (simulation.model.remoteCalls === 0) return undefined;
  const predicted: PlatformData["platforms"][number][] = [];
  for (const platform of platforms) {
    yield;
    predicted.push(onPlatform(simulation, platform, change));
  }
  return { check: simulation.check, platforms: predicted };
}
