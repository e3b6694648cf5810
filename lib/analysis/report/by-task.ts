import { getOrCreate } from "@/lib/base/get-or-create";
import { KINDS, type Kind } from "@/lib/model/kind";
import { isCopiedInline, isExecuted, isInline, isSpan, isTaken, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf } from "../time/bodies";
import { attemptCounts } from "./counts";

/** Sums over the calls of one task. Times in ms; calls overlap, so they may exceed the wall time. */
export interface TaskTotals {
  readonly name: string;
  readonly kind: Kind;
  readonly calls: number;
  readonly attempts: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cached: number;
  /** Issued, not dispatched. */
  readonly queueMs: number;
  /** Dispatched to received, and ended to settled. Results of a chunk's items arrive with the last one. */
  readonly transferMs: number;
  /** Bodies ran, without waiting for nested calls. */
  readonly computeMs: number;
  /** Median and longest body of an attempt; NaN where none ran. */
  readonly medianMs: number;
  readonly longestMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** By name and kind, the largest compute time first. Only tasks, dynamics and processes, which have bodies. */
export function totalsByTask(trace: Trace, bodies: Bodies = bodiesOf(trace)): TaskTotals[] {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < trace.count; row += 1) {
    if (!isExecuted(trace, row)) continue;
    const key = (trace.name[row] as number) * KINDS.length + (trace.kind[row] as number);
    getOrCreate(groups, key, (): number[] => []).push(row);
  }
  const attempts = attemptCounts(trace);
  return [...groups]
    .map(([key, rows]) => ({
      name: trace.names[Math.floor(key / KINDS.length)] ?? "",
      kind: KINDS[key % KINDS.length] ?? "task",
      ...totalsOf(trace, bodies, attempts, rows),
    }))
    .sort((a, b) => b.computeMs - a.computeMs);
}

function totalsOf(trace: Trace, bodies: Bodies, attempts: Uint32Array, rows: readonly number[]) {
  const times = new Float64Array(rows.length);
  let ran = 0;
  const totals = {
    calls: 0,
    attempts: 0,
    succeeded: 0,
    failed: 0,
    cached: 0,
    queueMs: 0,
    transferMs: 0,
    computeMs: 0,
    bytesIn: 0,
    bytesOut: 0,
  };
  for (const row of rows) {
    if (isSpan(trace, row)) {
      const status = statusAt(trace, row);
      totals.calls += 1;
      totals.attempts += attempts[row] as number;
      totals.succeeded += Number(status === "succeeded");
      totals.failed += Number(status === "failed");
      totals.cached += Number(isTaken(trace, row));
    }
    const compute = bodies.compute[row] as number;
    totals.computeMs += compute;
    totals.bytesIn += trace.bytesIn[row] as number;
    totals.bytesOut += trace.bytesOut[row] as number;
    if (!isInline(trace, row)) totals.queueMs += between(trace.issued[row], trace.dispatched[row]);
    if (!isInline(trace, row) || isCopiedInline(trace, row)) {
      totals.transferMs +=
        between(trace.dispatched[row], trace.received[row]) + between(trace.ended[row], trace.settled[row]);
    }
    if (!Number.isNaN(trace.started[row]) && !isTaken(trace, row)) {
      times[ran] = compute;
      ran += 1;
    }
  }
  const sorted = times.subarray(0, ran).sort();
  return {
    ...totals,
    medianMs:
      ran === 0 ? Number.NaN : ((sorted[(ran - 1) >> 1] as number) + (sorted[ran >> 1] as number)) / 2,
    longestMs: ran === 0 ? Number.NaN : (sorted[ran - 1] as number),
  };
}

const between = (from: number | undefined, to: number | undefined): number => {
  const ms = (to ?? Number.NaN) - (from ?? Number.NaN);
  return ms > 0 ? ms : 0;
};
