import { firstIndex } from "@/lib/base/first-index";
import { KINDS } from "@/lib/model/kind";
import type { Trace } from "@/lib/trace/trace";

const MAP = KINDS.indexOf("map");
const GROUP = KINDS.indexOf("group");

/** When the calls of one definition started and ended, each in ascending order; ms since the trial's start. */
export interface CallTimes {
  readonly name: string;
  /** How many calls enclose it, at least: 0 for the entry. */
  readonly depth: number;
  readonly started: Float64Array;
  readonly ended: Float64Array;
}

/** How far the calls of a definition are at a moment. */
export interface Progress {
  readonly total: number;
  readonly running: number;
  readonly done: number;
}

/** When a call ended; of one that was cut off when its trial was stopped, never. */
function endOf(trace: Trace, row: number): number {
  const ended = trace.ended[row] as number;
  const settled = trace.settled[row] as number;
  return Number.isNaN(ended) ? (Number.isNaN(settled) ? Number.POSITIVE_INFINITY : settled) : ended;
}

/** The definitions that ran in a trial, in the order in which they first started. Later attempts and maps are no calls. */
export function callTimesOf(trace: Trace): readonly CallTimes[] {
  const byName = new Map<number, { depth: number; started: number[]; ended: number[] }>();
  const depths = new Int32Array(trace.count);
  for (let row = 0; row < trace.count; row += 1) {
    const up = trace.parent[row] as number;
    const isCall = trace.kind[row] !== MAP && trace.kind[row] !== GROUP;
    // A map and a group are shown by the calls in them.
    depths[row] = up < 0 ? 0 : (depths[up] as number) + (isCall ? 1 : 0);
    const started = trace.started[row] as number;
    if (!isCall || (trace.attemptOf[row] as number) >= 0 || Number.isNaN(started)) continue;
    const name = trace.name[row] as number;
    const depth = depths[row] as number;
    const times = byName.get(name);
    if (times === undefined) byName.set(name, { depth, started: [started], ended: [endOf(trace, row)] });
    else {
      times.depth = Math.min(times.depth, depth);
      times.started.push(started);
      times.ended.push(endOf(trace, row));
    }
  }
  return [...byName]
    .map(([name, { depth, started, ended }]) => ({
      name: trace.names[name] ?? "",
      depth,
      started: Float64Array.from(started).sort(),
      ended: Float64Array.from(ended).sort(),
    }))
    .toSorted((a, b) => (a.started[0] as number) - (b.started[0] as number) || a.depth - b.depth);
}

const upTo = (times: Float64Array, at: number): number =>
  firstIndex(0, times.length, (index) => (times[index] as number) > at);

/** @param at ms since the trial's start */
export function progressAt({ started, ended }: CallTimes, at: number): Progress {
  const done = upTo(ended, at);
  return { total: started.length, running: upTo(started, at) - done, done };
}

/** Names of what runs at a moment, outermost first. */
export const runningAt = (calls: readonly CallTimes[], at: number): readonly string[] =>
  calls.filter((each) => progressAt(each, at).running > 0).map(({ name }) => name);
