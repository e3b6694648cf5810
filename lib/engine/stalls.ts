import type { Clock } from "@/lib/base/clock";
import type { WaitingReport } from "@/lib/protocol/from-runner";
import type { Stall } from "@/lib/protocol/page";
import type { Queues } from "./queues";
import type { Scheduler } from "./scheduler/scheduler";
import { stallOf } from "./stall-notice";
import { stuckGet, stuckTrial } from "./stall-words";
import type { EngineWorker } from "./workers/worker";

/** ms without progress after which the workers are asked what they wait for. */
const QUIET_MS = 1_000;
/** ms for their answers, and until they are asked again. */
const POLL_MS = 350;

export interface StallWorld {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly queues: Queues;
  /** In words. */
  readonly strategy: string;
  /** Workers alive. */
  workers(): Iterable<EngineWorker>;
  /** Ends the trial. */
  fail(message: string): void;
}

/**
 * Notices that nothing goes on. Where nothing runs, no timer is to come and every body waits for what only another waiting
 * body could give, the bodies that wait for items fail, or the trial. Where something may still happen, the page is told
 * what is waited for.
 */
export class Stalls {
  /** What the page is to show; null where things go on. */
  notice: Stall | null = null;
  private moved = true;
  private quietSince = 0;
  private polledAt = Number.NaN;
  private req = 0;
  private polled: readonly EngineWorker[] = [];
  private reports = new Map<EngineWorker, WaitingReport>();
  private before: ReadonlyMap<EngineWorker, WaitingReport> | undefined;

  constructor(private readonly world: StallWorld) {}

  /** Something has happened. */
  progressed(): void {
    this.moved = true;
    this.notice = null;
  }

  answered(worker: EngineWorker, report: WaitingReport): void {
    if (report.req === this.req) this.reports.set(worker, report);
  }

  /** To be called every now and then. */
  tick(): void {
    const now = this.world.clock.now();
    if (this.moved) this.reset(now);
    else if (Number.isNaN(this.polledAt)) {
      if (now - this.quietSince >= QUIET_MS) this.poll(now);
    } else if (now - this.polledAt >= POLL_MS) {
      this.judge();
      if (!this.moved) this.poll(now);
    }
  }

  private reset(now: number): void {
    this.moved = false;
    this.quietSince = now;
    this.polledAt = Number.NaN;
    this.before = undefined;
    this.reports = new Map();
  }

  private poll(now: number): void {
    if (!Number.isNaN(this.polledAt)) this.before = this.reports;
    this.reports = new Map();
    this.polledAt = now;
    this.req++;
    this.polled = [...this.world.workers()].filter((worker) => worker.role === "driver" || worker.held > 0);
    for (const worker of this.polled) worker.post({ type: "report", req: this.req });
  }

  private judge(): void {
    const { before, reports, world } = this;
    if (!before) return;
    for (const [worker, { steps }] of reports) {
      const earlier = before.get(worker);
      if (earlier && earlier.steps !== steps) this.moved = true;
    }
    if (this.moved) this.notice = null;
    else if (this.isCertain()) this.resolve();
    else this.show(stallOf(world.queues, reports, this.polled));
  }

  private show(notice: Stall | null): void {
    if (JSON.stringify(notice) !== JSON.stringify(this.notice)) this.notice = notice;
  }

  /** Nothing runs and nothing is to come. */
  private isCertain(): boolean {
    const { before, reports, polled, world } = this;
    const waits = (worker: EngineWorker) => {
      const report = reports.get(worker);
      return report !== undefined && before?.has(worker) && report.timers === 0 && report.own === 0;
    };
    const isStarting = [...world.workers()].some((worker) => !worker.isReady);
    return !isStarting && world.scheduler.timers === 0 && polled.every(waits);
  }

  private resolve(): void {
    const { queues, strategy, fail } = this.world;
    const gets = [...queues.waiting()];
    this.progressed();
    for (const waiting of gets) {
      const behind = this.reports.get(waiting.get.owner as EngineWorker)?.behind ?? [];
      queues.fail(waiting, {
        name: "FanoutError",
        message: stuckGet(waiting, behind, strategy),
        nonRecoverable: true,
      });
    }
    if (gets.length === 0) fail(stuckTrial(this.world.scheduler.calls.all));
  }
}
