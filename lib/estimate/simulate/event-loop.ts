import { type Draws, EXACT_ITEMS } from "../draws";
import { SlotHeap } from "./slot-heap";

/** How long one thread has items from … to − 1: it computes one at a time, and what waits overlaps. Times in ms. */
export interface LoopTime {
  readonly cpu: number;
  /** After the thread has computed: the last ones still wait. */
  readonly tail: number;
}

/**
 * Items on an event loop, each of which computes first and then waits.
 *
 * @param waits share of an item's time in which it waits
 * @param limit items under way at a time
 */
export function eventLoop(draws: Draws, from: number, to: number, waits: number, limit: number): LoopTime {
  const step = Math.max(1, Math.ceil((to - from) / EXACT_ITEMS));
  const entries = Math.ceil((to - from) / step);
  const limited = limit < entries;
  const slots = new SlotHeap(limited ? limit : 1);
  let thread = 0;
  let cpu = 0;
  let end = 0;
  for (let item = from; item < to; item += step) {
    const next = Math.min(to, item + step);
    const { workMs, reworkMs } = draws.demand(item, next);
    const ms = workMs + reworkMs;
    // Neighbours that were taken together wait one after the other only where a limit makes them.
    const waited = (waits * ms) / (limited ? 1 : next - item);
    if (limited && slots.size >= limit) {
      thread = Math.max(thread, slots.time);
      slots.pop();
    }
    cpu += (1 - waits) * ms;
    thread += (1 - waits) * ms;
    if (limited) slots.push(thread + waited, 0);
    end = Math.max(end, thread + waited);
  }
  return { cpu, tail: Math.max(0, end - cpu) };
}
