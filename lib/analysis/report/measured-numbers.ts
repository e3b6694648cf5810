import type { PresetId } from "@/lib/estimate/preset-ids";
import { FLAG_ITEM } from "@/lib/protocol/rows";
import { hasFlag, isExecuted, isSpan, isTaken, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { aloneIn, type ByStrategy, onWorkersIn, purestIn } from "../by-strategy";
import { type Cost, costsOf } from "../simulation/costs";
import { bodiesOf } from "../time/bodies";
import { mainTask } from "../time/overhead";
import { waitingOf } from "../time/waiting";

/** Median and 95th percentile, ms. */
export interface Spread {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** What a run shows of the fields of "Your numbers". What it does not show is left out. */
export interface MeasuredNumbers {
  /** The task whose calls are the items. */
  readonly task: string;
  readonly items: number;
  readonly item: Spread;
  /** Share of an item's time in which it needs no core. */
  readonly waits?: number;
  /** Of one item, bytes; only where items went to workers. */
  readonly bytesIn?: number;
  readonly bytesOut?: number;
  /** Share of attempts that failed. */
  readonly failures: number;
  /** Of one worker; left out where none started. */
  readonly start?: Spread;
  /** One message, one way, ms. */
  readonly messageMs?: number;
  /** The scheduler's own time for one message, ms. */
  readonly dispatchMs?: number;
  /** Of a record of another tool: its platform, and from a body's end until its slot is free, ms. */
  readonly preset?: PresetId;
  readonly endMs?: number;
}

/** @param traces of the trials that succeeded, one per strategy @returns undefined where no task ran */
export function measuredNumbers(traces: ByStrategy, cores: number): MeasuredNumbers | undefined {
  const [purest] = purestIn(traces);
  // Bodies that share cores take longer: they are read where they ran alone, if they did.
  const pure = aloneIn(traces) ?? (purest && traces.get(purest));
  const task = pure && mainTask(pure);
  if (!pure || !task) return undefined;
  const { waits, ...onWorkers } = { waits: waitingOf(traces, cores).share, ...workersIn(traces, task.name) };
  return {
    task: task.name,
    items: itemsOf(pure, task.name),
    item: itemSpread(pure, task.name),
    failures: task.attempts > 0 ? 1 - task.succeeded / (task.attempts + task.cached) : 0,
    ...(waits !== undefined && { waits }),
    ...onWorkers,
  };
}

/** What workers and messages cost, by the trial that shows it best. */
function workersIn(traces: ByStrategy, task: string): Partial<MeasuredNumbers> {
  const [strategy] = onWorkersIn(traces);
  const trace = strategy && traces.get(strategy);
  if (!trace) return {};
  const { spawn, there, perDispatch } = costsOf(trace);
  const [bytesIn, bytesOut, items] = bytesOf(trace, task);
  return {
    ...(spawn.n > 0 && { start: spreadOf(spawn) }),
    ...(there.fixed.n > 0 && { messageMs: there.fixed.mid }),
    ...(perDispatch.n > 0 && { dispatchMs: perDispatch.mid }),
    ...(items > 0 && { bytesIn: Math.round(bytesIn / items), bytesOut: Math.round(bytesOut / items) }),
  };
}

/** Standard normal quantiles of the upper quartile and of the 95th percentile. */
const [Z75, Z95] = [0.6745, 1.6449];

/** As a lognormal through its median and its upper quartile. */
const spreadOf = ({ mid, high }: Cost): Spread => ({
  p50Ms: mid,
  p95Ms: mid > 0 ? mid * Math.max(1, high / mid) ** (Z95 / Z75) : 0,
});

function rowsOf(trace: Trace, task: string): number[] {
  const rows: number[] = [];
  for (let row = 0; row < trace.count; row += 1)
    if (isExecuted(trace, row) && nameAt(trace, row) === task) rows.push(row);
  return rows;
}

/** Items of maps; calls, where the task is in no map. */
function itemsOf(trace: Trace, task: string): number {
  const calls = rowsOf(trace, task).filter((row) => isSpan(trace, row));
  const mapped = calls.filter((row) => hasFlag(trace, row, FLAG_ITEM));
  return Math.max(1, mapped.length || calls.length);
}

function itemSpread(trace: Trace, task: string): Spread {
  const bodies = bodiesOf(trace);
  const times = rowsOf(trace, task)
    .filter((row) => !Number.isNaN(trace.started[row]) && !isTaken(trace, row))
    .map((row) => bodies.compute[row] as number)
    .sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

function bytesOf(trace: Trace, task: string): readonly [bytesIn: number, bytesOut: number, items: number] {
  let [bytesIn, bytesOut] = [0, 0];
  const rows = rowsOf(trace, task).filter((row) => isSpan(trace, row));
  for (const row of rows) {
    bytesIn += trace.bytesIn[row] as number;
    bytesOut += trace.bytesOut[row] as number;
  }
  return [bytesIn, bytesOut, rows.length];
}
