import type { Cancel, Clock } from "@/lib/base/clock";
import type { EngineWorker } from "./worker";
import type { WarmPools } from "./worker-set";

/** How long kept workers wait for another trial. */
const REST_MAX_MS = 30_000;
/** A worker that does not answer for this long runs something. */
const ANSWER_MAX_MS = 200;
/** ms from one look to the next. */
const LOOK_MS = 1_000;
/** Questions per look. A worker that runs nothing answers at least one of them within `PROMPT_MS`. */
const QUESTIONS = 3;
const PROMPT_MS = 50;

/**
 * Workers that are kept between two trials. Their program has nothing to do then: one that does not answer, or only late, still
 * runs something, and is ended. So are all of them after a while.
 */
export class RestingWorkers {
  private readonly timers = new Map<EngineWorker, Cancel>();
  private readonly over: Cancel;

  constructor(
    private readonly clock: Clock,
    private readonly pools: WarmPools,
  ) {
    for (const worker of pools.workers) this.look(worker);
    this.over = clock.after(REST_MAX_MS, () => this.end());
  }

  /** Another trial takes over those that are left. */
  take(): WarmPools {
    const workers = [...this.timers.keys()];
    this.stop();
    return { ...this.pools, workers };
  }

  end(): void {
    const workers = [...this.timers.keys()];
    this.stop();
    for (const worker of workers) worker.handle?.end();
  }

  private stop(): void {
    this.over();
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
  }

  private look(worker: EngineWorker): void {
    this.ask(worker, QUESTIONS, Number.POSITIVE_INFINITY);
  }

  /** @param soonest ms that the quickest answer of this look took */
  private ask(worker: EngineWorker, questions: number, soonest: number): void {
    const { clock, timers } = this;
    const asked = clock.now();
    const late = clock.after(ANSWER_MAX_MS, () => this.drop(worker));
    timers.set(worker, late);
    worker.handle?.rest(() => {
      // Dropped, or taken over.
      if (timers.get(worker) !== late) return;
      late();
      const took = Math.min(soonest, clock.now() - asked);
      if (questions > 1) this.ask(worker, questions - 1, took);
      else if (took > PROMPT_MS) this.drop(worker);
      else
        timers.set(
          worker,
          clock.after(LOOK_MS, () => this.look(worker)),
        );
    });
  }

  private drop(worker: EngineWorker): void {
    this.timers.get(worker)?.();
    this.timers.delete(worker);
    worker.handle?.end();
  }
}
