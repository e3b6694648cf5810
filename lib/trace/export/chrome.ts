import { FLAG_CHUNK_HEAD, FLAG_ITEM, type Lane } from "@/lib/protocol/rows";
import {
  bodyEnd,
  hasFlag,
  isCached,
  isInline,
  isMap,
  isReused,
  keyAt,
  kindAt,
  nameAt,
  statusAt,
  strategyAt,
} from "../row";
import type { Trace } from "../trace";
import { lanesOf } from "../worker-lanes";
import { type Slice, tracksOf } from "./tracks";

/**
 * A trace in the Trace Event Format (JSON), for Perfetto and chrome://tracing:
 *
 * - a lane is a thread; `X` (complete) events of a thread must nest, so only the first track of a lane is written with them;
 * - what overlaps without nesting (bodies that wait at the same time), and maps, which run on no thread, are async `b`/`e`
 *   pairs, bound by (cat, id);
 * - names and order of threads are `M` events;
 * - an arrow from where a call was made to where its body began is a flow, `s` and `f`, bound by (cat, name, id).
 *
 * Times are microseconds, to the nanosecond.
 *
 * @param title names the process
 * @returns the file in parts, for a Blob: a million spans do not fit into one string
 */
export function* chromeTraceParts(trace: Trace, title = "Fanout"): Generator<string> {
  yield `{"displayTimeUnit":"ms","otherData":${JSON.stringify({ title, wallMs: trace.wallMs, workers: trace.workers })},"traceEvents":[\n`;
  let part = "";
  let first = true;
  for (const event of events(trace, title)) {
    part += `${first ? "" : ",\n"}${JSON.stringify(event)}`;
    first = false;
    if (part.length > 65_536) {
      yield part;
      part = "";
    }
  }
  yield `${part}\n]}\n`;
}

const PID = 1;

interface ChromeEvent {
  readonly ph: "M" | "X" | "b" | "e" | "i" | "s" | "f";
  readonly pid: number;
  readonly tid: number;
  readonly name: string;
  readonly cat?: string;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: string;
  readonly bp?: "e";
  readonly s?: "t";
  readonly args?: Readonly<Record<string, unknown>>;
}

function* events(trace: Trace, title: string): Generator<ChromeEvent> {
  const lanes = tracksOf(trace);
  yield { ph: "M", pid: PID, tid: 0, name: "process_name", args: { name: title } };
  for (const lane of lanesOf(trace)) {
    yield { ph: "M", pid: PID, tid: lane.lane, name: "thread_name", args: { name: laneName(lane) } };
    yield { ph: "M", pid: PID, tid: lane.lane, name: "thread_sort_index", args: { sort_index: lane.lane } };
    // In a recording that arrived out of order, a lane's first body may begin before the lane is ready.
    const ready = Math.min(lane.ready, lanes.get(lane.lane)?.[0]?.[0]?.start ?? lane.ready);
    if (lane.role !== "driver" && ready > lane.requested) {
      yield complete(lane.lane, "spawn", "spawn", lane.requested, ready, {});
    }
  }
  // Arrows start and end on slices of threads, not on async pairs.
  const onThread = new Uint8Array(trace.count);
  for (const [track] of lanes.values()) for (const { row } of track ?? []) onThread[row] = 1;
  for (const [lane, tracks] of lanes) {
    for (const [at, track] of tracks.entries()) {
      for (const slice of track) {
        const { row, start, end } = slice;
        if (at > 0) yield* asynchronous(trace, lane, slice);
        else {
          yield complete(lane, nameAt(trace, row), kindAt(trace, row), start, end, argsOf(trace, row));
          if (onThread[callerOf(trace, row)] === 1) yield* flow(trace, lane, slice);
        }
      }
    }
  }
  for (let row = 0; row < trace.count; row += 1) {
    const started = trace.started[row] as number;
    const from = Number.isNaN(started) ? (trace.issued[row] as number) : started;
    if (Number.isNaN(from)) continue;
    if (isMap(trace, row))
      yield* asynchronous(trace, callerLane(trace, row), { row, start: from, end: bodyEnd(trace, row) });
    else if ((trace.worker[row] as number) < 0 || Number.isNaN(started)) {
      // Never ran: skipped, or its result came from the cache or an earlier run.
      const place = { pid: PID, tid: callerLane(trace, row), ts: micro(from), s: "t" } as const;
      yield {
        ph: "i",
        name: nameAt(trace, row),
        cat: kindAt(trace, row),
        ...place,
        args: argsOf(trace, row),
      };
    }
  }
}

function complete(
  tid: number,
  name: string,
  cat: string,
  start: number,
  end: number,
  args: Readonly<Record<string, unknown>>,
): ChromeEvent {
  const times = { ts: micro(start), dur: (nano(end) - nano(start)) / 1_000 };
  return { ph: "X", pid: PID, tid, name, cat, ...times, args };
}

function* asynchronous(trace: Trace, tid: number, { row, start, end }: Slice): Generator<ChromeEvent> {
  const bound = { pid: PID, tid, name: nameAt(trace, row), cat: kindAt(trace, row), id: spanId(trace, row) };
  yield { ph: "b", ...bound, ts: micro(start), args: argsOf(trace, row) };
  yield { ph: "e", ...bound, ts: micro(end) };
}

/** From the call to its body, where they are on different lanes: once per chunk, which one message carried. */
function* flow(trace: Trace, tid: number, { row, start }: Slice): Generator<ChromeEvent> {
  const issued = trace.issued[row] as number;
  if (isInline(trace, row) || Number.isNaN(issued) || (trace.parent[row] as number) < 0) return;
  if (hasFlag(trace, row, FLAG_ITEM) && !hasFlag(trace, row, FLAG_CHUNK_HEAD)) return;
  const from = callerLane(trace, row);
  const caller = callerOf(trace, row);
  if (from === tid || !(issued >= (trace.started[caller] as number) && issued <= bodyEnd(trace, caller)))
    return;
  const bound = { pid: PID, name: "call", cat: "call", id: spanId(trace, row) };
  yield { ph: "s", ...bound, tid: from, ts: micro(issued) };
  yield { ph: "f", ...bound, tid, ts: micro(start), bp: "e" };
}

/** Row of the body that made the call; -1 for the entry. */
function callerOf(trace: Trace, row: number): number {
  const up = trace.parent[row] as number;
  return up >= 0 && isMap(trace, up) ? (trace.parent[up] as number) : up;
}

/** Lane of the body that made the call. */
function callerLane(trace: Trace, row: number): number {
  const up = callerOf(trace, row);
  return up < 0 ? 0 : Math.max(0, trace.worker[up] as number);
}

const nano = (ms: number): number => Math.round(ms * 1e6);
const micro = (ms: number): number => nano(ms) / 1_000;
const spanId = (trace: Trace, row: number): string => `${trace.id[row]}.${trace.attempt[row]}`;

function argsOf(trace: Trace, row: number): Record<string, unknown> {
  const index = trace.index[row] as number;
  const key = keyAt(trace, row);
  return {
    status: statusAt(trace, row),
    strategy: strategyAt(trace, row),
    ...(index < 0 ? {} : { index }),
    ...(key === undefined ? {} : { key }),
    ...((trace.attempt[row] as number) > 1 && { attempt: trace.attempt[row] }),
    ...(isCached(trace, row) && { cached: true }),
    ...(isReused(trace, row) && { replayed: true }),
    ...(trace.errors.has(row) && { error: trace.errors.get(row)?.message }),
  };
}

/** A lane's name: "driver", "pool 3", "op 12 (piece)". */
export function laneName({ lane, role, label }: Lane): string {
  if (role === "driver") return "driver";
  return label === "" || label === role ? `${role} ${lane}` : `${role} ${lane} (${label})`;
}
