import { strategyOf } from "@/lib/engine/strategies";
import type { Trace } from "@/lib/trace/trace";
import { type Bodies, bodiesOf } from "../time/bodies";
import { lifeOf } from "../time/breakdown";
import { type Message, messagesOf } from "../time/messages";

/** Quartiles of a cost over its occurrences in a run, ms. */
export interface Cost {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  /** How many it was read from; with 0 the others are 0. */
  readonly n: number;
}

/** A message takes `fixed + perByte × bytes`, ms. */
export interface TransferCost {
  readonly fixed: Cost;
  readonly perByte: number;
}

/** What carrying out calls on workers cost in a run, besides the bodies. */
export interface Costs {
  /** Every start of a worker, ms, ascending. Empty where all were warm. */
  readonly spawns: readonly number[];
  readonly spawn: Cost;
  readonly there: TransferCost;
  readonly back: TransferCost;
  /** Between two items of one chunk, ms per item. */
  readonly perItem: Cost;
  /** What a message has its lane for once that is ready, ms: its bodies, and all besides. Means. */
  readonly held: { readonly bodies: number; readonly besides: number };
  /** The scheduler's own time for one message, ms: it sends one after the other. */
  readonly perDispatch: Cost;
}

export function costsOf(
  trace: Trace,
  bodies: Bodies = bodiesOf(trace),
  messages: readonly Message[] = messagesOf(trace, bodies),
): Costs {
  const ready = new Map(trace.lanes.map((lane) => [lane.lane, lifeOf(lane, trace.wallMs).ready]));
  const spawns = trace.lanes
    .filter((lane) => lane.role !== "driver" && lane.ready > 0)
    .map((lane) => lane.ready - lane.requested)
    .filter((ms) => ms >= 0)
    .sort((a, b) => a - b);
  const there: Sample[] = [];
  const back: Sample[] = [];
  const perItem: number[] = [];
  const held = { bodies: 0, besides: 0, n: 0 };
  messages.forEach((message) => {
    const { lane, dispatched, received, started, ended, settled, items, compute } = message;
    const taken = Math.max(dispatched, ready.get(lane) ?? 0);
    sample(there, message.bytesIn, received - taken);
    if (settled - taken >= compute) {
      held.bodies += compute;
      held.besides += settled - taken - compute;
      held.n += 1;
    }
    sample(back, message.bytesOut, settled - ended);
    const inParallel = strategyOf(trace.strategy[message.rows[0] ?? 0] as number).insideMessage !== undefined;
    // Longer than its bodies by more than half: it waited for nested calls, which is not the worker's cost.
    const around = ended - started - compute;
    if (items > 1 && !inParallel && around >= 0 && around <= compute / 2) perItem.push(around / items);
  });
  const gaps = burstGaps(messages);
  return {
    spawns,
    spawn: quartiles(spawns),
    there: transferCost(there),
    back: transferCost(back),
    perItem: quartiles(perItem),
    held: { bodies: held.bodies / Math.max(1, held.n), besides: held.besides / Math.max(1, held.n) },
    perDispatch: gaps.length < 8 ? { low: 0, mid: 0, high: 0, n: gaps.length } : trimmedMean(gaps),
  };
}

/** Dispatches further apart than this were not sent in one go. */
const BURST_MS = 2;

/** ms between dispatches that followed one another with no result in between that could have caused the second. */
function burstGaps(messages: readonly Message[]): number[] {
  const settled = messages.map((message) => message.settled).sort((a, b) => a - b);
  const gaps: number[] = [];
  let arrived = 0;
  for (let i = 1; i < messages.length; i += 1) {
    const before = messages[i - 1]?.dispatched ?? Number.NaN;
    const now = messages[i]?.dispatched ?? Number.NaN;
    while (arrived < settled.length && (settled[arrived] as number) < before) arrived += 1;
    const between = (settled[arrived] ?? Number.POSITIVE_INFINITY) <= now;
    if (!between && now - before <= BURST_MS) gaps.push(now - before);
  }
  return gaps;
}

interface Sample {
  readonly bytes: number;
  readonly ms: number;
}

function sample(samples: Sample[], bytes: number, ms: number): void {
  if (Number.isFinite(ms) && ms >= 0) samples.push({ bytes, ms });
}

/** Fewer messages, or a narrower range of sizes, do not show what a byte costs. */
const SLOPE_MIN_MESSAGES = 8;
const SLOPE_MIN_RANGE_BYTES = 16_384;

/**
 * A line through the medians of the smaller and of the larger half of the messages (Brown and Mood's median line), so
 * that a few slow messages do not tilt it. No slope where the sizes do not differ enough to show one.
 */
function transferCost(samples: readonly Sample[]): TransferCost {
  const sorted = [...samples].sort((a, b) => a.bytes - b.bytes);
  const half = sorted.length >> 1;
  const [small, large] = [sorted.slice(0, half), sorted.slice(sorted.length - half)];
  const range = mid(large.map(({ bytes }) => bytes)) - mid(small.map(({ bytes }) => bytes));
  const slope =
    sorted.length >= SLOPE_MIN_MESSAGES && range >= SLOPE_MIN_RANGE_BYTES
      ? Math.max(0, (mid(large.map(({ ms }) => ms)) - mid(small.map(({ ms }) => ms))) / range)
      : 0;
  return { fixed: quartiles(sorted.map(({ bytes, ms }) => Math.max(0, ms - slope * bytes))), perByte: slope };
}

const mid = (values: readonly number[]): number => quartiles(values).mid;

function quartiles(values: readonly number[]): Cost {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const at = (q: number): number => sorted[Math.min(n - 1, Math.floor(q * n))] ?? 0;
  return {
    low: at(0.25),
    mid: n % 2 === 0 && n > 0 ? (at(0.5) + (sorted[n / 2 - 1] ?? 0)) / 2 : at(0.5),
    high: at(0.75),
    n,
  };
}

/** A coarse clock reads most short gaps as 0 and some as one step: their mean tells what their median cannot. */
function trimmedMean(values: readonly number[]): Cost {
  const sorted = [...values].sort((a, b) => a - b);
  const kept = sorted.slice(0, Math.ceil(sorted.length * 0.9));
  const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
  return { low: mean / 2, mid: mean, high: mean * 2, n: values.length };
}
