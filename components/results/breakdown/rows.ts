import type { PartsRow } from "@/components/results/shared/chart/parts-bars";
import { PART_ORDER, PART_WORDS, type PartWords, shares } from "@/components/results/shared/span/parts";
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
  if (!lane) return lanes > 0 ? `${formatPlural(lanes, "other worker")}` : `worker slot ${at + 1}`;
  if (lane.role === "driver") return "driver";
  if (lane.role === "op")
    return lanes > 1
      ? `worker slot ${at + 1} (${formatPlural(lanes, "op-run worker")})`
      : `op-run worker ${lane.lane}`;
  return lane.role === "process" ? `process ${lane.lane}` : `worker ${lane.lane}`;
}

/**
 * Where each lane's time went; the parts of a lane sum to the wall time.
 *
 * @param orchestratorMs of a record: how much of the idle time the orchestrator let pass while something waited
 */
export function byWorker(
  { total, count, places }: RunBreakdown,
  wallMs: number,
  words: PartWords = PART_WORDS,
  orchestratorMs?: number,
): Divided {
  const times = durationScale([wallMs]);
  const share = shares(total);
  const [first, second] = PART_ORDER.toSorted((a, b) => share[b] - share[a]);
  const sum = PART_ORDER.reduce((all, part) => all + total[part], 0);
  return {
    title:
      sum > 0 && first && second
        ? `Workers spent ${formatPercent(share[first])} of the time on ${words[first].label.toLowerCase()} and ${formatPercent(share[second])} on ${words[second].label.toLowerCase()}`
        : "No worker activity",
    sentence: `${formatPlural(count, "worker")} × ${formatDuration(wallMs)} = ${formatDuration(sum)}.${
      orchestratorMs === undefined
        ? ""
        : ` Of the idle time, ${formatDuration(orchestratorMs)} is the orchestrator's: a slot was free while steps waited.`
    }`,
    bars: places.slice(0, MAX_BARS).map((place, at) => ({
      key: String(at),
      label: laneLabel(place, at),
      parts: place.parts,
      figure: `${formatPercent(shares(place.parts).compute)} ${words.compute.label.toLowerCase()}`,
    })),
    end: wallMs,
    table: tableOf("Time per worker", places, [
      ["Worker", (place, at) => cell(laneLabel(place, at))],
      ...PART_ORDER.map(
        (part) =>
          [`${words[part].label}, ${times.unit}`, ({ parts }: Place) => cellIn(times, parts[part])] as const,
      ),
      [words.compute.label, ({ parts }) => cell(shares(parts).compute, formatPercent(shares(parts).compute))],
    ]),
  };
}

/** The time of the calls of each task. Calls overlap, so the sums may exceed the wall time. */
export function byTask(tasks: readonly TaskTotals[], words: PartWords = PART_WORDS): Divided {
  const sumOf = (task: TaskTotals): number => task.computeMs + task.transferMs + task.queueMs;
  const times = durationScale(tasks.flatMap((task) => [task.computeMs, task.queueMs, task.transferMs]));
  const bodies = durationScale(tasks.map((task) => task.longestMs));
  const bytes = bytesScale(tasks.map((task) => task.bytesIn + task.bytesOut));
  const [first] = tasks;
  const total = tasks.reduce((sum, task) => sum + task.computeMs, 0);
  return {
    title:
      first && total > 0
        ? `${first.name}: ${formatPercent(first.computeMs / total)} of ${words.compute.label.toLowerCase()} time`
        : "No task ran",
    sentence: first
      ? `${formatPlural(first.calls, "call")}, median ${Number.isFinite(first.medianMs) ? formatDuration(first.medianMs) : NONE}, maximum ${formatDuration(first.longestMs)}.`
      : "",
    bars: tasks.slice(0, MAX_BARS).map((task) => ({
      key: `${task.kind} ${task.name}`,
      label: task.name,
      parts: { compute: task.computeMs, transfer: task.transferMs, queue: task.queueMs },
      figure: formatPlural(task.calls, "call"),
    })),
    end: Math.max(0, ...tasks.map(sumOf)),
    table: tableOf("Time per task", tasks, [
      ["Task", ({ name }) => cell(name)],
      ["Calls", ({ calls }) => counted(calls)],
      ["Attempts", ({ attempts }) => counted(attempts)],
      ["Failed", ({ failed }) => counted(failed)],
      ["Cached", ({ cached }) => counted(cached)],
      [`${words.compute.label}, ${times.unit}`, ({ computeMs }) => cellIn(times, computeMs)],
      [`${words.transfer.label}, ${times.unit}`, ({ transferMs }) => cellIn(times, transferMs)],
      [`${words.queue.label}, ${times.unit}`, ({ queueMs }) => cellIn(times, queueMs)],
      [`Median, ${bodies.unit}`, ({ medianMs }) => cellIn(bodies, medianMs)],
      [`Maximum, ${bodies.unit}`, ({ longestMs }) => cellIn(bodies, longestMs)],
      [`Transferred, ${bytes.unit}`, ({ bytesIn, bytesOut }) => cellIn(bytes, bytesIn + bytesOut)],
    ]),
  };
}
