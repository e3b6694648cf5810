import { capitalize } from "@/lib/base/format";
import type { Incremental } from "@/lib/base/incremental";
import { strategyNamed } from "@/lib/engine/strategies";
import type { Strategy } from "@/lib/engine/strategies/strategy";
import type { Settings } from "@/lib/model/settings";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";
import { aloneIn, onWorkersIn, purestIn } from "../by-strategy";
import { type ComparisonColumn, compare, type Measured } from "../report/compare";
import { costsOf } from "../simulation/costs";
import { type ScaleData, scaleOf } from "../simulation/scale";
import type { simulationOf } from "../simulation/simulation";
import { bodiesOf } from "../time/bodies";
import { SHARED_CORES_FACTOR } from "../time/contention";
import { messagesOf } from "../time/messages";
import { mappedTask, SMALL_SHARE, worthwhileItemMs } from "../time/overhead";
import { waitingOf } from "../time/waiting";
import { lowerBound, workSpanOf } from "../time/work-span";
import { comparingDurations, type Durations } from "./crossover";
import { figure, type Sentence, sentenceOf } from "./sentence";

export interface AdviceInput {
  readonly measured: readonly Measured[];
  readonly settings: Settings;
  readonly cores: number;
  readonly timerStepMs: number;
  readonly simulate: typeof simulationOf;
}

/** What to do, and why. Every sentence comes with its figures. Plain data. */
export interface Advice {
  readonly sentences: readonly { readonly about: About; readonly sentence: Sentence }[];
  /** The recommended strategy; undefined where none finished. */
  readonly strategy: StrategyName | undefined;
  readonly columns: readonly ComparisonColumn[];
  readonly durations: Durations | undefined;
  /** ms that no schedule on the workers there were can beat; by the strategy whose work was measured most purely. */
  readonly idealMs: number | undefined;
}

export type About = "strategy" | "crossover" | "op runs" | "chunk" | "workers" | "waiting";

/** Of equally fast strategies the first one here is the simplest to run: it starts the fewest op runs. */
const OP_RUNS: readonly Strategy["opRun"][] = ["workflow", "map", "message", "item"];
const opRunRank = (name: StrategyName): number => OP_RUNS.indexOf(strategyNamed(name).opRun);
const SIMPLEST = [...STRATEGIES].sort((a, b) => opRunRank(a) - opRunRank(b));

/** In steps, each as long as a simulation or two: together some ms for 1,000 calls and seconds for 100,000. */
export function* advising(input: AdviceInput): Incremental<Advice> {
  const { measured, settings, cores, timerStepMs, simulate } = input;
  const columns = compare(measured, timerStepMs);
  const traces = new Map<StrategyName, Trace>();
  for (const strategy of SIMPLEST) {
    const found = measured.find((one) => one.strategy === strategy);
    if (found?.status === "succeeded") traces.set(strategy, found.trace);
  }
  yield;
  const waiting = waitingOf(traces, cores);
  const simulationSettings = { ...settings, cores };
  const durations = yield* comparingDurations(traces, simulationSettings, simulate);
  const { strategy, sentence } = strategyAdvice(columns);
  const ranOnWorkers = onWorkersIn(traces);
  const onWorkers = ranOnWorkers.find((name) => name === strategy) ?? ranOnWorkers[0];
  const trace = onWorkers && traces.get(onWorkers);
  const scale = trace && scaleOf(trace, simulate(trace, simulationSettings), aloneIn(traces));
  yield;
  const sentences: { about: About; sentence: Sentence }[] = [];
  const say = (about: About, said: Sentence | undefined) => {
    if (said !== undefined) sentences.push({ about, sentence: said });
  };
  say("strategy", sentence);
  for (const said of crossoverAdvice(durations, strategy)) say("crossover", said);
  const perItem = ranOnWorkers.find((name) => strategyNamed(name).opRun === "item");
  if (perItem !== undefined) say("op runs", opRunAdvice(columns, perItem, durations));
  const pool = ranOnWorkers.find((name) => strategyNamed(name).runs === "pool");
  const pooled = pool && traces.get(pool);
  if (pooled !== undefined) say("chunk", chunkAdvice(pooled));
  if (scale !== undefined && onWorkers !== undefined)
    say("workers", workersAdvice(scale, onWorkers, waiting.share, cores));
  if (traces.size > 0) say("waiting", waiting.sentence);
  const [purest] = purestIn(traces);
  const pure = purest && traces.get(purest);
  const idealMs = pure && lowerBound(workSpanOf(pure, { transferMs: 0, startMs: 0 }), settings.workers);
  return { sentences, strategy, columns, durations, idealMs };
}

function strategyAdvice(columns: readonly ComparisonColumn[]): {
  strategy?: StrategyName;
  sentence?: Sentence;
} {
  const whole = columns.filter(({ status }) => status === "succeeded");
  const best = whole.find(({ toFastest }) => toFastest === undefined);
  if (best === undefined) return {};
  const verdict = (column: ComparisonColumn) => column.toFastest?.verdict;
  const level = whole.filter((column) => verdict(column) !== "longer" && verdict(column) !== "shorter");
  const simplest = SIMPLEST.find((name) => level.some(({ strategy }) => strategy === name));
  const taken = level.find(({ strategy }) => strategy === simplest) ?? best;
  const { strategy } = taken;
  const figures = [
    figure(`${strategy}, median`, taken.wallMs.median, "ms"),
    figure("rounds", taken.wallMs.n, "count"),
  ];
  const say = (text: string, certain: boolean) => ({
    strategy,
    sentence: sentenceOf(text, figures, certain),
  });
  if (whole.length === 1)
    return say(
      columns.length === 1
        ? `Only ${strategy} was run ({0}): run others beside it to compare.`
        : `Only ${strategy} came to its end ({0}): let another one finish to compare.`,
      false,
    );
  const unclear = level.filter((column) => column !== taken);
  if (unclear.length > 0) {
    const untold = unclear.some(
      (column) => verdict(column) === "too few rounds" || verdict(column) === "too short to tell",
    );
    const others = unclear.map((column) => column.strategy).join(", ");
    return say(
      untold
        ? `Take ${strategy} for now ({0}): these rounds cannot tell it from ${others}, and it is simpler. More rounds or more work would.`
        : `Take ${strategy} ({0}, {1} rounds): it does not differ clearly from ${others}, and it is simpler.`,
      !untold,
    );
  }
  const [second] = whole
    .filter((column) => column !== taken)
    .sort((a, b) => a.wallMs.median - b.wallMs.median);
  if (second === undefined) return { strategy };
  figures.push(
    figure(`${second.strategy} over ${strategy}`, second.toFastest?.median ?? Number.NaN, "times"),
  );
  return say(
    taken.wallMs.n === 1
      ? `Take ${strategy}: {0}; the next, ${second.strategy}, takes {2} as long. Each was measured only once: run more rounds to be sure.`
      : `Take ${strategy}: {0} in the median of {1} rounds; the next, ${second.strategy}, takes {2} as long.`,
    taken.wallMs.n >= 6,
  );
}

const todayOf = ({ task, itemMs }: Durations) => figure(`an item of ${task} today`, itemMs, "ms");

function crossoverAdvice(durations: Durations | undefined, strategy: StrategyName | undefined): Sentence[] {
  if (durations === undefined || strategy === undefined) return [];
  const { task, strategies, trusted, crossovers } = durations;
  const today = todayOf(durations);
  const ours = crossovers.filter(({ below, above }) => below === strategy || above === strategy);
  if (ours.length === 0 && strategies.length > 1) {
    const certain = trusted.length === strategies.length;
    const doubt = certain ? "" : " The replay behind it is off by more than 15 % for one of them.";
    const text = `${capitalize(strategy)} stays ahead for items from a thousandth to a thousand times as long as today's ({0}).${doubt}`;
    return [sentenceOf(text, [today], certain)];
  }
  return ours.map(({ below, above, itemMs, certain }) => {
    const doubt = certain
      ? ""
      : " The point is rough: the two curves cross more than once, or the replay behind one is off by more than 15 %.";
    return sentenceOf(
      `${capitalize(below)} is faster for items below {0}, ${above} above; an item of ${task} takes {1}.${doubt}`,
      [figure(`${below} and ${above} take as long`, itemMs, "ms"), today],
      certain,
    );
  });
}

/** The item duration from which a separate op run is worth its overhead: measured, not a rule of thumb. */
function opRunAdvice(
  columns: readonly ComparisonColumn[],
  perItem: StrategyName,
  durations: Durations | undefined,
): Sentence | undefined {
  const column = columns.find(({ strategy }) => strategy === perItem);
  if (column === undefined || !(column.overheadPerItemMs > 0) || durations === undefined) return undefined;
  const overhead = figure("overhead of an op run here", column.overheadPerItemMs, "ms");
  const from = figure("item from which it is a tenth", worthwhileItemMs(column.overheadPerItemMs), "ms");
  const today = todayOf(durations);
  const end = today.value >= from.value ? "." : ", so a pool or larger pieces spare most of it.";
  return sentenceOf(
    `An op run costs {0} on top of its work. For items of {1} and longer that is at most a tenth of the whole; today's take {2}${end}`,
    [overhead, from, today],
  );
}

function chunkAdvice(trace: Trace): Sentence | undefined {
  const bodies = bodiesOf(trace);
  const task = mappedTask(trace, bodies);
  // Items that call others never share a chunk.
  if (task?.kind === "dynamic") return undefined;
  const messages = messagesOf(trace, bodies);
  const costs = costsOf(trace, bodies, messages);
  if (task === undefined || task.calls < 2 || costs.there.fixed.n === 0) return undefined;
  const message = costs.there.fixed.mid + costs.back.fixed.mid;
  const own = messages.filter(({ rows }) => trace.names[trace.name[rows[0] ?? 0] as number] === task.name);
  const figures = [
    figure("a message there and back", message, "ms"),
    figure(`an item of ${task.name}`, task.medianMs, "ms"),
    figure("items", task.calls, "count"),
    figure("messages they went in", own.length, "count"),
  ];
  if (!(task.medianMs > 0))
    return sentenceOf(
      "An item is shorter than the clock can show: any chunk that is long against a message ({0}) will do. The {2} items went in {3} messages.",
      figures,
      false,
    );
  const least = Math.ceil(message / SMALL_SHARE / task.medianMs);
  if (least <= 1)
    return sentenceOf(
      "A message costs {0} and an item takes {1}: items can go one by one, and the chunk size hardly matters.",
      figures,
    );
  const most = Math.max(1, Math.floor(task.calls / Math.max(1, trace.workers)));
  figures.push(
    figure("smallest chunk worth its message", Math.min(least, most), "count"),
    figure("largest that leaves no worker out", most, "count"),
  );
  return sentenceOf(
    least <= most
      ? "A message costs {0} and an item takes {1}: chunks of {4} items or more keep messages below a tenth of the work, up to {5} all workers have some. The {2} items went in {3} messages."
      : "A message costs {0} and an item takes {1}: the {2} items are too little work to share out; one chunk of {5} for each worker is the best there is.",
    figures,
  );
}

/** @param waitingShare of an item's time in which it needs no core, where that is known */
function workersAdvice(
  { points, helping, workers, workSpan, stretch, check }: ScaleData,
  strategy: StrategyName,
  waitingShare: number | undefined,
  cores: number,
): Sentence {
  const error = figure("error of the replay", check.error, "share");
  if (!check.trusted)
    return sentenceOf(
      "How many workers still help cannot be told: the replay of the measured run is off by {0}.",
      [error],
      false,
    );
  const at = points.find((point) => point.workers === helping);
  const figures = [
    figure("workers that help", helping, "count"),
    figure("replayed time with them", at?.mid ?? Number.NaN, "ms"),
    figure(`measured time with ${workers}`, check.measuredMs, "ms"),
    figure("parallelism T₁/T∞", workSpan.parallelism, "count"),
    error,
    figure("cores here", cores, "count"),
  ];
  if (stretch !== undefined && stretch > SHARED_CORES_FACTOR && helping > cores)
    return sentenceOf(
      `With a core for each, up to {0} workers help under ${strategy} (at most {1} by the replay, {2} measured; its error is {4}): there is work for {3} at once. Here they share {5} cores, and bodies took {6} as long as alone.`,
      [...figures, figure("time of bodies, against alone", stretch, "times")],
    );
  const first = `${helping === 1 ? "{0} worker is enough" : "Up to {0} workers help"} under ${strategy} ({1} by the replay, {2} measured; its error is {4}): there is work for {3} at once.`;
  const unsure = waitingShare === undefined;
  const needsCores = unsure || waitingShare < 0.85;
  if (!needsCores || helping <= cores) return sentenceOf(first, figures);
  return sentenceOf(
    `${first} ${unsure ? "If the items compute" : "The items compute"}, each needs a core of its own, and here there are {5}.`,
    figures,
    !unsure,
  );
}
