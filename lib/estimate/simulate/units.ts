import { strategyNamed } from "@/lib/engine/strategies";
import type { StrategyName } from "@/lib/model/strategy";
import { EXACT_ITEMS } from "../draws";
import type { Numbers } from "../numbers";

/** Batches that each slot gets, at least, before they shrink to single messages. */
const FEWEST_BATCHES = 4;
const MOST_BATCHES = 32;

/** Items from … to − 1, which one worker runs. */
export interface Unit {
  readonly from: number;
  readonly to: number;
  /** The op run of a group: without items, it makes those of a group available. */
  readonly group: boolean;
}

/**
 * A fan-out's messages in the order in which the engine sends them. Under strategies with a message per item, and with more
 * items than are simulated one by one, a unit is as many of them as one slot takes in a row; they shrink to single items
 * towards the end, so that no wave is lost.
 */
export class Units {
  /** Items in messages so far. */
  private next = 0;
  private readonly strategy;
  /** Fan-outs, one for each group; one where a group is an entry of the outer one. */
  private readonly maps: number;
  /** Fan-outs whose op run has been there, and those that have been asked for. */
  private open: number;
  private asked: number;
  /** Items of one entry of a fan-out. */
  private readonly per: number;
  private readonly batches: number;

  constructor(
    private readonly numbers: Numbers,
    name: StrategyName,
    private readonly slots: number,
    /** Items up to which each is a unit. */
    exact: number,
  ) {
    this.strategy = strategyNamed(name);
    const { items } = numbers.work;
    const groups = Math.min(numbers.work.groups, items);
    const groupsInside = groups > 1 && this.strategy.insideMessage !== undefined;
    this.per = groupsInside ? items / groups : 1;
    this.maps = groupsInside ? 1 : groups;
    this.open = this.maps > 1 ? 0 : 1;
    this.asked = this.open;
    const batching = this.strategy.opRun === "item" && items > exact;
    this.batches = batching ? Math.max(FEWEST_BATCHES, Math.min(MOST_BATCHES, EXACT_ITEMS / slots / 2)) : 0;
  }

  /** Everything has been taken. */
  get done(): boolean {
    return this.next >= this.numbers.work.items;
  }

  /** Nothing can be taken before a group's op run has been there. */
  get waits(): boolean {
    return this.next >= this.endOf(this.open) && this.asked >= this.maps;
  }

  /** A group's op run has been there. */
  release(): void {
    this.open += 1;
  }

  /** Items before groups: the engine takes the deepest first. @param meanMs of an item so far, NaN before the first */
  take(meanMs: number): Unit {
    const { next } = this;
    if (next >= this.endOf(this.open)) {
      this.asked += 1;
      return { from: next, to: next, group: true };
    }
    this.next += this.size(meanMs);
    return { from: next, to: this.next, group: false };
  }

  private size(meanMs: number): number {
    const { next, per, slots } = this;
    const map = Math.min(this.maps - 1, Math.floor(((next + 0.5) * this.maps) / this.numbers.work.items));
    const left = this.endOf(map + 1) - next;
    if (this.batches > 0) return Math.min(left, Math.max(1, Math.floor(left / (slots * this.batches))));
    const asked = this.strategy.itemsPerMessage({
      rule: this.numbers.chunk,
      isDynamicTask: false,
      n: Math.ceil((this.endOf(map + 1) - this.endOf(map)) / per),
      remaining: Math.ceil(left / per),
      slots,
      meanMs,
    });
    return Math.max(1, Math.min(left, Math.round(asked * per)));
  }

  /** Items of the first fan-outs. */
  private endOf(maps: number): number {
    return Math.round((this.numbers.work.items * maps) / this.maps);
  }
}
