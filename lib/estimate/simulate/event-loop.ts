import { type Draws, EXACT_ITEMS } from "../draws";
import { SlotHeap } from "./slot-heap";

/** How long one thread has items from … to − 1: it computes one at a time, and what waits overlaps. Times in ms. */
export interface LoopTime {
  readonly cpu: number;
  /** After the thread has computed: the last ones still wait. */
  readonly tail: number;
}

/** Items from the end of which one may still wait when the last one has computed; of those before nobody waits that long. */
const lateItems = (waits: number): number =>
  waits < 1 ? Math.max(256, 16 / (1 - waits)) : Number.POSITIVE_INFINITY;

/**
 * Items on an event loop, each of which computes first and then waits.
 *
 * @param waits share of an item's time in which it waits
 * @param limit items under way at a time
 */
export function eventLoop(draws: Draws, from: number, to: number, waits: number, limit: number): LoopTime {
  const step = Math.max(1, Math.ceil((to - from) / EXACT_ITEMS));
  const entries = Math.ceil((to - from) / step);
  if (limit < entries) return limitedLoop(draws, from, to, waits, limit, step);
  const late = Math.max(from, to - Math.ceil(lateItems(waits)) * step);
  const before = draws.demand(from, late);
  let cpu = (1 - waits) * (before.workMs + before.reworkMs);
  let end = 0;
  for (let item = late; item < to; item += step) {
    const next = Math.min(to, item + step);
    const { workMs, reworkMs } = draws.demand(item, next);
    const ms = workMs + reworkMs;
    cpu += (1 - waits) * ms;
    // Neighbours that were taken together wait at the same time.
    end = Math.max(end, cpu + (waits * ms) / (next - item));
  }
  return { cpu, tail: Math.max(0, end - cpu) };
}

/** The same where a limit makes items wait for those before: the next one begins when one of them is over. */
function limitedLoop(
  draws: Draws,
  from: number,
  to: number,
  waits: number,
  limit: number,
  step: number,
): LoopTime {
  const slots = new SlotHeap(limit);
  let thread = 0;
  let cpu = 0;
  let end = 0;
  for (let item = from; item < to; item += step) {
    const { workMs, reworkMs } = draws.demand(item, Math.min(to, item + step));
    const ms = workMs + reworkMs;
    if (slots.size >= limit) {
      thread = Math.max(thread, slots.time);
      slots.pop();
    }
    cpu += (1 - waits) * ms;
    thread += (1 - waits) * ms;
    slots.push(thread + waits * ms, 0);
    end = Math.max(end, thread + waits * ms);
  }
  return { cpu, tail: Math.max(0, end - cpu) };
}
