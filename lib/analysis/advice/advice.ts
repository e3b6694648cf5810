import type { Incremental } from "@/lib/base/incremental";
import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";
import { type Comparison, compare, type Measured } from "../report/compare";
import { shownRound } from "../report/report";
import { costsOf } from "../simulation/costs";
import { type Scale, scaleOf, workersThatHelp } from "../simulation/scale";
import type { simulationOf } from "../simulation/simulation";
import { bodiesOf } from "../time/bodies";
import { messagesOf } from "../time/messages";
import { mappedTask, SMALL_SHARE, worthwhileItemMs } from "../time/overhead";
import { SHARED_CORES_FACTOR } from "../time/shared-cores";
import { type Waiting, waitingOf } from "../time/waiting";
import { comparingDurations, type Durations } from "./crossover";
import { figure, type Sentence } from "./sentence";

export interface AdviceInput {
  readonly measured: readonly Measured[];
  readonly settings: Settings;
  readonly cores: number;
  /** Smallest difference the clock shows. */
  readonly timerStepMs: number;
  readonly simulate: typeof simulationOf;
}

/** What to do, and why. Every sentence comes with its figures. */
export interface Advice {
  readonly sentences: readonly { readonly about: About; readonly sentence: Sentence }[];
  /** The recommended strategy; undefined where none finished. */
  readonly strategy: StrategyName | undefined;
  readonly comparison: Comparison;
  readonly waiting: Waiting;
  /** For the chart of time against item duration. */
  readonly durations: Durations | undefined;
  /** For the chart of time against workers: of the recommended strategy if it uses workers, or of another that does. */
  readonly scale: Scale | undefined;
}

export type About = "strategy" | "crossover" | "op runs" | "chunk" | "workers" | "waiting";

/** Of equally fast strategies the first one here is the simplest to write and to run. */
const SIMPLEST: readonly StrategyName[] = ["sequential", "async", "pooled", "hybrid", "dynamic"];

/** In steps, each as long as a simulation or two: together some ms for 1,000 calls and seconds for 100,000. */
export function* advising(input: AdviceInput): Incremental<Advice> {
  const { measured, settings, cores, timerStepMs, simulate } = input;
  const comparison = compare(measured, timerStepMs);
  const traces = new Map<StrategyName, Trace>();
  for (const strategy of SIMPLEST) {
    const found = measured.find((one) => one.strategy === strategy);
    const shown = found === undefined ? undefined : shownRound(found.rounds);
    if (shown?.outcome.status === "succeeded") traces.set(strategy, shown.trace);
  }
  yield;
  const waiting = waitingOf(traces, cores);
  const simulationSettings = { ...settings, cores };
  const durations = yield* comparingDurations(traces, simulationSettings, simulate);
  const { strategy, sentence } = strategyAdvice(comparison);
  const onWorkers = [strategy, "pooled", "dynamic", "hybrid"].find((known): known is StrategyName =>
    known === "pooled" || known === "dynamic" || known === "hybrid" ? traces.has(known) : false,
  );
  const trace = onWorkers === undefined ? undefined : traces.get(onWorkers);
  const scale =
    trace &&
    scaleOf(
      trace,
      simulationSettings,
      {},
      { alone: traces.get("sequential"), replay: simulate(trace, simulationSettings) },
    );
  yield;
  const sentences: { about: About; sentence: Sentence }[] = [];
  const say = (about: About, said: Sentence | undefined) => {
    if (said !== undefined) sentences.push({ about, sentence: said });
  };
  say("strategy", sentence);
  for (const said of crossoverAdvice(durations, strategy)) say("crossover", said);
  const dynamic = traces.get("dynamic");
  if (dynamic !== undefined) say("op runs", opRunAdvice(comparison, durations));
  const pooled = traces.get("pooled");
  if (pooled !== undefined) say("chunk", chunkAdvice(pooled));
  if (scale !== undefined && onWorkers !== undefined)
    say("workers", workersAdvice(scale, onWorkers, waiting, cores));
  if (traces.size > 0) say("waiting", waiting.sentence);
  return { sentences, strategy, comparison, waiting, durations, scale };
}

function strategyAdvice({ columns }: Comparison): {
  strategy: StrategyName | undefined;
  sentence: Sentence | undefined;
} {
  const whole = columns.filter(({ status }) => status === "succeeded");
  const best = whole.find(({ toFastest }) => toFastest === undefined);
  if (best === undefined) return { strategy: undefined, sentence: undefined };
  const verdict = (column: (typeof whole)[number]) => column.toFastest?.verdict;
  const level = whole.filter(
    (column) => column === best || (verdict(column) !== "longer" && verdict(column) !== "shorter"),
  );
  const simplest =
    SIMPLEST.find((strategy) => level.some((column) => column.strategy === strategy)) ?? best.strategy;
  const taken = level.find(({ strategy }) => strategy === simplest) ?? best;
  const figures = [
    figure(`${taken.strategy}, median`, taken.wallMs.median, "ms"),
    figure("rounds", taken.wallMs.n, "count"),
  ];
  if (whole.length === 1) {
    return {
      strategy: taken.strategy,
      sentence: {
        text:
          columns.length === 1
            ? `Only ${taken.strategy} was run ({0}): run others beside it to compare.`
            : `Only ${taken.strategy} came to its end ({0}): let another one finish to compare.`,
        figures,
        certain: false,
      },
    };
  }
  const unclear = level.filter((column) => column !== taken);
  const untold = unclear.some(
    (column) => verdict(column) === "too few rounds" || verdict(column) === "too short to tell",
  );
  if (unclear.length > 0) {
    const others = unclear.map(({ strategy }) => strategy).join(", ");
    return {
      strategy: taken.strategy,
      sentence: {
        text: untold
          ? `Take ${taken.strategy} for now ({0}): these rounds cannot tell it from ${others}, and it is simpler. More rounds or more work would.`
          : `Take ${taken.strategy} ({0}, {1} rounds): it does not differ clearly from ${others}, and it is simpler.`,
        figures,
        certain: !untold,
      },
    };
  }
  const second = whole
    .filter((column) => column !== taken)
    .sort((a, b) => a.wallMs.median - b.wallMs.median)[0];
  if (second === undefined) return { strategy: taken.strategy, sentence: undefined };
  figures.push(
    figure(`${second.strategy} over ${taken.strategy}`, second.toFastest?.median ?? Number.NaN, "times"),
  );
  return {
    strategy: taken.strategy,
    sentence: {
      text:
        taken.wallMs.n === 1
          ? `Take ${taken.strategy}: {0}; the next, ${second.strategy}, takes {2} as long. Each was measured only once: run more rounds to be sure.`
          : `Take ${taken.strategy}: {0} in the median of {1} rounds; the next, ${second.strategy}, takes {2} as long.`,
      figures,
      certain: taken.wallMs.n >= 6,
    },
  };
}

function crossoverAdvice(durations: Durations | undefined, strategy: StrategyName | undefined): Sentence[] {
  if (durations === undefined || strategy === undefined) return [];
  const today = figure(`an item of ${durations.task} today`, durations.itemMs, "ms");
  const ours = durations.crossovers.filter(({ below, above }) => below === strategy || above === strategy);
  if (ours.length === 0 && durations.curves.length > 1) {
    const certain = durations.curves.every(({ trusted }) => trusted);
    const doubt = certain ? "" : " The replay behind it is off by more than 15 % for one of them.";
    return [
      {
        text: `${capital(strategy)} stays ahead for items from a thousandth to a thousand times as long as today's ({0}).${doubt}`,
        figures: [today],
        certain,
      },
    ];
  }
  return ours.map(({ below, above, itemMs, certain }) => ({
    text: `${capital(below)} is faster for items below {0}, ${above} above; an item of ${durations.task} takes {1}.${
      certain
        ? ""
        : " The point is rough: the two curves cross more than once, or the replay behind one is off by more than 15 %."
    }`,
    figures: [figure(`${below} and ${above} take as long`, itemMs, "ms"), today],
    certain,
  }));
}

/** The item duration from which a separate op run is worth its overhead: measured, not a rule of thumb. */
function opRunAdvice({ columns }: Comparison, durations: Durations | undefined): Sentence | undefined {
  const column = columns.find(({ strategy }) => strategy === "dynamic");
  if (column === undefined || !(column.overheadPerItemMs > 0) || durations === undefined) return undefined;
  const overhead = figure("overhead of an op run here", column.overheadPerItemMs, "ms");
  const from = figure("item from which it is a tenth", worthwhileItemMs(column.overheadPerItemMs), "ms");
  const today = figure(`an item of ${durations.task} today`, durations.itemMs, "ms");
  const worth = today.value >= from.value;
  return {
    text: `An op run costs {0} on top of its work. For items of {1} and longer that is at most a tenth of the whole; today's take {2}${
      worth ? "." : ", so a pool or larger pieces spare most of it."
    }`,
    figures: [overhead, from, today],
    certain: true,
  };
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
  if (!(task.medianMs > 0)) {
    return {
      text: "An item is shorter than the clock can show: any chunk that is long against a message ({0}) will do. The {2} items went in {3} messages.",
      figures,
      certain: false,
    };
  }
  const least = Math.ceil(message / SMALL_SHARE / task.medianMs);
  if (least <= 1) {
    return {
      text: "A message costs {0} and an item takes {1}: items can go one by one, and the chunk size hardly matters.",
      figures,
      certain: true,
    };
  }
  const most = Math.max(1, Math.floor(task.calls / Math.max(1, trace.workers)));
  figures.push(
    figure("smallest chunk worth its message", Math.min(least, most), "count"),
    figure("largest that leaves no worker out", most, "count"),
  );
  return {
    text:
      least <= most
        ? "A message costs {0} and an item takes {1}: chunks of {4} items or more keep messages below a tenth of the work, up to {5} all workers have some. The {2} items went in {3} messages."
        : "A message costs {0} and an item takes {1}: the {2} items are too little work to share out; one chunk of {5} for each worker is the best there is.",
    figures,
    certain: true,
  };
}

function workersAdvice(scale: Scale, strategy: StrategyName, waiting: Waiting, cores: number): Sentence {
  const { check, model } = scale.replay;
  if (!check.trusted) {
    return {
      text: "How many workers still help cannot be told: the replay of the measured run is off by {0}.",
      figures: [figure("error of the replay", check.error, "share")],
      certain: false,
    };
  }
  const helping = workersThatHelp(scale.points);
  const at = scale.points.find(({ workers }) => workers === helping);
  const figures = [
    figure("workers that help", helping, "count"),
    figure("replayed time with them", at?.mid ?? Number.NaN, "ms"),
    figure(`measured time with ${model.workers}`, check.measuredMs, "ms"),
    figure("parallelism T₁/T∞", scale.workSpan.parallelism, "count"),
    figure("error of the replay", check.error, "share"),
    figure("cores here", cores, "count"),
  ];
  const { stretch } = scale;
  if (stretch !== undefined && stretch > SHARED_CORES_FACTOR && helping > cores) {
    figures.push(figure("time of bodies, against alone", stretch, "times"));
    return {
      text: `With a core for each, up to {0} workers help under ${strategy} (at most {1} by the replay, {2} measured; its error is {4}): there is work for {3} at once. Here they share {5} cores, and bodies took {6} as long as alone.`,
      figures,
      certain: true,
    };
  }
  const first = `${helping === 1 ? "{0} worker is enough" : "Up to {0} workers help"} under ${strategy} ({1} by the replay, {2} measured; its error is {4}): there is work for {3} at once.`;
  const needsCores = waiting.share === undefined || waiting.share < 0.85;
  if (!needsCores || helping <= cores) return { text: first, figures, certain: true };
  const unsure = waiting.share === undefined;
  return {
    text: `${first} ${unsure ? "If the items compute" : "The items compute"}, each needs a core of its own, and here there are {5}.`,
    figures,
    certain: !unsure,
  };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
