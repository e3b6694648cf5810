import { getOrCreate } from "@/lib/base/get-or-create";
import { KINDS, type Kind } from "@/lib/model/kind";
import type { TrialInfo } from "@/lib/model/run";
import { STATUSES, type Status } from "@/lib/model/status";
import { ASSUMED_STRATEGY, STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import {
  ATTEMPT,
  BYTES_IN,
  BYTES_OUT,
  COMPUTED,
  ID,
  INDEX,
  ISSUED,
  type Lane,
  type LogLine,
  NAME,
  PACKED,
  PARENT,
  pack,
  SIZE,
  SLEPT,
  type SpanBatch,
  type SpanNote,
  STRIDE,
  WORKER,
} from "@/lib/protocol/rows";
import { TraceBuilder } from "./builder/trace-builder";
import { TIME_COLUMNS, type TimeColumn } from "./columns";
import type { Trace } from "./trace";

/**
 * A span, or one attempt of it, as an object. Times are ms since the trial's start; leave out what is not known.
 * Attempts of one span are objects with the same `id` and ascending `attempt`.
 */
export interface SpanObject extends Partial<Readonly<Record<TimeColumn, number>>> {
  /** A whole number from 0, unique in the trial. */
  readonly id: number;
  /** Id of the caller. Left out, or -1: the entry, or a child of the entry where there is one already. */
  readonly parent?: number;
  /** Default: the kind. */
  readonly name?: string;
  /** Default: a task. */
  readonly kind?: Kind;
  /** Default: succeeded. */
  readonly status?: Status;
  /** FLAG_* bits. */
  readonly flags?: number;
  /** Default: the trial's, or pooled. */
  readonly strategy?: StrategyName;
  /** Position in its map. */
  readonly index?: number;
  /** From 1. */
  readonly attempt?: number;
  /** Number of its worker; 0 is the driver. */
  readonly worker?: number;
  /** Consecutive map items that were timed together, this one the first. */
  readonly size?: number;
  readonly bytesIn?: number;
  readonly bytesOut?: number;
  /** ms of its body in `sleep` and in `compute`. */
  readonly slept?: number;
  readonly computed?: number;
  /** Key, previews, error and meters of this attempt. */
  readonly note?: Omit<SpanNote, "id" | "attempt">;
}

const SPANS_PER_BATCH = 8_192;

/** A span with its children inside it, instead of ids. */
export interface NestedSpan extends Omit<SpanObject, "id" | "parent"> {
  readonly children?: readonly NestedSpan[];
}

export interface SpansOptions {
  readonly info: TrialInfo;
  /** ms from start to end. Default: the latest time of any span. */
  readonly wallMs?: number;
  readonly workers?: number;
  /** Asked for after the spans. */
  readonly lanes?: readonly Lane[] | (() => readonly Lane[]);
  readonly logs?: readonly LogLine[];
  readonly logsDropped?: number;
}

/**
 * A finished trace of these spans, in any order. What makes no sense is left out, spans whose parent is missing become
 * children of the entry: see `TraceBuilder`.
 */
export function traceFromSpans(spans: Iterable<SpanObject>, options: SpansOptions): Trace {
  const { info, workers = 0, lanes = [], logs = [], logsDropped = 0 } = options;
  const builder = new TraceBuilder({ info, workers });
  let latest = 0;
  for (const batch of inBatches(spans)) {
    builder.add(batchFromSpans(batch.from, batch.spans, info.strategy));
    for (const { id, attempt = 1, note } of batch.spans) if (note) builder.note({ id, attempt, ...note });
    latest = Math.max(latest, latestTime(batch.spans));
  }
  for (const lane of typeof lanes === "function" ? lanes() : lanes) builder.lane(lane);
  builder.log(logs, logsDropped);
  return builder.finish({ wallMs: options.wallMs ?? latest });
}

/** Of all of them together, objects and rows would need several times the memory of the trace. */
function* inBatches(spans: Iterable<SpanObject>) {
  let batch: SpanObject[] = [];
  let from = 0;
  for (const span of spans) {
    batch.push(span);
    if (batch.length < SPANS_PER_BATCH) continue;
    yield { from, spans: batch };
    from += batch.length;
    batch = [];
  }
  if (batch.length > 0) yield { from, spans: batch };
}

/** Parents before their children, ids in that order from 0. */
export function flattenSpans(entry: NestedSpan): SpanObject[] {
  const flat: SpanObject[] = [];
  const stack = [{ span: entry, parent: -1 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { children = [], ...span } = next.span;
    const id = flat.length;
    flat.push({ ...span, id, parent: next.parent });
    for (const child of children.toReversed()) stack.push({ span: child, parent: id });
  }
  return flat;
}

/** The same spans as rows. @param lane whose table of names it is: use another for every batch */
export function batchFromSpans(
  lane: number,
  spans: readonly SpanObject[],
  strategy: StrategyName = ASSUMED_STRATEGY,
): SpanBatch {
  const names = new Map<string, number>();
  const rows = new Float64Array(spans.length * STRIDE);
  spans.forEach((span, i) => {
    const base = i * STRIDE;
    rows[base + ID] = span.id;
    rows[base + PARENT] = span.parent ?? -1;
    rows[base + SIZE] = span.size ?? 1;
    rows[base + NAME] = getOrCreate(names, span.name ?? span.kind ?? "task", () => names.size);
    rows[base + PACKED] = pack(
      KINDS.indexOf(span.kind ?? "task"),
      STATUSES.indexOf(span.status ?? "succeeded"),
      span.flags ?? 0,
      STRATEGIES.indexOf(span.strategy ?? strategy),
    );
    rows[base + INDEX] = span.index ?? -1;
    rows[base + ATTEMPT] = span.attempt ?? 1;
    rows[base + WORKER] = span.worker ?? -1;
    for (let at = 0; at < TIME_COLUMNS.length; at += 1)
      rows[base + ISSUED + at] = span[TIME_COLUMNS[at] as TimeColumn] ?? Number.NaN;
    rows[base + BYTES_IN] = span.bytesIn ?? 0;
    rows[base + BYTES_OUT] = span.bytesOut ?? 0;
    rows[base + SLEPT] = span.slept ?? 0;
    rows[base + COMPUTED] = span.computed ?? 0;
  });
  return { worker: lane, rows, names: [...names.keys()] };
}

function latestTime(spans: readonly SpanObject[]): number {
  let latest = 0;
  for (const { issued = 0, started = 0, ended = 0, settled = 0 } of spans)
    latest = Math.max(latest, issued || 0, started || 0, ended || 0, settled || 0);
  return latest;
}
