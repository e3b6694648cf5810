import { strategyOf } from "@/lib/engine/strategies";
import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import type { Counts } from "@/lib/protocol/report";
import { FLAG_CHUNK_HEAD, FLAG_ITEM } from "@/lib/protocol/rows";
import {
  hasFlag,
  isCached,
  isExecuted,
  isInline,
  isMap,
  isReused,
  isSpan,
  isTaken,
  statusAt,
} from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf } from "../time/bodies";
import { peakParallel } from "../time/concurrency";

const SKIPPED = STATUSES.indexOf("skipped");
const FAILED = STATUSES.indexOf("failed");
const PROCESS = KINDS.indexOf("process");
const LAUNCH_PLAN = KINDS.indexOf("launchPlan");

export const NO_COUNTS: Readonly<Counts> = {
  spans: 0,
  attempts: 0,
  retries: 0,
  cacheHits: 0,
  replays: 0,
  failed: 0,
  skipped: 0,
  opRuns: 0,
  workersStarted: 0,
  peakParallel: 0,
};

/**
 * What a report counts.
 *
 * @param timerStepMs smallest difference the clock shows: overlaps within it do not count as parallel
 */
export function countsOf(trace: Trace, timerStepMs: number, bodies: Bodies = bodiesOf(trace)): Counts {
  const attempts = attemptCounts(trace);
  const counts: Counts = {
    ...NO_COUNTS,
    opRuns: opRuns(trace),
    // A lane that was warm from an earlier round was not started in this trial.
    workersStarted: trace.lanes.filter((lane) => lane.role !== "driver" && !(lane.ready <= 0)).length,
    peakParallel: peakParallel(trace, timerStepMs, bodies),
  };
  for (let row = 0; row < trace.count; row += 1) {
    if (!isSpan(trace, row)) continue;
    const tries = attempts[row] as number;
    counts.spans += 1;
    counts.attempts += tries;
    counts.retries += Math.max(0, tries - 1);
    if (isCached(trace, row)) counts.cacheHits += 1;
    if (isReused(trace, row)) counts.replays += 1;
    if (trace.status[row] === FAILED) counts.failed += 1;
    if (trace.status[row] === SKIPPED) counts.skipped += 1;
  }
  return counts;
}

/** Attempts of each span that ran, by row: none of a skipped one or one with a cached or reused result. */
export function attemptCounts(trace: Trace): Uint32Array {
  const attempts = new Uint32Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) {
    const span = trace.attemptOf[row] as number;
    if (span >= 0) attempts[span] = (attempts[span] as number) + 1;
    else if (trace.status[row] !== SKIPPED && !isTaken(trace, row))
      attempts[row] = (attempts[row] as number) + 1;
  }
  return attempts;
}

/**
 * Isolated executions that a platform would start and bill, as the strategy of each call counts them (`Strategy.opRun`):
 * one for each workflow run (the entry, a launch plan), or for each task call and each item, map or message. A process is
 * one under any strategy. Cached or reused results count as none, and neither does what runs in its caller's thread.
 */
export function opRuns(trace: Trace): number {
  let runs = 0;
  const mapsThatRan = new Set<number>();
  for (let row = 0; row < trace.count; row += 1) {
    if (!isSpan(trace, row) || isTaken(trace, row) || !ran(trace, row)) continue;
    const { opRun } = strategyOf(trace.strategy[row] as number);
    const up = trace.parent[row] as number;
    if (trace.kind[row] === PROCESS) runs += 1;
    else if (opRun === "workflow") {
      if (up < 0 || trace.kind[row] === LAUNCH_PLAN) runs += 1;
    } else if (isExecuted(trace, row) && !isInline(trace, row)) {
      const isOwn = opRun === "item" || (opRun === "message" && hasFlag(trace, row, FLAG_CHUNK_HEAD));
      if (isOwn || !hasFlag(trace, row, FLAG_ITEM)) runs += 1;
      else if (opRun === "map" && up >= 0 && isMap(trace, up)) mapsThatRan.add(up);
    }
  }
  return runs + mapsThatRan.size;
}

function ran(trace: Trace, row: number): boolean {
  if (trace.status[row] === SKIPPED) return false;
  return (
    !isExecuted(trace, row) ||
    !Number.isNaN(trace.dispatched[row]) ||
    !Number.isNaN(trace.started[row]) ||
    statusAt(trace, row) !== "cancelled"
  );
}
