import {
  cell,
  cellIn,
  counted,
  type TableCell,
  type TableData,
  type TableRow,
} from "@/components/results/shared/table/table-data";
import type { ComparisonColumn } from "@/lib/analysis/report/compare";
import type { RatioInterval } from "@/lib/analysis/report/statistics";
import type { Trial } from "@/lib/app/run/run";
import {
  durationScale,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPlural,
  formatRatio,
  NONE,
} from "@/lib/base/format";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import type { StrategyReport } from "@/lib/protocol/report";

export interface TableOptions {
  /** From the traces; a recording has none. */
  readonly columns?: readonly ComparisonColumn[] | undefined;
  readonly pricePerOpRun: number;
}

interface Each {
  readonly report: StrategyReport;
  readonly column: ComparisonColumn | undefined;
}

type Row = readonly [label: string, figure: (each: Each) => TableCell];

const none = cell(null, NONE);

const isClear = ({ verdict }: RatioInterval): boolean =>
  verdict !== "too short to tell" && verdict !== "no clear difference";

function busyMs({ breakdown }: StrategyReport): number {
  return breakdown.spawn + breakdown.queue + breakdown.transfer + breakdown.compute;
}

/** How it ended; the time of a trial that failed or was stopped is no measurement, and is shown here. */
function statusCell({ status, rounds, wallMs }: StrategyReport): TableCell {
  if (status === "succeeded" || rounds.length === 0) return cell(status);
  return cell(status, `${status === "failed" ? "failed" : "stopped"} after ${formatDuration(wallMs.median)}`);
}

const isDone = ({ status, rounds }: StrategyReport): boolean => status === "succeeded" && rounds.length > 0;

const range = (low: string, high: string): TableCell => cell(`${low} to ${high}`);

function timeRows(all: readonly Each[]): Row[] {
  const done = all.map(({ report }) => report).filter(isDone);
  const times = durationScale(done.map(({ wallMs }) => wallMs.median));
  return [
    ["Stands for", ({ report }) => cell(STRATEGY_TEXTS[report.strategy].standsFor)],
    ["Status", ({ report }) => statusCell(report)],
    [`Median, ${times.unit}`, ({ report }) => (isDone(report) ? cellIn(times, report.wallMs.median) : none)],
    [
      `Interval of the median, ${times.unit}`,
      ({ report: { status, rounds, wallMs } }) =>
        status === "succeeded" && rounds.length > 1
          ? range(times.formatFine(wallMs.low), times.formatFine(wallMs.high))
          : none,
    ],
    [
      "Time over the fastest",
      ({ column }) => {
        if (!column || done.length < 2) return none;
        const { toFastest, status } = column;
        if (!toFastest) return cell(1, status === "succeeded" ? "the fastest" : NONE);
        return cell(toFastest.median, isClear(toFastest) ? formatRatio(toFastest.median) : toFastest.verdict);
      },
    ],
    [
      "Interval of that",
      ({ column }) =>
        column?.toFastest && column.toFastest.n > 1
          ? range(formatRatio(column.toFastest.low), formatRatio(column.toFastest.high))
          : none,
    ],
    ["Rounds", ({ report }) => counted(report.rounds.length)],
  ];
}

const visibilityRows: readonly Row[] = [
  ["Spans recorded here", ({ report }) => counted(report.counts.spans)],
  ["Steps that the platform itself would show", ({ report }) => counted(report.counts.opRuns)],
  ["Log lines", ({ report }) => counted(report.logs.lines)],
];

function failureRows(all: readonly Each[]): Row[] {
  const retried = durationScale(all.map(({ column }) => column?.retriedMs ?? 0));
  const byHand = ({ strategy, itemsByHand }: ComparisonColumn): TableCell => {
    const what = STRATEGY_TEXTS[strategy].rerunsByHand;
    return cell(what, `${what}: ${formatPlural(Math.round(itemsByHand), "item")}`);
  };
  return [
    ["One failed item runs again", ({ report }) => cell(STRATEGY_TEXTS[report.strategy].reruns)],
    ["By hand, in the system it stands for", ({ column }) => (column ? byHand(column) : none)],
    ["Retries in this run", ({ report }) => counted(report.counts.retries)],
    [`Time spent on them, ${retried.unit}`, ({ column }) => cellIn(retried, column?.retriedMs)],
    ["Failed for good", ({ report }) => counted(report.counts.failed)],
  ];
}

function resourceRows(all: readonly Each[], pricePerOpRun: number): Row[] {
  const lanes = durationScale(all.map(({ report, column }) => column?.workerMs ?? busyMs(report)));
  const overheads = durationScale(all.map(({ column }) => column?.overheadPerItemMs ?? 0));
  const meters = [...new Set(all.flatMap(({ report }) => Object.keys(report.meters)))].sort();
  const price = (opRuns: number): TableCell =>
    pricePerOpRun > 0 ? cell(opRuns * pricePerOpRun, formatMoney(opRuns * pricePerOpRun)) : none;
  const metered = (amount: number | undefined): TableCell =>
    amount === undefined ? none : cell(amount, formatNumber(amount));
  return [
    ["Op runs: what a platform starts and bills", ({ report }) => counted(report.counts.opRuns)],
    ["Price, $", ({ report }) => price(report.counts.opRuns)],
    ["Workers started", ({ report }) => counted(report.counts.workersStarted)],
    ["Bodies at once, at most", ({ report }) => counted(report.counts.peakParallel)],
    [`Worker time, ${lanes.unit}`, ({ report, column }) => cellIn(lanes, column?.workerMs ?? busyMs(report))],
    [`Overhead an item, ${overheads.unit}`, ({ column }) => cellIn(overheads, column?.overheadPerItemMs)],
    ["From the cache", ({ report }) => counted(report.counts.cacheHits)],
    ...meters.map((meter): Row => [meter, ({ report }) => metered(report.meters[meter])]),
  ];
}

const codeRows: readonly Row[] = [
  ["Lines, written by hand", ({ column }) => (column ? counted(column.lines) : none)],
];

/**
 * One column per trial, in the groups by which pipelines are usually compared: how long it takes, what can be seen, what
 * a failure costs, what it uses, how much there is to write. All of it is measured, except the words about other systems.
 */
export function compareTable(trials: readonly Trial[], options: TableOptions): TableData {
  const all = trials.map(
    ({ info, report }): Each => ({
      report,
      column: options.columns?.find(({ strategy }) => strategy === info.strategy),
    }),
  );
  /** Without the rows of which no trial has a figure. */
  const group = (label: string, rows: readonly Row[]): TableRow[] => {
    const filled = rows
      .map(([name, figure]): TableRow => [cell(name), ...all.map(figure)])
      .filter(([, ...figures]) => figures.some(({ value }) => value !== null));
    return filled.length > 0 ? [[cell(label)], ...filled] : [];
  };
  return {
    caption: "Strategies compared",
    columns: [{ label: "" }, ...trials.map(({ info: { label } }) => ({ label, numeric: true }))],
    rows: [
      ...group("Execution time", timeRows(all)),
      ...group("What can be seen", visibilityRows),
      ...group("What a failure costs", failureRows(all)),
      ...group("Resources", resourceRows(all, options.pricePerOpRun)),
      ...group("Complexity", codeRows),
    ],
  };
}
