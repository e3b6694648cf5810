import { strategyNamed } from "@/lib/engine/strategies";
import type { StrategyName } from "@/lib/model/strategy";
import { EXACT_ITEMS } from "../draws";
import type { Numbers } from "../numbers";

/** Batches that each slot gets, at least, before they shrink to single messages. */
const FEWEST_BATCHES = 4;
const MOST_BATCHES = 32;

/** Items from … to − 1, which one slot takes. */
export interface Unit {
  readonly from: number;
  readonly to: number;
  /** One, or as many as are taken together, and items of each but the last. */
  readonly messages: number;
  readonly perMessage: number;
  /** The op run of a group: without items, it makes those of a group available. */
  readonly group: boolean;
}

/**
 * A fan-out's messages in the order in which the engine sends them. Where they are more than are simulated one by one, a unit is
 * as many of them as one slot takes in a row; such batches shrink to single messages towards the end, so that no wave is lost.
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
  /** Items of each message where there are so many that they are taken in batches; else undefined. */
  private readonly batched: number | undefined;
  /** Batches that each slot gets, at least. */
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
    const each = this.typicalMessage();
    this.batched = items / each > exact ? each : undefined;
    this.batches = Math.max(FEWEST_BATCHES, Math.min(MOST_BATCHES, EXACT_ITEMS / slots / 2));
  }

  /** Items of a message as most are. Guided chunks of one fan-out are few, however many items it has. */
  private typicalMessage(): number {
    const { chunk, work } = this.numbers;
    if (this.strategy.opRun === "item") return 1;
    if (chunk !== "auto") return chunk * this.per;
    return this.maps === 1 ? work.items : Math.max(1, work.items / this.maps / (2 * this.slots));
  }

  /** Everything has been taken. */
  get done(): boolean {
    return this.next >= this.numbers.work.items;
  }

  /** Nothing can be taken before a group's op run has been there. */
  get waits(): boolean {
    return this.next >= this.endOf(this.open) && this.asked >= this.maps;
  }

  /** Items that could be in messages now. */
  get available(): number {
    return this.endOf(this.open) - this.next;
  }

  /** A group's op run has been there. */
  release(): void {
    this.open += 1;
  }

  /** Items before groups: the engine takes the deepest first. @param meanMs of an item so far, NaN before the first */
  take(meanMs: number): Unit {
    const from = this.next;
    if (from >= this.endOf(this.open)) {
      this.asked += 1;
      return { from, to: from, messages: 1, perMessage: 0, group: true };
    }
    const map = Math.min(this.maps - 1, Math.floor(((from + 0.5) * this.maps) / this.numbers.work.items));
    const end = this.endOf(map + 1);
    const perMessage = this.batched ?? this.chunk(map, end, meanMs);
    const messages = this.batched === undefined ? 1 : this.batch(this.batched);
    const to = Math.min(end, Math.max(from + 1, Math.round(from + messages * perMessage)));
    this.next = to;
    return { from, to, messages: Math.max(1, Math.ceil((to - from) / perMessage)), perMessage, group: false };
  }

  /** Messages of a batch: a share of what is left. */
  private batch(perMessage: number): number {
    const left = (this.numbers.work.items - this.next) / perMessage;
    return Math.max(1, Math.floor(left / (this.slots * this.batches)));
  }

  /** Items of the next message of a fan-out. */
  private chunk(map: number, end: number, meanMs: number): number {
    const { per } = this;
    const asked = this.strategy.itemsPerMessage({
      rule: this.numbers.chunk,
      isDynamicTask: false,
      n: Math.ceil((end - this.endOf(map)) / per),
      remaining: Math.ceil((end - this.next) / per),
      slots: this.slots,
      meanMs,
    });
    return Math.max(1, asked * per);
  }

  /** Items of the first fan-outs. */
  private endOf(maps: number): number {
    return Math.round((this.numbers.work.items * maps) / this.maps);
  }
}
