import { strategyNamed } from "@/lib/engine/strategies";
import type { StrategyName } from "@/lib/model/strategy";
import { loopLimit } from "../capacity";
import type { Draws } from "../draws";
import type { Numbers } from "../numbers";
import { eventLoop } from "./event-loop";
import type { Unit } from "./units";

/** What a unit asks of the slot that runs it, ms, each part alone on its host. */
export interface UnitCost {
  /** Starts and ends of its workers; 0 where they are kept. */
  readonly startCpu: number;
  readonly startWait: number;
  readonly endCpu: number;
  readonly endWait: number;
  /** Calls and results, both ways. */
  readonly message: number;
  readonly cpu: number;
  readonly wait: number;
  /** The orchestrator's time for it, before its first message and in all. */
  readonly dispatch: number;
  readonly dispatchAll: number;
  readonly starts: number;
  /** Share of its bodies' time, and of everything else, that goes to attempts that fail. */
  readonly reworkOfBody: number;
  readonly reworkOfRest: number;
  /** Turns of computing and waiting that its bodies take. */
  readonly rounds: number;
}

/** A message of many items computes and waits many times; a few of them are told apart. */
export const MOST_ROUNDS = 8;

/** Works out what units cost, in the order in which they are sent: each takes the next starts of the draw. */
export class UnitCosts {
  private readonly strategy;
  private started = 0;

  constructor(
    private readonly numbers: Numbers,
    name: StrategyName,
    private readonly draws: Draws,
  ) {
    this.strategy = strategyNamed(name);
  }

  /** A step before or after the fan-out, or a group's op run. @param ms of its body, which computes and waits as items do */
  step(ms: number): UnitCost {
    const { waits } = this.numbers.work;
    return this.cost(
      { messages: 1, bytes: 0, cpu: (1 - waits) * ms, wait: waits * ms, rework: 0, failed: 0 },
      1,
    );
  }

  of(unit: Unit): UnitCost {
    if (unit.group) return this.step(0);
    const { work } = this.numbers;
    const { waits, bytesIn, bytesOut } = work;
    const { workMs, reworkMs, attempts, failed } = this.draws.demand(unit.from, unit.to);
    const items = unit.to - unit.from;
    const body = workMs + reworkMs;
    const rework = body > 0 ? reworkMs / body : 0;
    const share = attempts > 0 ? failed / attempts : 0;
    if (this.strategy.insideMessage !== undefined) {
      // Retries stay in their message. The messages of a batch are like its first.
      const first = Math.min(unit.to, Math.round(unit.from + unit.perMessage));
      const { tail } = eventLoop(this.draws, unit.from, first, waits, loopLimit(this.numbers));
      const { messages } = unit;
      const bytes = items * (bytesIn + bytesOut);
      const cpu = (1 - waits) * body;
      return this.cost({ messages, bytes, cpu, wait: tail * messages, rework, failed: 0 }, 1);
    }
    const each = this.strategy.opRun === "item";
    const messages = each ? attempts : unit.messages + failed;
    const bytes = (each ? attempts : items + failed) * bytesIn + items * bytesOut;
    const failedShare = each ? share : failed / messages;
    const rounds = Math.min(MOST_ROUNDS, Math.max(1, Math.ceil(attempts)));
    return this.cost(
      { messages, bytes, cpu: (1 - waits) * body, wait: waits * body, rework, failed: failedShare },
      rounds,
    );
  }

  /** Of the i-th kept worker, or of the next fresh ones. */
  private starts(n: number): { readonly cpu: number; readonly wait: number } {
    const ms = this.draws.startMs(this.started, n);
    this.started += n;
    const { startCpu } = this.numbers.place;
    return { cpu: startCpu * ms, wait: (1 - startCpu) * ms };
  }

  /** Of one kept worker. */
  kept(): { readonly cpu: number; readonly wait: number } {
    return this.starts(1);
  }

  private cost(
    need: {
      readonly messages: number;
      readonly bytes: number;
      readonly cpu: number;
      readonly wait: number;
      readonly rework: number;
      readonly failed: number;
    },
    rounds: number,
  ): UnitCost {
    const { startCpu, endMs, messageMs, byteMs, dispatchMs } = this.numbers.place;
    const fresh = this.strategy.runs === "fresh" ? need.messages : 0;
    const start = fresh > 0 ? this.starts(fresh) : { cpu: 0, wait: 0 };
    return {
      startCpu: start.cpu,
      startWait: start.wait,
      endCpu: startCpu * endMs * fresh,
      endWait: (1 - startCpu) * endMs * fresh,
      message: 2 * messageMs * need.messages + byteMs * need.bytes,
      cpu: need.cpu,
      wait: need.wait,
      dispatch: dispatchMs,
      dispatchAll: dispatchMs * need.messages,
      starts: fresh,
      reworkOfBody: need.rework,
      reworkOfRest: need.failed,
      rounds,
    };
  }
}
