import { cell, type TableCell, type TableData } from "@/components/results/table/table-data";
import { durationScale, formatCount, NONE } from "@/lib/playground/format";
import type { Report, StrategyReport } from "@/lib/protocol/report";

type Row = readonly [label: string, figure: (report: StrategyReport) => TableCell];

const counted = (value: number): TableCell => cell(value, formatCount(value));

/** One column a strategy: what each took and what a platform would have started and billed. */
export function compareTable(report: Report): TableData {
  const { strategies } = report;
  const times = durationScale(strategies.map(({ wallMs }) => wallMs.median));
  const busy = (each: StrategyReport): number => {
    const sum = Object.values(each.breakdown).reduce((total, ms) => total + ms, 0);
    return sum - each.breakdown.idle;
  };
  const lanes = durationScale(strategies.map(busy));
  const timed = (ms: number, scale = times): TableCell => cell(ms, scale.format(ms));
  const meters = [...new Set(strategies.flatMap((each) => Object.keys(each.meters)))].sort();
  const rows: Row[] = [
    ["Status", (each) => cell(each.status)],
    [
      `Median, ${times.unit}`,
      (each) => (each.rounds.length > 0 ? timed(each.wallMs.median) : cell(null, NONE)),
    ],
    [
      `Interval, ${times.unit}`,
      (each) => {
        const { low, high } = each.wallMs;
        return each.rounds.length > 1
          ? cell(`${low} to ${high}`, `${times.format(low)} to ${times.format(high)}`)
          : cell(null, NONE);
      },
    ],
    ["Rounds", (each) => counted(each.rounds.length)],
    ["Spans", (each) => counted(each.counts.spans)],
    ["Op runs", (each) => counted(each.counts.opRuns)],
    ["Workers started", (each) => counted(each.counts.workersStarted)],
    ["At once, at most", (each) => counted(each.counts.peakParallel)],
    [`Workers busy, ${lanes.unit}`, (each) => timed(busy(each), lanes)],
    ["Retries", (each) => counted(each.counts.retries)],
    ["From the cache", (each) => counted(each.counts.cacheHits)],
    ["Failed", (each) => counted(each.counts.failed)],
    ...meters.map(
      (meter): Row => [
        meter,
        (each) => (meter in each.meters ? counted(each.meters[meter] ?? 0) : cell(null, NONE)),
      ],
    ),
  ];
  return {
    caption: "Strategies compared",
    columns: [{ label: "" }, ...strategies.map(({ strategy }) => ({ label: strategy, numeric: true }))],
    rows: rows.map(([label, figure]) => [cell(label), ...strategies.map(figure)]),
  };
}
