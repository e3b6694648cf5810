import {
  cell,
  cellIn,
  counted,
  type TableCell,
  type TableData,
  type TableRow,
} from "@/components/results/shared/table/table-data";
import { markedTime, marksOf } from "@/components/results/shared/text/marks";
import { byTime, ratioTo } from "@/lib/analysis/advice/compared";
import type { ComparisonColumn } from "@/lib/analysis/report/compare";
import type { RatioInterval } from "@/lib/analysis/report/statistics";
import type { Trial } from "@/lib/app/run/run";
import {
  capitalize,
  durationScale,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPlural,
  formatRatio,
  NONE,
} from "@/lib/base/format";
import { STRATEGY_DETAILS } from "@/lib/model/strategy-details";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import type { TermName } from "@/lib/model/terms";
import type { StrategyReport } from "@/lib/protocol/report";

export interface TableOptions {
  /** Whether the trials may be ranked: only then are there ratios. */
  readonly isRanked: boolean;
  /** Smallest difference that the clock shows, ms. */
  readonly timerStepMs: number;
  /** From the traces; a recording has none. */
  readonly columns?: readonly ComparisonColumn[] | undefined;
  readonly pricePerOpRun: number;
}

interface Each {
  readonly report: StrategyReport;
  readonly column: ComparisonColumn | undefined;
  /** Its time over that of the fastest; undefined for the fastest, and where nothing is ranked. */
  readonly toFastest: RatioInterval | undefined;
}

interface Row {
  readonly label: string;
  readonly figure: (each: Each) => TableCell;
  readonly term?: TermName;
  /** What it means, where that is no term. */
  readonly about?: string;
  /** Among the few figures that are shown first. */
  readonly isKey?: boolean;
}

const none = cell(null, NONE);

const isClear = ({ verdict }: RatioInterval): boolean =>
  verdict !== "too fast to compare" && verdict !== "no clear difference";

function busyMs({ breakdown }: StrategyReport): number {
  return breakdown.spawn + breakdown.queue + breakdown.transfer + breakdown.compute;
}

/** How it ended; the time of a trial that failed or was stopped is no measurement, and is shown here. */
function statusCell(report: StrategyReport): TableCell {
  const { status, rounds, wallMs } = report;
  if (rounds.length === 0) return cell(status);
  if (status === "succeeded") return cell(status, markedTime(status, report));
  return cell(status, `${status === "failed" ? "failed" : "stopped"} after ${formatDuration(wallMs.median)}`);
}

const isDone = ({ status, rounds }: StrategyReport): boolean => status === "succeeded" && rounds.length > 0;

const range = (low: string, high: string): TableCell => cell(`${low} to ${high}`);

function timeRows(all: readonly Each[]): Row[] {
  const done = all.map(({ report }) => report).filter(isDone);
  const times = durationScale(done.map(({ wallMs }) => wallMs.median));
  const isWhole = done.length === all.length;
  const isRanked = all.some(({ toFastest }) => toFastest);
  return [
    {
      label: "Like",
      about: "What does the same elsewhere.",
      figure: ({ report }) => cell(STRATEGY_TEXTS[report.strategy].standsFor),
    },
    {
      label: "Status",
      about: "How it ended, and what is to be known of its times.",
      figure: ({ report }) => statusCell(report),
      isKey: !isWhole || all.some(({ report }) => marksOf(report).length > 0),
    },
    {
      label: `Median, ${times.unit}`,
      term: "median",
      isKey: true,
      figure: ({ report }) => (isDone(report) ? cellIn(times, report.wallMs.median) : none),
    },
    {
      label: `Median interval, ${times.unit}`,
      term: "median interval",
      isKey: true,
      figure: ({ report: { status, rounds, wallMs } }) =>
        status === "succeeded" && rounds.length > 1
          ? range(times.formatFine(wallMs.low), times.formatFine(wallMs.high))
          : none,
    },
    {
      label: "Slower than the fastest",
      term: "ratio",
      isKey: true,
      figure: ({ report, toFastest }) => {
        if (!isRanked) return none;
        if (!toFastest) return isDone(report) ? cell(1, "fastest") : none;
        return cell(toFastest.median, isClear(toFastest) ? formatRatio(toFastest.median) : toFastest.verdict);
      },
    },
    {
      label: "Ratio interval",
      about: "Where the ratio lies with 95% confidence, from the rounds that were measured.",
      figure: ({ toFastest }) =>
        toFastest && toFastest.n > 1 ? range(formatRatio(toFastest.low), formatRatio(toFastest.high)) : none,
    },
    { label: "Rounds", term: "round", isKey: true, figure: ({ report }) => counted(report.rounds.length) },
  ];
}

const visibilityRows: readonly Row[] = [
  { label: "Spans in Fanout", term: "span", figure: ({ report }) => counted(report.counts.spans) },
  {
    label: "Steps in the platform's UI",
    about: "What Dagster or Flyte would show: a step for each op run.",
    figure: ({ report }) => counted(report.counts.opRuns),
  },
  {
    label: "Log lines",
    about: "Lines that the program printed.",
    figure: ({ report }) => counted(report.logs.lines),
  },
];

function failureRows(all: readonly Each[]): Row[] {
  const retried = durationScale(all.map(({ column }) => column?.retriedMs ?? 0));
  const byHand = ({ strategy, itemsByHand }: ComparisonColumn): TableCell => {
    const what = STRATEGY_DETAILS[strategy].rerunsByHand;
    return cell(what, `${what} (${formatPlural(Math.round(itemsByHand), "item")})`);
  };
  return [
    {
      label: "A retry runs again",
      about: "What a retry of one failed item repeats.",
      figure: ({ report }) => cell(STRATEGY_DETAILS[report.strategy].reruns),
    },
    {
      label: "Without item retries",
      about: "What runs again after a failure in a program that retries no single item.",
      figure: ({ column }) => (column ? byHand(column) : none),
    },
    { label: "Retries", term: "retry", isKey: true, figure: ({ report }) => counted(report.counts.retries) },
    {
      label: `Time in retries, ${retried.unit}`,
      about: "Worker time of attempts that failed and were repeated.",
      figure: ({ column }) => cellIn(retried, column?.retriedMs),
    },
    {
      label: "Failed after all retries",
      about: "Tasks whose last attempt failed.",
      isKey: true,
      figure: ({ report }) => counted(report.counts.failed),
    },
    {
      label: "Reused results",
      term: "reused",
      isKey: true,
      figure: ({ report }) => counted(report.counts.replays),
    },
  ];
}

function resourceRows(all: readonly Each[], pricePerOpRun: number): Row[] {
  const lanes = durationScale(all.map(({ report, column }) => column?.workerMs ?? busyMs(report)));
  const ahead = durationScale(all.map(({ report }) => report.aheadMs ?? 0));
  const overheads = durationScale(all.map(({ column }) => column?.overheadPerItemMs ?? 0));
  const meters = [...new Set(all.flatMap(({ report }) => Object.keys(report.meters)))].sort();
  const price = (opRuns: number): TableCell =>
    pricePerOpRun > 0 ? cell(opRuns * pricePerOpRun, formatMoney(opRuns * pricePerOpRun)) : none;
  const metered = (amount: number | undefined): TableCell =>
    amount === undefined ? none : cell(amount, formatNumber(amount));
  return [
    { label: "Op runs", term: "op run", isKey: true, figure: ({ report }) => counted(report.counts.opRuns) },
    {
      label: "Price, $",
      about: "Op runs × the price that is set below.",
      isKey: true,
      figure: ({ report }) => price(report.counts.opRuns),
    },
    {
      label: "Workers started",
      term: "worker start",
      isKey: true,
      figure: ({ report }) => counted(report.counts.workersStarted),
    },
    {
      label: "Peak parallel tasks",
      term: "parallel tasks",
      isKey: true,
      figure: ({ report }) => counted(report.counts.peakParallel),
    },
    {
      label: `Worker start before Run, ${ahead.unit}`,
      term: "worker start",
      figure: ({ report }) => cellIn(ahead, report.aheadMs),
    },
    {
      label: `Worker time, ${lanes.unit}`,
      term: "worker time",
      figure: ({ report, column }) => cellIn(lanes, column?.workerMs ?? busyMs(report)),
    },
    {
      label: `Overhead per item, ${overheads.unit}`,
      term: "overhead",
      isKey: true,
      figure: ({ column }) => cellIn(overheads, column?.overheadPerItemMs),
    },
    { label: "Cache hits", term: "cache hit", figure: ({ report }) => counted(report.counts.cacheHits) },
    ...meters.map(
      (meter): Row => ({
        label: meter,
        about: "Counted by the program.",
        figure: ({ report }) => metered(report.meters[meter]),
      }),
    ),
  ];
}

const codeRows: readonly Row[] = [
  {
    label: "Lines of Python (fan-out part)",
    about: "Of the same fan-out, written by hand for the platform.",
    figure: ({ column }) => (column ? counted(column.lines) : none),
  },
];

/** What is nought or unknown for every trial says nothing. */
const saysSomething = (figures: readonly TableCell[]): boolean =>
  figures.some(({ value }) => value !== null && value !== 0);

/**
 * One column per trial, in the groups by which pipelines are usually compared: how long it takes, what can be seen, what
 * a failure costs, what it uses, how much there is to write. All of it is measured, except the words about other systems.
 *
 * @returns all of it, and the few figures to show first
 */
export function compareTables(
  trials: readonly Trial[],
  options: TableOptions,
): { readonly key: TableData; readonly full: TableData } {
  const [fastest, second] = options.isRanked ? byTime(trials) : [];
  const all = trials.map(
    (trial): Each => ({
      report: trial.report,
      column: options.columns?.find(({ strategy }) => strategy === trial.info.strategy),
      toFastest:
        fastest && second && trial !== fastest && isDone(trial.report)
          ? ratioTo(trial, fastest, options.timerStepMs)
          : undefined,
    }),
  );
  const groups: readonly (readonly [string, readonly Row[]])[] = [
    ["Execution time", timeRows(all)],
    ["Visibility", visibilityRows],
    ["Cost of a failure", failureRows(all)],
    ["Resources", resourceRows(all, options.pricePerOpRun)],
    ["Complexity", codeRows],
  ];
  const filled = (rows: readonly Row[]): TableRow[] =>
    rows
      .map(
        ({ label, figure, term, about }): TableRow => [
          { ...cell(label), ...(term && { term }), ...(about !== undefined && { about }) },
          ...all.map(figure),
        ],
      )
      .filter(([, ...figures]) => saysSomething(figures));
  const columns = [
    { label: "" },
    ...trials.map(({ info: { label, strategy } }) => ({
      label: capitalize(label),
      numeric: true,
      ...(strategy && { strategy }),
    })),
  ];
  return {
    key: {
      caption: "Key figures",
      columns,
      rows: groups.flatMap(([, rows]) => filled(rows.filter(({ isKey }) => isKey))),
    },
    full: {
      caption: "Strategies compared",
      columns,
      rows: groups.flatMap(([label, rows]) => {
        const own = filled(rows);
        return own.length > 0 ? [[cell(label)], ...own] : [];
      }),
    },
  };
}
