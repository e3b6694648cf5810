import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import type { StrategyName } from "@/lib/model/strategy";
import { type Capacity, workersOf } from "../capacity";
import type { Draws } from "../draws";
import type { Numbers } from "../numbers";
import type { Parts } from "../outcome";
import { UnitCosts } from "./costs";
import { eventLoop } from "./event-loop";
import type { FanOut, Slots } from "./fan-out";
import { lengthOf, runApart } from "./run-apart";
import { runShared } from "./run-shared";
import { Units } from "./units";

/** One draw of one strategy. Times in ms. */
export interface Simulated {
  readonly wallMs: number;
  readonly parts: Parts;
  readonly capacity: Capacity;
  readonly workerStarts: number;
  readonly opRuns: number;
  readonly workerMs: number;
  readonly lost: number;
}

/** A fan-out with its steps before and after, under one strategy, in virtual time. */
export function simulate(numbers: Numbers, strategy: StrategyName, draws: Draws): Simulated {
  return strategyNamed(strategy).runs === "inline"
    ? inOneProcess(numbers, strategy, draws)
    : onWorkers(numbers, strategy, draws);
}

/** Nothing starts and nothing is sent: the process that asks runs it all. */
function inOneProcess(numbers: Numbers, strategy: StrategyName, draws: Draws): Simulated {
  const { work, place } = numbers;
  const capacity = workersOf(numbers, strategy);
  const demand = draws.demand(0, work.items);
  const body = demand.workMs + demand.reworkMs;
  const loop = isOneAtATime(strategyNamed(strategy))
    ? { cpu: body, tail: 0 }
    : eventLoop(draws, 0, work.items, work.waits, capacity.parallel);
  const fanOut = loop.cpu + loop.tail;
  const rework = body > 0 ? (fanOut * demand.reworkMs) / body : 0;
  const steps = work.beforeMs + work.afterMs;
  return {
    wallMs: place.delayMs + steps + fanOut,
    parts: { start: 0, message: 0, queue: place.delayMs, work: steps + fanOut - rework, rework },
    capacity,
    workerStarts: 0,
    opRuns: 1,
    workerMs: steps + fanOut,
    lost: draws.lost,
  };
}

function onWorkers(numbers: Numbers, strategy: StrategyName, draws: Draws): Simulated {
  const { work, place } = numbers;
  const value = strategyNamed(strategy);
  const kept = value.runs === "pool";
  const nestedInside = value.insideMessage !== undefined;
  const capacity = workersOf(numbers, strategy);
  const used = kept ? capacity.pool : capacity.parallel;
  const costs = new UnitCosts(numbers, strategy, draws);
  const units = new Units(numbers, strategy, used, draws.exact);
  const steps = [work.beforeMs, work.afterMs].map((ms) => (ms > 0 ? costs.step(ms) : undefined));
  const [before, after] = steps.map((cost) => (cost ? stepMs(cost) : 0)) as [number, number];
  const slots: Slots = {
    count: used,
    from: place.delayMs + before,
    kept,
    groups: nestedInside ? 1 : Math.min(work.groups, work.items),
    cores: place.cores,
  };
  const { endMs, tally }: FanOut =
    place.hosts === "shared" && place.cores < used
      ? runShared(units, costs, slots)
      : runApart(units, costs, slots);
  const wallMs = endMs + after;
  // Averages over the slots.
  let start = tally.start / used;
  let message = tally.message / used;
  let working = tally.work / used;
  const rework = tally.rework / used;
  let busy = tally.start + tally.message + tally.work + tally.rework;
  let starts = tally.starts;
  for (const cost of steps) {
    if (!cost) continue;
    const { body, rest } = lengthOf(cost);
    start += rest;
    message += cost.message;
    working += body;
    busy += rest + cost.message + body;
    starts += cost.starts;
  }
  const asked = slots.groups > 1 ? slots.groups : 0;
  const opRuns = {
    workflow: 1,
    item: work.items + asked,
    map: slots.groups + asked,
    message: tally.messages,
  };
  return {
    wallMs,
    parts: {
      start,
      message,
      work: working,
      rework,
      queue: Math.max(0, wallMs - start - message - working - rework),
    },
    capacity,
    workerStarts: Math.round(starts),
    opRuns: opRuns[value.opRun] + steps.filter(Boolean).length,
    // Kept workers are held until all is done; fresh ones as long as they work.
    workerMs: kept ? used * (wallMs - place.delayMs) : busy,
    lost: draws.lost,
  };
}

const stepMs = (cost: Parameters<typeof lengthOf>[0]): number => {
  const { body, rest } = lengthOf(cost);
  return cost.dispatchAll + rest + cost.message + body;
};
