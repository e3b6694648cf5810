import { KINDS, type Kind } from "@/lib/model/kind";
import { STATUSES, type Status } from "@/lib/model/status";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import {
  ATTEMPT,
  BYTES_IN,
  BYTES_OUT,
  DISPATCHED,
  ENDED,
  ID,
  INDEX,
  ISSUED,
  type Lane,
  NAME,
  PACKED,
  PARENT,
  pack,
  RECEIVED,
  SETTLED,
  SIZE,
  type SpanBatch,
  STARTED,
  STRIDE,
  WORKER,
} from "@/lib/protocol/rows";
import { TraceBuilder } from "./builder/trace-builder";
import type { Trace } from "./trace";

/** A span row in words, for tests. Left out: a task's first attempt that succeeded, no times, no lane. */
export interface RowSpec {
  readonly id: number;
  readonly parent?: number;
  readonly size?: number;
  readonly name?: string;
  readonly kind?: Kind;
  readonly status?: Status;
  readonly flags?: number;
  readonly strategy?: StrategyName;
  readonly index?: number;
  readonly attempt?: number;
  readonly worker?: number;
  readonly issued?: number;
  readonly dispatched?: number;
  readonly received?: number;
  readonly started?: number;
  readonly ended?: number;
  readonly settled?: number;
  readonly bytesIn?: number;
  readonly bytesOut?: number;
}

/** One batch with a name table of its own; use another `lane` for every batch. */
export function batchOf(lane: number, specs: readonly RowSpec[]): SpanBatch {
  const names: string[] = [];
  const rows = new Float64Array(specs.length * STRIDE);
  specs.forEach((spec, i) => {
    const name = spec.name ?? spec.kind ?? "task";
    let index = names.indexOf(name);
    if (index < 0) index = names.push(name) - 1;
    const row = rows.subarray(i * STRIDE, (i + 1) * STRIDE);
    row[ID] = spec.id;
    row[PARENT] = spec.parent ?? -1;
    row[SIZE] = spec.size ?? 1;
    row[NAME] = index;
    row[PACKED] = pack(
      KINDS.indexOf(spec.kind ?? "task"),
      STATUSES.indexOf(spec.status ?? "succeeded"),
      spec.flags ?? 0,
      STRATEGIES.indexOf(spec.strategy ?? "pooled"),
    );
    row[INDEX] = spec.index ?? -1;
    row[ATTEMPT] = spec.attempt ?? 1;
    row[WORKER] = spec.worker ?? -1;
    row[ISSUED] = spec.issued ?? Number.NaN;
    row[DISPATCHED] = spec.dispatched ?? Number.NaN;
    row[RECEIVED] = spec.received ?? Number.NaN;
    row[STARTED] = spec.started ?? Number.NaN;
    row[ENDED] = spec.ended ?? Number.NaN;
    row[SETTLED] = spec.settled ?? Number.NaN;
    row[BYTES_IN] = spec.bytesIn ?? 0;
    row[BYTES_OUT] = spec.bytesOut ?? 0;
  });
  return { lane, rows, names };
}

/** A finished trace of these rows. */
export function traceOf(
  specs: readonly RowSpec[],
  {
    wallMs = 100,
    workers = 2,
    lanes = [],
  }: { wallMs?: number; workers?: number; lanes?: readonly Lane[] } = {},
): Trace {
  const builder = new TraceBuilder({ workers });
  builder.add(batchOf(0, specs));
  for (const lane of lanes) builder.lane(lane);
  return builder.finish({ wallMs });
}

/** A warm pool lane, ready from the start. */
export function laneOf(lane: number, change: Partial<Lane> = {}): Lane {
  return {
    lane,
    role: lane === 0 ? "driver" : "pool",
    label: "",
    requested: 0,
    ready: 0,
    ended: Number.NaN,
    ...change,
  };
}

/** The row of a span, not of one of its earlier attempts; -1 where there is none. */
export function rowOf(trace: Trace, id: number): number {
  for (let row = 0; row < trace.count; row += 1)
    if (trace.id[row] === id && trace.attemptOf[row] === -1) return row;
  return -1;
}

export const statusOf = (trace: Trace, row: number): Status | undefined => STATUSES[trace.status[row] ?? 0];
