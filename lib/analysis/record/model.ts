import { formatPlural } from "@/lib/base/format";
import { median } from "@/lib/trace/import/record/median";
import type { RecordInfo } from "@/lib/trace/record-info";
import { isExecuted, isMap, isSpan, isTaken } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

/** One attempt of a step, ms, as it was recorded. */
export interface Unit {
  /** From when a worker was asked for until it was ready; 0 where nothing was started. */
  readonly start: number;
  /** What the tool did around the body: inputs before it, outputs after it. */
  readonly before: number;
  readonly body: number;
  readonly after: number;
  /** It failed, and another attempt followed. */
  readonly triedAgain: boolean;
  /** Units that have to end before it can begin. */
  readonly upstream: readonly number[];
  /** When it was asked for: the order in which the tool chose. */
  readonly order: number;
}

/** A recorded run, ready to be played with other settings. Times in ms. */
export interface RecordModel {
  readonly units: readonly Unit[];
  /** Its steps ran one after the other, in its own process. */
  readonly inProcess: boolean;
  /** Slots of the recorded run. */
  readonly limit: number;
  /** Cores that all workers share; Infinity where each has a host of its own. */
  readonly cores: number;
  readonly wallMs: number;
  /** From the run's start until its first step was asked for, and from the end of the last one to the run's. */
  readonly leadMs: number;
  readonly tailMs: number;
  /** From a step's end until its slot was used again, while something waited for it. */
  readonly gapMs: number;
}

export type Refusal = { readonly refused: string };

/** @param cores of the host, as somebody said; undefined: not known @returns why there is no what-if for this record */
export function modelOf(trace: Trace, cores: number | undefined): RecordModel | Refusal {
  const { record } = trace;
  if (!record) return { refused: "This run was not recorded by another tool." };
  if (!record.knowsStarts && !record.inProcess)
    return {
      refused: `The record does not show when a worker was ready, so the cost of a start is unknown.`,
    };
  if (record.status === "cancelled" || record.status === "running" || record.counts.unfinished > 0)
    return { refused: "The run did not reach its end, so there is no whole run to compare with." };
  if (record.leftOut)
    return {
      refused: `The link left out ${formatPlural(record.leftOut, "step")} of this record. Open the record itself to ask this.`,
    };
  if (record.hosts === undefined && !record.inProcess)
    return { refused: "The record does not say whether workers shared a host." };
  const found = coresOf(record, cores);
  if (found === undefined)
    return {
      refused:
        "Workers shared a host. Enter its number of cores: without it, the answer could be off by half.",
    };
  const units = unitsOf(trace);
  if (units.length === 0) return { refused: "No step of this record has both a start and an end." };
  const limit = record.inProcess ? 1 : (record.limit ?? record.counts.peak);
  const first = units.reduce((least, { order }) => Math.min(least, order), Number.POSITIVE_INFINITY);
  const last = units.reduce((latest, { end }) => Math.max(latest, end), 0);
  return {
    units,
    inProcess: record.inProcess,
    limit: Math.max(1, limit),
    cores: found,
    wallMs: trace.wallMs,
    leadMs: Math.max(0, first),
    tailMs: Math.max(0, trace.wallMs - last),
    gapMs: gapOf(units),
  };
}

/** @returns undefined where it matters and nobody said */
function coresOf({ hosts, inProcess, ...record }: RecordInfo, cores: number | undefined): number | undefined {
  // One step after the other: a core is enough.
  if (inProcess) return 1;
  return hosts === "separate" ? Number.POSITIVE_INFINITY : (record.cores ?? cores);
}

interface Seen extends Unit {
  readonly end: number;
  readonly runnable: number;
}

function unitsOf(trace: Trace): Seen[] {
  const rows: number[] = [];
  for (let row = 0; row < trace.count; row += 1)
    if (
      isExecuted(trace, row) &&
      row > 0 &&
      !isTaken(trace, row) &&
      !Number.isNaN(trace.settled[row]) &&
      !Number.isNaN(takenAt(trace, row))
    )
      rows.push(row);
  rows.sort((a, b) => takenAt(trace, a) - takenAt(trace, b));
  /** Of each span: its attempts, in order, as positions in `rows`. */
  const attempts = new Map<number, number[]>();
  for (const [at, row] of rows.entries()) {
    const span = isSpan(trace, row) ? row : (trace.attemptOf[row] as number);
    const found = attempts.get(trace.id[span] as number);
    if (found) found.push(at);
    else attempts.set(trace.id[span] as number, [at]);
  }
  const upstream = trace.record?.links ? linked(trace, attempts) : staged(trace, rows);
  const before = new Map<number, number>();
  for (const all of attempts.values())
    for (const [i, at] of all.entries()) if (i > 0) before.set(at, all[i - 1] as number);
  const again = new Set(before.values());
  return rows.map((row, at): Seen => {
    const dispatched = takenAt(trace, row);
    const ready = orElse(trace.received[row], dispatched);
    const settled = trace.settled[row] as number;
    const started = orElse(trace.started[row], ready);
    const ended = orElse(trace.ended[row], settled);
    const earlier = before.get(at);
    return {
      start: ready - dispatched,
      before: started - ready,
      body: ended - started,
      after: settled - ended,
      triedAgain: again.has(at),
      upstream: earlier === undefined ? (upstream.get(at) ?? []) : [earlier],
      order: dispatched,
      end: settled,
      runnable: orElse(trace.issued[row], 0),
    };
  });
}

/** When it took its slot. Nothing is sent for it where all steps run in one process. */
const takenAt = (trace: Trace, row: number): number =>
  trace.record?.inProcess ? (trace.started[row] as number) : (trace.dispatched[row] as number);

const orElse = (time: number | undefined, other: number): number =>
  time === undefined || Number.isNaN(time) ? other : time;

/** First attempts wait for the last attempts of what their step waited for. */
function linked(
  trace: Trace,
  attempts: ReadonlyMap<number, readonly number[]>,
): ReadonlyMap<number, readonly number[]> {
  const links = trace.record?.links ?? [];
  const upstream = new Map<number, number[]>();
  for (let i = 0; i + 1 < links.length; i += 2) {
    const [to] = attempts.get(links[i] as number) ?? [];
    const from = attempts.get(links[i + 1] as number)?.at(-1);
    if (to === undefined || from === undefined) continue;
    const found = upstream.get(to);
    if (found) found.push(from);
    else upstream.set(to, [from]);
  }
  return upstream;
}

/**
 * Where a record does not say who waited for whom: a map, or a step, waited for the latest map or step that had ended when
 * its first item could begin.
 */
function staged(trace: Trace, rows: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const stages = new Map<string, { readonly units: number[]; runnable: number; end: number }>();
  for (const [at, row] of rows.entries()) {
    const up = trace.parent[row] as number;
    const span = isSpan(trace, row) ? row : (trace.attemptOf[row] as number);
    const key = up >= 0 && isMap(trace, up) ? `map ${up}` : `step ${span}`;
    const runnable = orElse(trace.issued[row], trace.dispatched[row] as number);
    const end = trace.settled[row] as number;
    const stage = stages.get(key);
    if (!stage) stages.set(key, { units: [at], runnable, end });
    else {
      stage.units.push(at);
      stage.runnable = Math.min(stage.runnable, runnable);
      stage.end = Math.max(stage.end, end);
    }
  }
  const upstream = new Map<number, readonly number[]>();
  const byEnd = [...stages.values()].sort((a, b) => a.end - b.end);
  for (const { units, runnable } of stages.values()) {
    const before = byEnd.findLast(({ end }) => end <= runnable);
    if (before) for (const at of units) upstream.set(at, before.units);
  }
  return upstream;
}

/** A step that waited took the slot of the end before it: the median of the time between. */
function gapOf(units: readonly Seen[]): number {
  const ends = units.map(({ end }) => end).sort((a, b) => a - b);
  const gaps: number[] = [];
  let next = 0;
  for (const { order, runnable } of units) {
    // Each end gives one slot. Those before it could begin were for others, or for nobody.
    while (next < ends.length && (ends[next] as number) <= order && (ends[next] as number) < runnable)
      next += 1;
    const end = ends[next];
    if (end === undefined || end > order) continue;
    gaps.push(order - Math.max(end, runnable));
    next += 1;
  }
  return median(gaps) ?? 0;
}
