import type { Incremental } from "@/lib/base/incremental";
import { consequencesOf } from "@/lib/estimate/consequences";
import { estimating } from "@/lib/estimate/estimate";
import { mapping } from "@/lib/estimate/map";
import type { Report } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import { type Advice, advising } from "./advice/advice";
import { byStrategy } from "./by-strategy";
import { find } from "./find/find";
import { treeDataOf } from "./layout/span-tree";
import { chartDataOf } from "./layout/timeline-chart";
import type { Answers, AnswerTo, NumbersQuestion, Question } from "./questions";
import { withRecord } from "./record/numbers";
import { bestChange, whatIf } from "./record/what-if";
import { totalsByTask } from "./report/by-task";
import { measuredNumbers } from "./report/measured-numbers";
import { figuresOf } from "./report/report";
import type { SimulationSettings } from "./simulation/parameters";
import { type ScaleData, scaleOf } from "./simulation/scale";
import { type Simulation, simulationOf } from "./simulation/simulation";
import { breakdownOf } from "./time/breakdown";
import { callTimesOf } from "./time/call-times";
import { explainedPath } from "./time/path-steps";
import { rangeTotals } from "./time/range";

/** Questions about files, which the worker answers itself. */
type Files = "read" | "open";

type Asked<Type> = Extract<Question, { readonly type: Type }>;

/** How each question is answered. What may take long comes in steps. */
type Answering = {
  readonly [Type in Exclude<keyof Answers, Files | NumbersQuestion["type"]>]: (
    trace: Trace,
    question: Asked<Type>,
    others: readonly Trace[],
  ) => Answers[Type] | Incremental<Answers[Type]>;
};

const ANSWERING: Answering = {
  figures: (trace, { timerStepMs }) => figuresOf(trace, timerStepMs),
  tree: (trace, { order }) => treeDataOf(trace, order),
  find: (trace, wanted) => find(trace, wanted),
  range: (trace, { from, to }) => rangeTotals(trace, from, to),
  chart: (trace, { mode }) => chartDataOf(trace, mode),
  path: (trace) => explainedPath(trace),
  breakdown: (trace) => breakdownOf(trace),
  tasks: (trace) => totalsByTask(trace),
  calls: (trace) => callTimesOf(trace),
  advice: (trace, { report }, others) => adviceOn(report, [trace, ...others]),
  scale: scaleOn,
  whatIf: (trace, { change, cores }) => whatIf(trace, change, cores),
  bestChange: (trace, { cores }) => bestChange(trace, cores),
  numbers: (trace, { cores }, others) => {
    const found = measuredNumbers(byStrategy([trace, ...others]), cores);
    return found && trace.record ? withRecord(found, trace, trace.record, cores || undefined) : found;
  },
};

export function answerTo<Q extends Exclude<Question, Asked<Files>>>(
  traces: readonly Trace[],
  question: Q,
): AnswerTo<Q> | Incremental<AnswerTo<Q>> {
  if (isAboutNumbers(question)) return answerToNumbers(question) as Incremental<AnswerTo<Q>>;
  const [trace, ...others] = traces;
  if (!trace) throw new Error("A question needs a trace.");
  // The compiler does not connect the question's type with that of its entry in the table.
  const answer = ANSWERING[question.type] as unknown as (
    trace: Trace,
    question: Q,
    others: readonly Trace[],
  ) => AnswerTo<Q> | Incremental<AnswerTo<Q>>;
  return answer(trace, question, others);
}

const isAboutNumbers = (question: Question): question is NumbersQuestion => "numbers" in question;

function answerToNumbers(question: NumbersQuestion): Incremental<Answers[NumbersQuestion["type"]]> {
  switch (question.type) {
    case "estimate":
      return estimating(question.numbers, 1);
    case "band":
      return estimating(question.numbers, question.draws);
    case "consequences":
      return consequencesOf(question.numbers);
    case "decisionMap":
      return mapping(question.numbers, question.axes);
  }
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

function adviceOn(report: Report, traces: readonly Trace[]): Incremental<Advice> {
  const { environment, settings, strategies } = report;
  return advising({
    measured: strategies.flatMap((each) => {
      const trace = traces.findLast(({ info }) => info.strategy === each.strategy);
      return trace ? [{ ...each, trace }] : [];
    }),
    settings,
    cores: environment.cores,
    timerStepMs: environment.timerStepMs,
    simulate: simulationFor,
  });
}

function* scaleOn(
  trace: Trace,
  { settings }: Asked<"scale">,
  [alone]: readonly Trace[],
): Incremental<ScaleData | undefined> {
  const simulation = simulationFor(trace, settings);
  if (simulation.model.remoteCalls === 0) return undefined;
  yield;
  return scaleOf(trace, simulation, alone);
}
