import { pythonChunk } from "@/lib/engine/scheduler/chunking";
import { strategyNamed } from "@/lib/engine/strategies";
import { RUN_POOL } from "@/lib/engine/workers/pools";
import type { ChunkRule } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import { FLAG_CHUNK_HEAD } from "@/lib/protocol/rows";
import { bodyEnd, hasFlag } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { Bodies } from "../time/bodies";
import { stepsOf } from "../time/concurrency";
import type { Message } from "../time/messages";

/** A pool as its lanes show it: how many, and the most bodies that one of them ran at once. */
export interface PoolHint {
  readonly lanes: number;
  readonly concurrency: number;
}

export function environmentsOf(trace: Trace, { segments }: Bodies): Map<string, PoolHint> {
  const found = new Map<string, PoolHint>();
  const { row, start, end } = segments;
  for (const { role, label, lane } of trace.lanes) {
    if (role !== "pool" || label === RUN_POOL) continue;
    const starts: number[] = [];
    const ends: number[] = [];
    for (let s = 0; s < row.length; s += 1) {
      if (trace.worker[row[s] as number] !== lane) continue;
      starts.push(start[s] as number);
      ends.push(end[s] as number);
    }
    const { peak } = stepsOf(Float64Array.from(starts), Float64Array.from(ends));
    const known = found.get(label) ?? { lanes: 0, concurrency: 1 };
    found.set(label, { lanes: known.lanes + 1, concurrency: Math.max(known.concurrency, peak) });
  }
  return found;
}

/**
 * A limit of a map at work: fewer of its chunks were under way than there were slots, almost all the time that it had more
 * to send. Infinity where none shows.
 */
export function limitOf(
  trace: Trace,
  messages: readonly Message[],
  strategy: StrategyName,
  concurrency: number,
): number {
  const none = Number.POSITIVE_INFINITY;
  const first = messages[0];
  const last = messages[messages.length - 1];
  if (first === undefined || last === undefined || !(last.dispatched > first.dispatched)) return none;
  const steps: { time: number; change: number }[] = [];
  for (const { dispatched, settled } of messages) {
    steps.push({ time: dispatched, change: 1 }, { time: settled, change: -1 });
  }
  steps.sort((a, b) => a.time - b.time || a.change - b.change);
  const lasted = new Map<number, number>();
  let open = 0;
  let most = 0;
  let since = first.dispatched;
  for (const { time, change } of steps) {
    if (time > last.dispatched) break;
    lasted.set(open, (lasted.get(open) ?? 0) + time - since);
    since = time;
    open += change;
    most = Math.max(most, open);
  }
  const saturated = (lasted.get(most) ?? 0) >= 0.9 * (last.dispatched - first.dispatched);
  return saturated && most < slotsAt(trace, first.dispatched, strategy, concurrency) ? most : none;
}

function slotsAt(trace: Trace, time: number, strategy: StrategyName, concurrency: number): number {
  if (strategyNamed(strategy).runs !== "pool") return trace.workers;
  const ready = trace.lanes.filter(
    ({ role, ready, ended }) => role === "pool" && ready <= time && !(ended <= time),
  );
  return ready.length * concurrency;
}

/** The rule that a map's chunks followed, where it was not the run's own: a fixed size, or Python's. */
export function ruleOf(
  trace: Trace,
  messages: readonly Message[],
  n: number,
  strategy: StrategyName,
  settings: { readonly concurrency: number; readonly chunk: ChunkRule },
  limit: number,
): ChunkRule | undefined {
  const isHead = (row: number) => hasFlag(trace, row, FLAG_CHUNK_HEAD);
  const isFirstAttempt = (row: number) => trace.attempt[row] === 1;
  // Retries are sent one by one, whatever the rule.
  const sizes = messages
    .filter(({ rows }) => rows.some(isHead) && rows.some(isFirstAttempt))
    .map(({ rows }) => [...new Set(rows.map((row) => trace.index[row] as number))].sort((a, b) => a - b))
    .sort(([a = 0], [b = 0]) => a - b)
    .map(({ length }) => length);
  const [size] = sizes;
  if (size === undefined || n === 0) return undefined;
  const slots = Math.max(1, Math.min(limit, trace.workers * settings.concurrency));
  const map = { rule: settings.chunk, isDynamicTask: false, n, remaining: n, slots, meanMs: Number.NaN };
  const first = strategyNamed(strategy).itemsPerMessage(map);
  const uniform = sizes.every((other, i) => other === size || (i === sizes.length - 1 && other < size));
  if (size === Math.min(n, first) || !uniform) return undefined;
  return size > 1 && size === pythonChunk(n, slots) ? "python" : size;
}

/** Most bodies of one message that ran at once: on its lane's event loop, as a chunk of hybrid has them. */
export function mostAtOnceInside(trace: Trace, messages: readonly Message[]): number {
  let most = 1;
  for (const { rows } of messages) {
    const starts = Float64Array.from(rows, (row) => trace.started[row] as number);
    const ends = Float64Array.from(rows, (row) => bodyEnd(trace, row));
    most = Math.max(most, stepsOf(starts, ends).peak);
  }
  return most;
}
