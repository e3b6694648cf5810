import { formatLongDuration } from "@/lib/base/format";
import type { RecordInfo } from "@/lib/trace/record-info";
import type { Trace } from "@/lib/trace/trace";
import { modelOf, type RecordModel } from "./model";
import { type Costs, fitted, replay, type Settings } from "./replay";

/** A change of a recorded run. */
export type Change =
  /** Another number of steps at a time, each in a worker of its own as before. */
  | { readonly kind: "limit"; readonly slots: number }
  /** Every worker starts in this time. */
  | { readonly kind: "start"; readonly startMs: number }
  /** So many workers that start once and are kept. @param perItemMs what handing over an item costs */
  | { readonly kind: "pool"; readonly slots: number; readonly perItemMs: number }
  /** All steps in one process, one after the other. */
  | { readonly kind: "one process" }
  /** Bodies take this many times as long. */
  | { readonly kind: "bodies"; readonly times: number }
  /** No attempt fails that was tried again. */
  | { readonly kind: "no failures" };

export type WhatIf =
  | {
      readonly ok: true;
      readonly wallMs: number;
      /** The time lies between these, if what the model assumes holds. */
      readonly lowMs: number;
      readonly highMs: number;
      /** What it assumes, in words. */
      readonly assumes: readonly string[];
    }
  /** Why the record does not answer it. */
  | { readonly ok: false; readonly reason: string };

/** Two real runs of one job with the same settings differed by this. */
const BETWEEN_RUNS = 0.08;
/** As of any simulation: where it misses the recorded run by more, it says nothing about others. */
const MAX_MISS = 0.15;
/** Steps at a time that it answers for, as a multiple of those recorded: past it, other things hold a run up. */
const MAX_MORE = 4;

/**
 * Starts compute all the time (they import modules), or a part of it is waiting; bodies only wait, or compute for half of
 * it. No record says which.
 */
const CENTRE: readonly [computes: number, bodyComputes: number] = [1, 0];
const CORNERS: readonly (readonly [computes: number, bodyComputes: number])[] = [
  [0.8, 0],
  [1, 0.5],
  [0.8, 0.5],
];

interface Prepared {
  readonly model: RecordModel;
  readonly centre: Costs;
  readonly corners: readonly Costs[];
}

const prepared = new WeakMap<Trace, Map<number, Prepared | { readonly refused: string }>>();

function prepare(trace: Trace, cores: number | undefined): Prepared | { readonly refused: string } {
  const known = prepared.get(trace) ?? new Map<number, Prepared | { readonly refused: string }>();
  prepared.set(trace, known);
  const key = cores ?? Number.NaN;
  let found = known.get(key);
  if (!found) {
    found = fittedTo(trace, cores);
    known.set(key, found);
  }
  return found;
}

function fittedTo(trace: Trace, cores: number | undefined): Prepared | { readonly refused: string } {
  const model = modelOf(trace, cores);
  if ("refused" in model) return model;
  const centre = fitted(model, ...CENTRE);
  const again = replay(model, centre, asRecorded(model)).wallMs;
  const miss = Math.abs(again / model.wallMs - 1);
  if (miss > MAX_MISS)
    return {
      refused: `The model misses the recorded run itself by ${Math.round(miss * 100)}%: something else than slots and starts held it up.`,
    };
  return { model, centre, corners: CORNERS.map((corner) => fitted(model, ...corner)) };
}

const asRecorded = (model: RecordModel): Settings => ({
  slots: model.limit,
  workers: "fresh",
  bodies: 1,
  perItemMs: 0,
});

/** @param cores of the host that workers shared, where the record does not say */
export function whatIf(trace: Trace, change: Change, cores: number | undefined): WhatIf {
  const unknown = trace.record && notIn(trace.record, change);
  if (unknown !== undefined) return { ok: false, reason: unknown };
  const found = prepare(trace, cores);
  if ("refused" in found) return { ok: false, reason: found.refused };
  const { model, centre, corners } = found;
  const slots = change.kind === "limit" || change.kind === "pool" ? change.slots : model.limit;
  if (change.kind === "limit" && slots > MAX_MORE * model.limit)
    return {
      ok: false,
      reason: `The run had ${model.limit} at a time. A record cannot predict more than ${MAX_MORE * model.limit}.`,
    };
  const variants = settingsFor(model, change, slots);
  const [first] = variants as [Settings];
  const wallMs = replay(model, centre, first).wallMs;
  const all = [
    wallMs,
    ...variants.slice(1).map((each) => replay(model, centre, each).wallMs),
    ...corners.flatMap((costs) => variants.map((each) => replay(model, costs, each).wallMs)),
  ];
  return {
    ok: true,
    wallMs,
    lowMs: Math.min(...all) * (1 - BETWEEN_RUNS),
    highMs: Math.max(...all) * (1 + BETWEEN_RUNS),
    assumes: assumptions(model, change),
  };
}

const NO_STARTS = "All steps ran in one process: the record does not show what starting a worker costs.";

/** Below so many steps of its clock, a record gives no answer. */
const CLOCK_STEPS = 10;

/** @returns why a record has no answer to this, whatever its times are */
function notIn({ inProcess, medians, resolutionMs }: RecordInfo, { kind }: Change): string | undefined {
  if (inProcess && (kind === "limit" || kind === "start" || kind === "pool")) return NO_STARTS;
  if (kind === "bodies" && (medians.body ?? 0) < CLOCK_STEPS * resolutionMs)
    return `Work took ${formatLongDuration(medians.body ?? 0)} in the median. That is less than ten times the resolution of the record (${formatLongDuration(resolutionMs)}).`;
  return undefined;
}

/** The first is the likely one; the others are as possible. */
function settingsFor(model: RecordModel, change: Change, slots: number): readonly Settings[] {
  const same = { ...asRecorded(model), slots };
  switch (change.kind) {
    case "limit":
      return [same];
    case "start": {
      const starts = model.units.reduce((sum, { start }) => sum + start, 0) / model.units.length;
      // What starts faster may also end faster: the gap between two steps of a slot is the end of a worker.
      const gaps = starts > 0 ? Math.min(1, change.startMs / starts) : 1;
      return [
        { ...same, startMs: change.startMs },
        { ...same, startMs: change.startMs, gaps },
      ];
    }
    case "pool":
      return [{ ...same, workers: "kept", perItemMs: change.perItemMs }];
    case "one process":
      return [model.inProcess ? same : { ...same, slots: 1, workers: "none" }];
    case "bodies":
      return [{ ...same, bodies: change.times }];
    case "no failures":
      return [{ ...same, withoutFailures: true }];
  }
}

function assumptions(model: RecordModel, change: Change): readonly string[] {
  const shared = Number.isFinite(model.cores);
  return [
    ...(model.inProcess
      ? []
      : shared
        ? [`workers share ${model.cores} cores; starts compute, and steps mostly wait`]
        : ["each worker has its own host"]),
    ...(change.kind === "pool"
      ? ["each worker of the pool starts once, as fast as those recorded", "as many steps fit into memory"]
      : []),
    ...(change.kind === "one process" ? ["steps take as long as in workers"] : []),
    ...(change.kind === "start"
      ? ["the time between two steps of a slot stays, or shrinks with the start"]
      : []),
    "steps take as long as recorded, apart from sharing cores",
    "two runs with the same settings differ by 8%",
  ];
}

interface BestChange {
  readonly change: Change;
  readonly answer: WhatIf & { readonly ok: true };
}

export interface BestAnswer {
  /** Undefined where none helps for certain. */
  readonly best?: BestChange | undefined;
  /** Why the record does not answer it. */
  readonly refused?: string;
}

/** The change that helps most, of those that need no other program. */
export function bestChange(trace: Trace, cores: number | undefined): BestAnswer {
  const found = prepare(trace, cores);
  if ("refused" in found) return found;
  if (found.model.inProcess) return { refused: NO_STARTS };
  const { limit } = found.model;
  const changes: readonly Change[] = [
    { kind: "pool", slots: limit, perItemMs: 0 },
    { kind: "limit", slots: 2 * limit },
    { kind: "one process" },
  ];
  let best: BestChange | undefined;
  for (const change of changes) {
    const answer = whatIf(trace, change, cores);
    if (!answer.ok || answer.highMs >= trace.wallMs) continue;
    if (!best || answer.wallMs < best.answer.wallMs) best = { change, answer };
  }
  return { best };
}
