import type { Incremental } from "@/lib/base/incremental";
import { strategyNamed } from "@/lib/engine/strategies";
import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";
import { aloneIn, onWorkersIn, overlappedIn, purestIn } from "../by-strategy";
import { type ComparisonColumn, compare, type Measured } from "../report/compare";
import { scaleOf } from "../simulation/scale";
import type { simulationOf } from "../simulation/simulation";
import { waitingOf } from "../time/waiting";
import { lowerBound, workSpanOf } from "../time/work-span";
import { chunkFinding } from "./chunk-size";
import { comparingDurations, type Durations } from "./crossover";
import { durationFindings } from "./duration-findings";
import { eventLoopFinding } from "./event-loop";
import type { Finding } from "./finding";
import { overheadFinding } from "./op-run-overhead";
import { SIMPLEST } from "./verdict";
import { workersFinding } from "./workers-help";

export interface AdviceInput {
  readonly measured: readonly Measured[];
  readonly settings: Settings;
  readonly cores: number;
  readonly timerStepMs: number;
  readonly simulate: typeof simulationOf;
}

/** What the traces of a run show, besides its times. Plain data; `answerOf` decides what of it is said. */
export interface Advice {
  readonly findings: readonly Finding[];
  readonly columns: readonly ComparisonColumn[];
  readonly durations: Durations | undefined;
  /** ms that no schedule on the workers there were can beat; by the strategy whose work was measured most purely. */
  readonly idealMs: number | undefined;
}

/** In steps, each as long as a simulation or two: together some ms for 1,000 calls and seconds for 100,000. */
export function* advising(input: AdviceInput): Incremental<Advice> {
  const { measured, settings, cores, timerStepMs, simulate } = input;
  const columns = compare(measured, timerStepMs);
  const traces = new Map<StrategyName, Trace>();
  for (const strategy of SIMPLEST) {
    const found = measured.find((one) => one.strategy === strategy);
    if (found?.status === "succeeded") traces.set(strategy, found.trace);
  }
  if (traces.size === 0) return { findings: [], columns, durations: undefined, idealMs: undefined };
  yield;
  const waiting = waitingOf(traces, cores);
  const simulationSettings = { ...settings, cores };
  const durations = yield* comparingDurations(traces, simulationSettings, simulate);
  const ranOnWorkers = onWorkersIn(traces);
  const [onWorkers] = ranOnWorkers;
  const trace = onWorkers && traces.get(onWorkers);
  const scale = trace && scaleOf(trace, simulate(trace, simulationSettings), aloneIn(traces));
  yield;
  const [purest] = purestIn(traces);
  const pure = purest && traces.get(purest);
  const pool = ranOnWorkers.find((name) => strategyNamed(name).runs === "pool");
  const pooled = pool && traces.get(pool);
  const perItem = ranOnWorkers.find((name) => strategyNamed(name).opRun === "item");
  const fastestMs = Math.min(...columns.map(({ wallMs }) => wallMs.median));
  const findings = [
    ...(durations ? durationFindings(durations) : []),
    pure && overlappedIn(traces) === undefined
      ? eventLoopFinding(pure, waiting, settings.maxParallelism, fastestMs)
      : undefined,
    waiting.finding,
    scale && onWorkers ? workersFinding(scale, onWorkers, waiting.share, cores) : undefined,
    pooled && chunkFinding(pooled),
    perItem && durations ? overheadFinding(columns, perItem, durations) : undefined,
  ].filter((finding) => finding !== undefined);
  const idealMs = pure && lowerBound(workSpanOf(pure, { transferMs: 0, startMs: 0 }), settings.workers);
  return { findings, columns, durations, idealMs };
}
