import { EXECUTED, KINDS, type Kind } from "@/lib/model/kind";
import { STATUSES, type Status } from "@/lib/model/status";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import { FLAG_CACHED, FLAG_INLINE, FLAG_REUSED } from "@/lib/protocol/rows";
import type { Trace } from "./trace";

/** One row of a trace, in words and yes or no. */

const MAP = KINDS.indexOf("map");

export const nameAt = (trace: Trace, row: number): string => trace.names[trace.name[row] ?? -1] ?? "";
export const kindAt = (trace: Trace, row: number): Kind => KINDS[trace.kind[row] ?? 0] ?? "task";
export const statusAt = (trace: Trace, row: number): Status => STATUSES[trace.status[row] ?? 0] ?? "running";
export const strategyAt = (trace: Trace, row: number): StrategyName | undefined =>
  STRATEGIES[trace.strategy[row] ?? -1];

export const hasFlag = (trace: Trace, row: number, flag: number): boolean =>
  ((trace.flags[row] ?? 0) & flag) !== 0;
export const isCached = (trace: Trace, row: number): boolean => hasFlag(trace, row, FLAG_CACHED);
export const isReused = (trace: Trace, row: number): boolean => hasFlag(trace, row, FLAG_REUSED);
/** Its result came from the cache or an earlier run: nothing ran. */
export const isTaken = (trace: Trace, row: number): boolean => hasFlag(trace, row, FLAG_CACHED | FLAG_REUSED);
export const isInline = (trace: Trace, row: number): boolean => hasFlag(trace, row, FLAG_INLINE);

/** Arguments or results of a call in its caller's thread were copied. */
export const isCopiedInline = (trace: Trace, row: number): boolean =>
  isInline(trace, row) && ((trace.bytesIn[row] as number) > 0 || (trace.bytesOut[row] as number) > 0);

/** A span whose body a worker (or, inline, its caller's thread) executes. */
export const isExecuted = (trace: Trace, row: number): boolean =>
  EXECUTED[trace.kind[row] as number] === true;
export const isMap = (trace: Trace, row: number): boolean => trace.kind[row] === MAP;
/** Not an earlier attempt, which a later one replaced. */
export const isSpan = (trace: Trace, row: number): boolean => (trace.attemptOf[row] as number) < 0;

/** The key of an item; undefined where it has none, or it was not recorded. */
export function keyAt(trace: Trace, row: number): string | undefined {
  const own = trace.notes.get(row)?.key;
  const index = trace.index[row] as number;
  if (own !== undefined || index < 0) return own;
  return trace.notes.get(trace.parent[row] as number)?.keys?.[index];
}

/** End of a body that may have been cut off: its worker died, the trial was stopped, or it is still running. */
export function bodyEnd(trace: Trace, row: number): number {
  const ended = trace.ended[row] as number;
  if (!Number.isNaN(ended)) return ended;
  const settled = trace.settled[row] as number;
  return Number.isNaN(settled) ? trace.wallMs : settled;
}
