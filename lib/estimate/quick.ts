import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import type { StrategyName } from "@/lib/model/strategy";
import { itemsPerMessage, workersOf } from "./capacity";
import { Draws, EXACT_ITEMS } from "./draws";
import { deviationOf, meanOf } from "./durations";
import { expectedFailures } from "./failing";
import type { Numbers } from "./numbers";
import { simulate } from "./simulate/simulate";

/** Waves and units that are simulated, where durations differ; where they do not, two waves say it all. */
const WAVES = 25;
const UNITS = 2_048;
const EQUAL_WAVES = 2;
const MOST_UNITS = 8_192;
/** Items with a draw of their own, where the sum of many decides. */
const MOST_DRAWS = 8_192;
/** Items of which the time in one process is drawn; the others take the mean. */
const INLINE_DRAWS = 2_048;

/**
 * Wall time, ms, in about a millisecond: the first and the last waves are simulated, and those between them added by what
 * a wave takes when all slots are busy. Exact where all durations are equal; else within 2% of the whole simulation, which a
 * test holds.
 */
export function quickWallMs(numbers: Numbers, name: StrategyName): number {
  const strategy = strategyNamed(name);
  const { items } = numbers.work;
  if (strategy.runs === "inline") return inlineWallMs(numbers, name);
  // Guided chunks are few, however many items there are.
  const guided = strategy.runs === "pool" && numbers.chunk === "auto" && numbers.work.groups === 1;
  if (guided) return wallMs(numbers, name, items);
  const slots = workersOf(numbers, name).parallel;
  const per = itemsPerMessage(numbers, name, slots);
  const wave = slots * per;
  const most = Math.max(EQUAL_WAVES, Math.floor(MOST_UNITS / slots));
  const more = overlapsInside(numbers, name) ? undefined : itemMs(numbers, name, slots, per);
  const even = more !== undefined && isEven(numbers);
  const waves = even ? EQUAL_WAVES : Math.min(Math.max(WAVES, Math.ceil(UNITS / slots)), most);
  // As many items are left over in the last wave as there really are.
  const skipped = Math.max(0, Math.floor(items / wave) - waves) * wave;
  const some = wallMs(numbers, name, items - skipped);
  if (skipped === 0) return some;
  if (more !== undefined) return some + skipped * more;
  // By what more waves take.
  const fewer = Math.ceil(waves / 2) * wave;
  return some + (skipped / fewer) * (some - wallMs(numbers, name, items - skipped - fewer));
}

/** On an event loop what waits overlaps, for which there is no formula. */
const overlapsInside = ({ work }: Numbers, name: StrategyName): boolean =>
  strategyNamed(name).insideMessage !== undefined && work.waits > 0;

/** By one draw of the simulation, in which neighbours share draws where they are many. */
function wallMs(numbers: Numbers, strategy: StrategyName, items: number): number {
  const { work } = numbers;
  const groups = work.groups === 1 ? 1 : Math.max(1, Math.round((work.groups * items) / work.items));
  const some = { ...numbers, work: { ...work, items, groups } };
  const exact = tailDecides(numbers, strategy) ? EXACT_ITEMS : MOST_DRAWS;
  return simulate(some, strategy, drawsOf(some, exact)).wallMs;
}

/** On an event loop that computes little, the longest wait of its items decides: each of them needs its own draw. */
function tailDecides(numbers: Numbers, strategy: StrategyName): boolean {
  if (!overlapsInside(numbers, strategy)) return false;
  const slots = workersOf(numbers, strategy).parallel;
  return (1 - numbers.work.waits) * itemsPerMessage(numbers, strategy, slots) < FEW_INSIDE;
}

/** Items whose computing time one wait may be longer than. */
const FEW_INSIDE = 32;

let last: { readonly key: string; readonly draws: Draws } | undefined;

/** The strategies that are compared have the same draws: they are made once. */
function drawsOf(numbers: Numbers, exact: number): Draws {
  const key = JSON.stringify([numbers.work, numbers.place.start, numbers.seed, exact]);
  if (last?.key !== key) last = { key, draws: new Draws(numbers, 0, exact) };
  return last.draws;
}

const isEven = ({ work, place }: Numbers): boolean =>
  deviationOf(work.item) === 0 && deviationOf(place.start) === 0 && work.failures === 0;

/** Cores decide from this many times the demand of the slots on, and slots if they are asked for as many times more. */
const CORES_BOUND = 1.25;
const SLOTS_BOUND = 4;

/**
 * What one item more takes while all slots are busy, ms of wall time: the slots', the cores' or the orchestrator's, by the
 * asymptotic bounds of closed queueing networks (Denning and Buzen 1978). Undefined between them.
 */
function itemMs(numbers: Numbers, strategy: StrategyName, slots: number, per: number): number | undefined {
  const { work, place } = numbers;
  const { runs, retries, insideMessage } = strategyNamed(strategy);
  const failed = expectedFailures(work.failures, work.retries);
  const attempts = attemptsOf(numbers);
  const body = attempts * meanOf(work.item);
  // Workers and messages that an item needs.
  const fresh = runs === "fresh" ? (retries === "scheduler" ? attempts : 1 / per) : 0;
  const messages = runs === "fresh" ? fresh : failed + 1 / per;
  const start = fresh * meanOf(place.start);
  const end = fresh * place.endMs;
  const bytes = (retries === "scheduler" ? attempts : 1) * work.bytesIn + work.bytesOut;
  const message = 2 * place.messageMs * messages + place.byteMs * bytes;
  // Op runs of groups, without bodies.
  const groups = insideMessage === undefined && work.groups > 1 ? work.groups / work.items : 0;
  const group = groups * (2 * place.messageMs + (runs === "fresh" ? meanOf(place.start) + place.endMs : 0));
  const bySlots = Math.max(
    (group + start + end + message + body) / slots,
    place.dispatchMs * (messages + groups),
  );
  if (place.hosts === "separate" || slots <= place.cores) return bySlots;
  const groupCpu = runs === "fresh" ? groups * (meanOf(place.start) + place.endMs) : 0;
  const byCores = (place.startCpu * (start + end + groupCpu) + (1 - work.waits) * body) / place.cores;
  if (byCores >= CORES_BOUND * bySlots) return byCores;
  return bySlots >= SLOTS_BOUND * byCores ? bySlots : undefined;
}

function inlineWallMs(numbers: Numbers, strategy: StrategyName): number {
  const { work } = numbers;
  const few = Math.min(work.items, INLINE_DRAWS);
  const some = wallMs(numbers, strategy, few);
  const body = attemptsOf(numbers) * meanOf(work.item);
  const { parallel } = workersOf(numbers, strategy);
  const overlapping = Math.max((1 - work.waits) * body, parallel < work.items ? body / parallel : 0);
  return some + (work.items - few) * (isOneAtATime(strategyNamed(strategy)) ? body : overlapping);
}

/** Expected attempts of an item, those that fail among them. */
const attemptsOf = ({ work: { failures, retries } }: Numbers): number =>
  expectedFailures(failures, retries) + 1 - failures ** (retries + 1);
