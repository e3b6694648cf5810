import type { UnitCost } from "./costs";

/** Where the slots' time went, summed over them, ms. */
export class Tally {
  start = 0;
  message = 0;
  work = 0;
  rework = 0;
  /** Workers that were started, and messages that were sent. */
  starts = 0;
  messages = 0;

  /** @param start, body as long as they took, which is more than they cost where cores are shared */
  add(cost: UnitCost, start: number, body: number): void {
    const { reworkOfRest, reworkOfBody, message } = cost;
    this.start += start * (1 - reworkOfRest);
    this.message += message * (1 - reworkOfRest);
    this.work += body * (1 - reworkOfBody);
    this.rework += (start + message) * reworkOfRest + body * reworkOfBody;
    this.starts += cost.starts;
    this.messages += 1;
  }
}
