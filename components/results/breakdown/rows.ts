import type { PartsRow } from "@/components/results/shared/chart/parts-bars";
import { PART_ORDER, PART_WORDS, shares } from "@/components/results/shared/span/parts";
import { cell, cellIn, counted, type TableData, tableOf } from "@/components/results/shared/table/table-data";
import type { TaskTotals } from "@/lib/analysis/report/by-task";
import type { RunBreakdown } from "@/lib/analysis/time/breakdown";
import {
  bytesScale,
  durationScale,
  formatDuration,
  formatPercent,
  formatPlural,
  NONE,
} from "@/lib/base/format";

/** The table has all. */
const MAX_BARS = 64;

export interface Divided {
  readonly title: string;
  readonly sentence: string;
  readonly bars: readonly PartsRow[];
  /** ms */
  readonly end: number;
  readonly table: TableData;
}

type Place = RunBreakdown["places"][number];

function laneLabel(place: Place, at: number): string {
  const { lane, lanes } = place;
  if (!lane) return lanes > 0 ? `${formatPlural(lanes, "other worker")}` : `lane ${at}`;
  if (lane.role === "driver") return "driver";
  if (lane.role === "op")
    return lanes > 1 ? `lane ${at + 1}, ${formatPlural(lanes, "op worker")}` : `op worker ${lane.lane}`;
  return lane.role === "process" ? `process ${lane.lane}` : `worker ${lane.lane}`;
}

/** Where each lane's time went; the parts of a lane sum to the wall time. */
export function byWorker({ total, count, places }: RunBreakdown, wallMs: number): Divided {
  const times = durationScale([wallMs]);
  const share = shares(total);
  const [first, second] = PART_ORDER.toSorted((a, b) => share[b] - share[a]);
  const sum = PART_ORDER.reduce((all, part) => all + total[part], 0);
  return {
    title:
      sum > 0 && first && second
        ? `${formatPercent(share[first])} of the workers' time was ${PART_WORDS[first].label.toLowerCase()}, ${formatPercent(share[second])} ${PART_WORDS[second].label.toLowerCase()}`
        : "No worker did anything",
    sentence: `${formatPlural(count, "lane")} for ${formatDuration(wallMs)}: ${formatDuration(sum)} in all.`,
    bars: places.slice(0, MAX_BARS).map((place, at) => ({
      key: String(at),
      label: laneLabel(place, at),
      parts: place.parts,
      figure: `${formatPercent(shares(place.parts).compute)} compute`,
    })),
    end: wallMs,
    table: tableOf("Time of each lane", places, [
      ["Lane", (place, at) => cell(laneLabel(place, at))],
      ...PART_ORDER.map(
        (part) =>
          [
            `${PART_WORDS[part].label}, ${times.unit}`,
            ({ parts }: Place) => cellIn(times, parts[part]),
          ] as const,
      ),
      ["Compute", ({ parts }) => cell(shares(parts).compute, formatPercent(shares(parts).compute))],
    ]),
  };
}

/** The time of the calls of each task. Calls overlap, so the sums may exceed the wall time. */
export function byTask(tasks: readonly TaskTotals[]): Divided {
  const sumOf = (task: TaskTotals): number => task.computeMs + task.transferMs + task.queueMs;
  const times = durationScale(tasks.flatMap((task) => [task.computeMs, task.queueMs, task.transferMs]));
  const bodies = durationScale(tasks.map((task) => task.longestMs));
  const bytes = bytesScale(tasks.map((task) => task.bytesIn + task.bytesOut));
  const [first] = tasks;
  const total = tasks.reduce((sum, task) => sum + task.computeMs, 0);
  return {
    title:
      first && total > 0
        ? `${first.name} computed ${formatPercent(first.computeMs / total)} of all`
        : "No task ran",
    sentence: first
      ? `${formatPlural(first.calls, "call")}, ${Number.isFinite(first.medianMs) ? formatDuration(first.medianMs) : NONE} in the middle, ${formatDuration(first.longestMs)} at most.`
      : "",
    bars: tasks.slice(0, MAX_BARS).map((task) => ({
      key: `${task.kind} ${task.name}`,
      label: task.name,
      parts: { compute: task.computeMs, transfer: task.transferMs, queue: task.queueMs },
      figure: formatPlural(task.calls, "call"),
    })),
    end: Math.max(0, ...tasks.map(sumOf)),
    table: tableOf("Time of each task", tasks, [
      ["Task", ({ name }) => cell(name)],
      ["Calls", ({ calls }) => counted(calls)],
      ["Attempts", ({ attempts }) => counted(attempts)],
      ["Failed", ({ failed }) => counted(failed)],
      ["Cached", ({ cached }) => counted(cached)],
      [`Compute, ${times.unit}`, ({ computeMs }) => cellIn(times, computeMs)],
      [`Transfer, ${times.unit}`, ({ transferMs }) => cellIn(times, transferMs)],
      [`Queue, ${times.unit}`, ({ queueMs }) => cellIn(times, queueMs)],
      [`Middle, ${bodies.unit}`, ({ medianMs }) => cellIn(bodies, medianMs)],
      [`Longest, ${bodies.unit}`, ({ longestMs }) => cellIn(bodies, longestMs)],
      [`Sent, ${bytes.unit}`, ({ bytesIn, bytesOut }) => cellIn(bytes, bytesIn + bytesOut)],
    ]),
  };
}
