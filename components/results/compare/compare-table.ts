import {
  cell,
  cellIn,
  type TableCell,
  type TableData,
  type TableRow,
} from "@/components/results/shared/table/table-data";
import type { ComparisonColumn } from "@/lib/analysis/report/compare";
import type { RatioInterval } from "@/lib/analysis/report/statistics";
import type { Trial } from "@/lib/app/run/run";
import {
  durationScale,
  formatCount,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPlural,
  formatRatio,
  NONE,
} from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
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

/** The systems' own words for what is compared here. */
const STANDS_FOR: Readonly<Record<StrategyName, string>> = {
  sequential: "a plain loop",
  async: "asyncio.gather",
  dynamic: "dynamic outputs, map tasks",
  pooled: "a process pool",
  hybrid: "dynamic outputs with a loop inside",
};

const counted = (value: number): TableCell => cell(value, formatCount(value));
const none = cell(null, NONE);

const isClear = ({ verdict }: RatioInterval): boolean =>
  verdict !== "too short to tell" && verdict !== "no clear difference";

/** The time of all lanes, without what they idled. */
function busyMs({ breakdown }: StrategyReport): number {
  return breakdown.spawn + breakdown.queue + breakdown.transfer + breakdown.compute;
}

/** How it ended; the time of a trial that failed or was stopped is no measurement, and is shown here. */
function statusCell({ status, rounds, wallMs }: StrategyReport): TableCell {
  if (status === "succeeded" || rounds.length === 0) return cell(status);
  return cell(status, `${status === "failed" ? "failed" : "stopped"} after ${formatDuration(wallMs.median)}`);
}

const isDone = ({ status, rounds }: StrategyReport): boolean => status === "succeeded" && rounds.length > 0;

function timeRows(all: readonly Each[]): Row[] {
  const done = all.map(({ report }) => report).filter(isDone);
  const times = durationScale(done.map(({ wallMs }) => wallMs.median));
  return [
    ["Stands for", ({ report }) => cell(STANDS_FOR[report.strategy])],
    ["Status", ({ report }) => statusCell(report)],
    [`Median, ${times.unit}`, ({ report }) => (isDone(report) ? cellIn(times, report.wallMs.median) : none)],
    ...(done.some(({ rounds }) => rounds.length > 1)
      ? [
          [
            `Interval of the median, ${times.unit}`,
            ({ report }) => {
              const { low, high } = report.wallMs;
              return isDone(report) && report.rounds.length > 1
                ? cell(`${times.formatFine(low)} to ${times.formatFine(high)}`)
                : none;
            },
          ] satisfies Row,
        ]
      : []),
    ...(done.length > 1
      ? [
          [
            "Time over the fastest",
            ({ column }) => {
              if (!column) return none;
              return column.toFastest
                ? cell(
                    column.toFastest.median,
                    isClear(column.toFastest)
                      ? formatRatio(column.toFastest.median)
                      : column.toFastest.verdict,
                  )
                : cell(1, column.status === "succeeded" ? "the fastest" : NONE);
            },
          ] satisfies Row,
        ]
      : []),
    ...(all.some(({ column }) => (column?.toFastest?.n ?? 0) > 1)
      ? [
          [
            "Interval of that",
            ({ column }) =>
              column?.toFastest && column.toFastest.n > 1
                ? cell(`${formatRatio(column.toFastest.low)} to ${formatRatio(column.toFastest.high)}`)
                : none,
          ] satisfies Row,
        ]
      : []),
    ["Rounds", ({ report }) => counted(report.rounds.length)],
  ];
}

const visibilityRows: readonly Row[] = [
  ["Spans recorded here", ({ report }) => counted(report.counts.spans)],
  ["Steps that the platform itself would show", ({ report }) => counted(report.counts.opRuns)],
  ["Log lines", ({ report }) => counted(report.logs.lines)],
];

const failureRows = (all: readonly Each[]): Row[] => {
  const retried = durationScale(all.map(({ column }) => column?.rerun.retriedMs ?? 0));
  return [
    ["One failed item runs again", ({ column }) => (column ? cell(column.rerun.here) : none)],
    [
      "By hand, in the system it stands for",
      ({ column }) =>
        column
          ? cell(
              column.rerun.byHand,
              `${column.rerun.byHand}: ${formatPlural(Math.round(column.rerun.itemsByHand), "item")}`,
            )
          : none,
    ],
    ["Retries in this run", ({ report }) => counted(report.counts.retries)],
    [`Time spent on them, ${retried.unit}`, ({ column }) => cellIn(retried, column?.rerun.retriedMs)],
    ["Failed for good", ({ report }) => counted(report.counts.failed)],
  ];
};

function resourceRows(all: readonly Each[], { pricePerOpRun }: TableOptions): Row[] {
  const lanes = durationScale(all.map(({ report, column }) => column?.workerMs ?? busyMs(report)));
  const overheads = durationScale(all.map(({ column }) => column?.overheadPerItemMs ?? 0));
  const meters = [...new Set(all.flatMap(({ report }) => Object.keys(report.meters)))].sort();
  return [
    ["Op runs: what a platform starts and bills", ({ report }) => counted(report.counts.opRuns)],
    ...(pricePerOpRun > 0
      ? [
          [
            "Price, $",
            ({ report }) =>
              cell(report.counts.opRuns * pricePerOpRun, formatMoney(report.counts.opRuns * pricePerOpRun)),
          ] satisfies Row,
        ]
      : []),
    ["Workers started", ({ report }) => counted(report.counts.workersStarted)],
    ["Bodies at once, at most", ({ report }) => counted(report.counts.peakParallel)],
    [`Worker time, ${lanes.unit}`, ({ report, column }) => cellIn(lanes, column?.workerMs ?? busyMs(report))],
    [`Overhead an item, ${overheads.unit}`, ({ column }) => cellIn(overheads, column?.overheadPerItemMs)],
    ["From the cache", ({ report }) => counted(report.counts.cacheHits)],
    ...meters.map(
      (meter): Row => [
        meter,
        ({ report }) =>
          meter in report.meters
            ? cell(report.meters[meter] ?? 0, formatNumber(report.meters[meter] ?? 0))
            : none,
      ],
    ),
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
  const group = (label: string, rows: readonly Row[]): TableRow[] => [
    [cell(label)],
    ...rows.map(([name, figure]): TableRow => [cell(name), ...all.map(figure)]),
  ];
  return {
    caption: "Strategies compared",
    columns: [{ label: "" }, ...trials.map(({ info: { label } }) => ({ label, numeric: true }))],
    rows: [
      ...group("Execution time", timeRows(all)),
      ...group("What can be seen", visibilityRows),
      ...group(
        "What a failure costs",
        options.columns
          ? failureRows(all)
          : failureRows(all).filter(([label]) => label.startsWith("Retries") || label.startsWith("Failed")),
      ),
      ...group("Resources", resourceRows(all, options)),
      ...(options.columns ? group("Complexity", codeRows) : []),
    ],
  };
}
