import { MOST_ROUNDS, type UnitCost, type UnitCosts } from "./costs";
import { type FanOut, Orchestrator, type Slots } from "./fan-out";
import { SlotHeap } from "./slot-heap";
import { Tally } from "./tally";
import type { Units } from "./units";

/** Turns of computing and waiting that a unit takes at most: of its start, its bodies, its end. */
const MOST_TURNS = MOST_ROUNDS + 2;

/** A slot at work: what it still has to do, in turns, and what for. */
interface Slot {
  /** ms of computing and of waiting in each turn. */
  readonly cpu: Float64Array;
  readonly wait: Float64Array;
  turns: number;
  turn: number;
  cost: UnitCost | undefined;
  group: boolean;
  items: number;
  /** When its bodies began and ended, and its unit began, ms. */
  began: number;
  bodyBegan: number;
  bodyEnded: number;
}

/**
 * Runs a fan-out on one host, whose cores all slots share: with more that compute than there are cores, each gets an equal
 * share (processor sharing, as a fair scheduler of an operating system gives it).
 *
 * Work is kept on two clocks: waits end by the time, computing by the work that each computing slot has got since the
 * beginning, which is the same for all of them.
 */
export function runShared(units: Units, costs: UnitCosts, slots: Slots): FanOut {
  const run = new SharedRun(units, costs, slots);
  return run.toEnd();
}

class SharedRun {
  private now: number;
  /** ms of work that every slot that has computed from the beginning on would have got. */
  private share = 0;
  private readonly computing: SlotHeap;
  private readonly waiting: SlotHeap;
  private readonly all: Slot[] = [];
  /** Slots without work: groups are under way whose items come later. */
  private readonly idle: number[] = [];
  private readonly orchestrator: Orchestrator;
  private readonly tally = new Tally();
  private endMs: number;
  private itemsDone = 0;
  private bodiesMs = 0;

  constructor(
    private readonly units: Units,
    private readonly costs: UnitCosts,
    private readonly slots: Slots,
  ) {
    this.now = slots.from;
    this.endMs = slots.from;
    this.computing = new SlotHeap(slots.count);
    this.waiting = new SlotHeap(slots.count);
    this.orchestrator = new Orchestrator(slots.from);
  }

  toEnd(): FanOut {
    for (let i = 0; i < this.slots.count; i += 1) {
      this.all.push(newSlot());
      if (this.slots.kept) this.startKept(i);
      else this.next(i);
    }
    for (;;) {
      const computed =
        this.computing.size === 0
          ? Number.POSITIVE_INFINITY
          : this.now + (this.computing.time - this.share) * this.slowdown();
      const waited = this.waiting.time;
      if (computed === Number.POSITIVE_INFINITY && waited === Number.POSITIVE_INFINITY) break;
      const until = Math.min(computed, waited);
      this.share += (until - this.now) / this.slowdown();
      this.now = until;
      if (computed <= waited) {
        const i = this.computing.pop();
        const slot = this.all[i] as Slot;
        this.wait(i, slot.wait[slot.turn] as number);
      } else {
        this.turnEnded(this.waiting.pop());
      }
    }
    return { endMs: Math.max(this.endMs, this.orchestrator.leastUntil(this.slots.from)), tally: this.tally };
  }

  /** How many times as long computing takes. */
  private slowdown(): number {
    return Math.max(1, this.computing.size / this.slots.cores);
  }

  private compute(i: number, ms: number): void {
    if (ms > 0) this.computing.push(this.share + ms, i);
    else this.wait(i, (this.all[i] as Slot).wait[(this.all[i] as Slot).turn] as number);
  }

  private wait(i: number, ms: number): void {
    this.waiting.push(this.now + ms, i);
  }

  private startKept(i: number): void {
    const slot = this.all[i] as Slot;
    const { cpu, wait } = this.costs.kept();
    slot.cpu[0] = cpu;
    slot.wait[0] = wait;
    slot.turns = 1;
    slot.turn = 0;
    slot.cost = undefined;
    slot.began = this.now;
    this.compute(i, cpu);
  }

  private turnEnded(i: number): void {
    const slot = this.all[i] as Slot;
    const { cost } = slot;
    slot.turn += 1;
    if (cost) {
      if (slot.turn === 1) slot.bodyBegan = this.now;
      if (slot.turn === 1 + cost.rounds) slot.bodyEnded = this.now;
    }
    // The orchestrator's turn comes before the first.
    if (slot.turn < slot.turns) {
      this.compute(i, slot.cpu[slot.turn] as number);
      return;
    }
    this.unitEnded(i, slot);
  }

  private unitEnded(i: number, slot: Slot): void {
    const { cost } = slot;
    if (cost) {
      // Messages are in the turns of the start and of the last body.
      const body = Math.max(0, slot.bodyEnded - slot.bodyBegan - cost.message / 2);
      const start = Math.max(0, this.now - slot.began - body - cost.message);
      this.tally.add(cost, start, body);
      this.itemsDone += slot.items;
      this.bodiesMs += body;
      this.endMs = Math.max(this.endMs, this.now);
      if (slot.group) {
        this.units.release();
        for (let n = this.units.available; n > 0 && this.idle.length > 0; n -= 1)
          this.next(this.idle.pop() as number);
      }
    } else {
      this.tally.start += this.now - slot.began;
      this.tally.starts += 1;
    }
    this.next(i);
  }

  private next(i: number): void {
    const { units, costs } = this;
    if (units.done) return;
    if (units.waits) {
      this.idle.push(i);
      return;
    }
    const slot = this.all[i] as Slot;
    const unit = units.take(this.itemsDone > 0 ? this.bodiesMs / this.itemsDone : Number.NaN);
    const cost = costs.of(unit);
    slot.cost = cost;
    slot.group = unit.group;
    slot.items = unit.to - unit.from;
    slot.turns = cost.rounds + 2;
    slot.cpu[0] = cost.startCpu;
    slot.wait[0] = cost.startWait + cost.message / 2;
    for (let round = 1; round <= cost.rounds; round += 1) {
      slot.cpu[round] = cost.cpu / cost.rounds;
      slot.wait[round] = cost.wait / cost.rounds + (round === cost.rounds ? cost.message / 2 : 0);
    }
    slot.cpu[cost.rounds + 1] = cost.endCpu;
    slot.wait[cost.rounds + 1] = cost.endWait;
    const sent = this.orchestrator.send(this.now, cost);
    slot.began = sent;
    if (sent > this.now) {
      // Turn −1: it waits for the orchestrator.
      slot.turn = -1;
      this.wait(i, sent - this.now);
    } else {
      slot.turn = 0;
      this.compute(i, cost.startCpu);
    }
  }
}

const newSlot = (): Slot => ({
  cpu: new Float64Array(MOST_TURNS),
  wait: new Float64Array(MOST_TURNS),
  turns: 0,
  turn: 0,
  cost: undefined,
  group: false,
  items: 0,
  began: 0,
  bodyBegan: 0,
  bodyEnded: 0,
});
