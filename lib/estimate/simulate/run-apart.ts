import type { UnitCost, UnitCosts } from "./costs";
import { type FanOut, Orchestrator, type Slots } from "./fan-out";
import { SlotHeap } from "./slot-heap";
import { Tally } from "./tally";
import type { Units } from "./units";

/** Runs a fan-out on slots that do not hold one another up: each unit takes as long as it costs. */
export function runApart(units: Units, costs: UnitCosts, slots: Slots): FanOut {
  const free = new SlotHeap(slots.count);
  const tally = new Tally();
  for (let slot = 0; slot < slots.count; slot += 1) {
    let ready = slots.from;
    if (slots.kept) {
      const start = costs.kept();
      ready += start.cpu + start.wait;
      tally.start += start.cpu + start.wait;
      tally.starts += 1;
    }
    free.push(ready, slot);
  }
  const orchestrator = new Orchestrator(slots.from);
  const groups = new SlotHeap(slots.groups);
  /** Slots without work: groups are under way whose items come later. */
  const idle: number[] = [];
  let endMs = slots.kept ? free.time : slots.from;
  let items = 0;
  let bodies = 0;
  while (!units.done) {
    if (groups.size > 0 && groups.time <= free.time) {
      const now = groups.time;
      groups.pop();
      units.release();
      for (let n = units.available; n > 0 && idle.length > 0; n -= 1) free.push(now, idle.pop() as number);
      continue;
    }
    const now = free.time;
    const slot = free.pop();
    if (units.waits) {
      idle.push(slot);
      continue;
    }
    const unit = units.take(items > 0 ? bodies / items : Number.NaN);
    const cost = costs.of(unit);
    const { body, rest } = lengthOf(cost);
    const begun = orchestrator.send(now, cost);
    const end = begun + body + rest + cost.message;
    tally.add(cost, rest, body);
    if (unit.group) groups.push(end, 0);
    items += unit.to - unit.from;
    bodies += body;
    endMs = Math.max(endMs, end);
    free.push(end, slot);
  }
  return { endMs: Math.max(endMs, orchestrator.leastUntil(slots.from)), tally };
}

export const lengthOf = (cost: UnitCost): { readonly body: number; readonly rest: number } => ({
  body: cost.cpu + cost.wait,
  rest: cost.startCpu + cost.startWait + cost.endCpu + cost.endWait,
});
