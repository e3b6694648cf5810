import { bodyEnd, isExecuted, isTaken, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf } from "./bodies";
import { lifeOf } from "./breakdown";

/** What ran between two moments. ms. */
export interface RangeTotals {
  readonly from: number;
  readonly to: number;
  /** Attempts of tasks that ran in it, if only in part. */
  readonly bodies: number;
  /** Of those, attempts that failed or were interrupted in it. */
  readonly failed: number;
  /** Time of bodies in it, without waiting for nested calls. */
  readonly bodyMs: number;
  /** Time in which workers were starting. */
  readonly startMs: number;
  /** Median of the whole bodies that ended in it; NaN where none did. */
  readonly medianMs: number;
  /** The tasks with the most time in it, the largest first. */
  readonly tasks: readonly { readonly name: string; readonly bodies: number; readonly ms: number }[];
}

const SHOWN_TASKS = 3;

/** A range is moved and asked about again: the bodies of a trace are found once. */
const known = new WeakMap<Trace, Bodies>();

function bodiesFor(trace: Trace): Bodies {
  const bodies = known.get(trace) ?? bodiesOf(trace);
  known.set(trace, bodies);
  return bodies;
}

const overlap = (from: number, to: number, start: number, end: number): number =>
  Math.max(0, Math.min(to, end) - Math.max(from, start));

export function rangeTotals(trace: Trace, from: number, to: number): RangeTotals {
  const { row, start, end } = bodiesFor(trace).segments;
  const msOf = new Float64Array(trace.names.length);
  const bodiesOfName = new Int32Array(trace.names.length);
  let bodyMs = 0;
  for (let s = 0; s < row.length; s += 1) {
    const own = row[s] as number;
    if (!isExecuted(trace, own)) continue;
    const ms = overlap(from, to, start[s] as number, end[s] as number);
    if (ms === 0) continue;
    bodyMs += ms;
    const name = trace.name[own] as number;
    msOf[name] = (msOf[name] as number) + ms;
  }
  let [bodies, failed] = [0, 0];
  const whole: number[] = [];
  for (let own = 0; own < trace.count; own += 1) {
    const began = trace.started[own] as number;
    if (!isExecuted(trace, own) || isTaken(trace, own) || Number.isNaN(began) || began > to) continue;
    const ended = bodyEnd(trace, own);
    if (ended < from) continue;
    bodies += 1;
    const name = trace.name[own] as number;
    bodiesOfName[name] = (bodiesOfName[name] as number) + 1;
    if (ended > to) continue;
    whole.push(ended - began);
    const status = statusAt(trace, own);
    if (status === "failed" || status === "interrupted") failed += 1;
  }
  const sorted = Float64Array.from(whole).sort();
  const tasks = trace.names
    .map((name, at) => ({ name, bodies: bodiesOfName[at] as number, ms: msOf[at] as number }))
    .filter((task) => task.bodies > 0)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SHOWN_TASKS);
  let startMs = 0;
  for (const lane of trace.lanes) {
    const life = lifeOf(lane, trace.wallMs);
    startMs += overlap(from, to, life.from, Math.min(life.ready, life.to));
  }
  return {
    from,
    to,
    bodies,
    failed,
    bodyMs,
    startMs,
    medianMs: middleOf(sorted),
    tasks,
  };
}

function middleOf(sorted: Float64Array): number {
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? Number.NaN) + (sorted[Math.ceil(at)] ?? Number.NaN)) / 2;
}
