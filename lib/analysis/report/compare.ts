import type { StrategyName } from "@/lib/model/strategy";
import { linesOf } from "@/lib/model/strategy-patterns";
import type { StrategyReport } from "@/lib/protocol/report";
import { figure, listed, type Sentence } from "../advice/sentence";
import { bodiesOf } from "../time/bodies";
import { overheadOf, workerMsOf } from "../time/overhead";
import { countsOf } from "./counts";
import { type MeasuredTrial, roundTimes, shownRound } from "./report";
import { type Interval, pairedRatio, type RatioInterval, roundsInterval } from "./statistics";

/** A strategy's rounds without the warm-up, in the order run; round i of all strategies ran in one pass. */
export interface Measured {
  readonly strategy: StrategyName;
  readonly rounds: readonly MeasuredTrial[];
}

interface Rerun {
  /** Items that run again by hand after one failure, on average: all that share its op run. */
  readonly itemsByHand: number;
  /** Retries in this run: attempts, and ms of their bodies. */
  readonly retries: number;
  readonly retriedMs: number;
}

/** One column of the table: the rows of Dagster's comparison, measured. */
export interface ComparisonColumn {
  readonly strategy: StrategyName;
  readonly status: StrategyReport["status"];
  /** Execution time, ms. */
  readonly wallMs: Interval;
  /** Its time divided by the fastest one's, from paired rounds; undefined for the fastest itself. */
  readonly toFastest: RatioInterval | undefined;
  readonly rerun: Rerun;
  readonly workerMs: number;
  /** ms of worker time besides the bodies, per item. */
  readonly overheadPerItemMs: number;
  /** Lines of the same fan-out written by hand. */
  readonly lines: number;
}

export interface Comparison {
  readonly columns: readonly ComparisonColumn[];
  readonly finding: Sentence;
}

/** @param timerStepMs smallest difference the clock shows */
export function compare(measured: readonly Measured[], timerStepMs: number): Comparison {
  const ran = measured.filter(({ rounds }) => rounds.length > 0);
  const times = timesOf(
    ran.map(({ strategy, rounds }) => ({ strategy, ...roundTimes(rounds) })),
    timerStepMs,
  );
  return {
    columns: ran.map((one, i) => columnOf(one, times[i] as Times, timerStepMs)),
    finding: findingFrom(times),
  };
}

interface Times {
  readonly strategy: StrategyName;
  readonly status: StrategyReport["status"];
  readonly wallMs: Interval;
  readonly toFastest: RatioInterval | undefined;
  readonly fastest: boolean;
}

type Timed = Pick<StrategyReport, "strategy" | "status" | "rounds">;

function timesOf(reports: readonly Timed[], timerStepMs: number): Times[] {
  const wallsOf = ({ rounds }: Timed) => rounds.map(({ wallMs }) => wallMs);
  const whole = reports.filter(({ status }) => status === "succeeded");
  const fastest = [...whole].sort(
    (a, b) => roundsInterval(wallsOf(a)).median - roundsInterval(wallsOf(b)).median,
  )[0];
  return reports.map((report) => ({
    strategy: report.strategy,
    status: report.status,
    wallMs: roundsInterval(wallsOf(report)),
    toFastest:
      fastest === undefined || fastest === report || report.status !== "succeeded"
        ? undefined
        : pairedRatio(wallsOf(report), wallsOf(fastest), timerStepMs),
    fastest: report === fastest,
  }));
}

function columnOf(one: Measured, times: Times, timerStepMs: number): ComparisonColumn {
  const { trace } = shownRound(one.rounds) as MeasuredTrial;
  const bodies = bodiesOf(trace);
  const { opRuns, retries } = countsOf(trace, timerStepMs, bodies);
  const overhead = overheadOf(trace, bodies);
  let retriedMs = 0;
  for (let row = 0; row < trace.count; row += 1) {
    if ((trace.attemptOf[row] as number) >= 0) retriedMs += bodies.compute[row] as number;
  }
  const perOpRun = opRuns > 0 ? overhead.items / opRuns : overhead.items;
  return {
    strategy: one.strategy,
    status: times.status,
    wallMs: times.wallMs,
    toFastest: times.toFastest,
    rerun: {
      itemsByHand: Math.max(1, perOpRun),
      retries,
      retriedMs,
    },
    workerMs: workerMsOf(trace, bodies),
    overheadPerItemMs: overhead.perItemMs,
    lines: linesOf(one.strategy),
  };
}

function findingFrom(columns: readonly Times[]): Sentence {
  const best = columns.find(({ fastest }) => fastest);
  if (best === undefined) {
    return {
      text: columns.length === 0 ? "Nothing has run yet." : "No strategy came to its end.",
      figures: [],
      certain: true,
    };
  }
  const rest = columns.filter((column) => column !== best && column.toFastest !== undefined);
  const time = figure(`${best.strategy}, median`, best.wallMs.median, "ms");
  if (rest.length === 0) return { text: `${named(best.strategy)} took {0}.`, figures: [time], certain: true };

  const of = (...verdicts: RatioInterval["verdict"][]) =>
    rest.filter(({ toFastest }) => toFastest !== undefined && verdicts.includes(toFastest.verdict));
  const slower = of("longer").sort((a, b) => (a.toFastest?.median ?? 0) - (b.toFastest?.median ?? 0));
  const equal = of("no clear difference", "shorter");
  const open = of("too few rounds", "too short to tell");
  const figures = [time];
  const parts: string[] = [];
  if (slower.length > 0) {
    const against = slower.map(({ strategy, toFastest, wallMs }) => {
      figures.push(figure(`${strategy} over ${best.strategy}`, toFastest?.median ?? Number.NaN, "times"));
      figures.push(figure(`${strategy}, median`, wallMs.median, "ms"));
      return `${strategy} took {${figures.length - 2}} as long ({${figures.length - 1}})`;
    });
    const alone = slower.length === rest.length;
    parts.push(`${named(best.strategy)} ${alone ? "was the fastest with" : "took"} {0}; ${listed(against)}.`);
  } else parts.push(`${named(best.strategy)} took {0}.`);
  if (equal.length > 0)
    parts.push(`There is no clear difference to ${listed(equal.map(({ strategy }) => strategy))}.`);
  const short = open.filter(({ toFastest }) => toFastest?.verdict === "too short to tell");
  const few = open.filter(({ toFastest }) => toFastest?.verdict === "too few rounds");
  if (short.length > 0)
    parts.push(
      `${named(listed(short.map(({ strategy }) => strategy)))}: too short for this clock to tell apart.`,
    );
  if (few.length > 0)
    parts.push(`${named(listed(few.map(({ strategy }) => strategy)))}: too few rounds to tell.`);
  return { text: parts.join(" "), figures, certain: open.length === 0 };
}

const named = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
