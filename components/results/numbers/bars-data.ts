import type { PictureMark } from "@/components/results/shared/chart/picture";
import { cell, cellIn, counted, type TableData, tableOf } from "@/components/results/shared/table/table-data";
import {
  durationScale,
  formatDuration,
  formatLongDuration,
  formatMoney,
  formatNumber,
  formatPlural,
} from "@/lib/base/format";
import type { Numbers } from "@/lib/estimate/numbers";
import type { Estimate, StrategyEstimate } from "@/lib/estimate/outcome";
import { bindingText } from "./answer-text";
import { labelOf, marginOf, PART_TEXTS, PARTS, slower } from "./words";

const HOUR_MS = 3_600_000;

/** "889 worker-hours"; below an hour "23 s of workers". */
const workerTimeText = (hours: number): string =>
  hours < 1 ? `${formatDuration(hours * HOUR_MS)} of workers` : `${formatNumber(hours)} worker-hours`;

/** What a strategy costs, and what limits it. @param short where there is little room */
export function costText(row: StrategyEstimate, { place }: Numbers, short = false): string {
  const price = place.pricePerHour > 0 ? [formatMoney(row.cost)] : [];
  return [
    workerTimeText(row.workerHours),
    ...price,
    ...(row.workerStarts > 0 ? [formatPlural(row.workerStarts, "start")] : []),
    ...(short ? [] : [bindingText(row)]),
  ].join(" · ");
}

/** The finding of the bars. */
export function barsTitle({ strategies, decision: { reason } }: Estimate): string {
  const [first, second] = [...strategies].filter(({ fits }) => fits).sort((a, b) => a.wallMs - b.wallMs);
  if (!first) return "No strategy fits into the host's memory";
  if (reason === "no-difference") return "The fastest strategies take about as long";
  const found = `${labelOf(first.strategy)} is fastest: ${formatLongDuration(first.wallMs)}`;
  return second
    ? `${found}. ${labelOf(second.strategy)} ${slower(marginOf(first.wallMs, second.wallMs))}`
    : found;
}

export function barsTable({ strategies, numbers }: Estimate): TableData {
  const scale = durationScale(strategies.map(({ wallMs }) => wallMs));
  const hasPrice = numbers.place.pricePerHour > 0;
  return tableOf("Simulated time and cost by strategy", strategies, [
    ["Strategy", ({ strategy }) => cell(labelOf(strategy))],
    ["Time", ({ wallMs }) => cell(wallMs, formatLongDuration(wallMs))],
    [`From, ${scale.unit}`, ({ lowMs }) => cellIn(scale, lowMs)],
    [`To, ${scale.unit}`, ({ highMs }) => cellIn(scale, highMs)],
    ...PARTS.map(
      (part) =>
        [
          `${PART_TEXTS[part].label}, ${scale.unit}`,
          ({ parts }: StrategyEstimate) => cellIn(scale, parts[part]),
        ] as const,
    ),
    ["Worker-hours", ({ workerHours }) => cell(workerHours, formatNumber(workerHours))],
    ...(hasPrice ? [["Cost", ({ cost }: StrategyEstimate) => cell(cost, formatMoney(cost))] as const] : []),
    ["In parallel", ({ parallel }) => counted(parallel)],
    ["Starts", ({ workerStarts }) => counted(workerStarts)],
    ["Op runs", ({ opRuns }) => counted(opRuns)],
  ]);
}

export const BAR_MARKS: readonly PictureMark[] = [
  { label: PART_TEXTS.work.label, color: "compute" },
  { label: PART_TEXTS.rework.label, color: "compute", shape: "hatch" },
  { label: PART_TEXTS.message.label, color: "transfer" },
  { label: PART_TEXTS.queue.label, color: "queue" },
  { label: PART_TEXTS.start.label, color: "spawn" },
];
