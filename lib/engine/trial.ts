import type { Cancel, Clock } from "@/lib/base/clock";
import { generator } from "@/lib/base/hash";
import { reasonOf } from "@/lib/base/text-of";
import { TOO_MANY_METERS, tooManySpans } from "@/lib/model/limits";
import type { BodyEntered } from "@/lib/protocol/from-runner";
import type { Stall } from "@/lib/protocol/page";
import { type EntryOutcome, RUNNER_PROTOCOL_VERSION, type RunnerInit } from "@/lib/protocol/runner";
import type { WireError } from "@/lib/protocol/wire-error";
import { Cache } from "./cache";
import type { Answer, Host } from "./host";
import { Inbox } from "./inbox";
import type { TrialEnd, TrialPlan, TrialTick } from "./plan";
import { Recording } from "./recording";
import { CompletedResults } from "./results";
import { Scheduler } from "./scheduler/scheduler";
import { Stalls } from "./stalls";
import { codeOf, runnerStrategies, strategyNamed } from "./strategies";
import type { Strategy } from "./strategies/strategy";
import { checkEntry } from "./validate/outcome";
import { poolFor, runPool } from "./workers/pools";
import type { EngineWorker } from "./workers/worker";
import { type WarmPools, WorkerSet } from "./workers/worker-set";

type Ending = Pick<TrialEnd, "status" | "output" | "error">;

export interface TrialEvents {
  tick(tick: TrialTick): void;
  /** Once, after the last tick. */
  ended(end: TrialEnd): void;
}

/** Whether the run's own pool is started with the trial. */
const fillsPool = ({ hasEnvironments }: TrialPlan, { runs }: Strategy): boolean =>
  runs === "pool" && !hasEnvironments;

/** A pool's workers start next to the driver's: that one was ready before would count its start, and then theirs. */
function aheadMsOf({ ahead, ...plan }: TrialPlan, strategy: Strategy, now: number): number {
  if (ahead === undefined || fillsPool({ ...plan }, strategy)) return 0;
  return Math.max(0, ahead.tookMs ?? now - ahead.since);
}

/** One trial of a program under one strategy: its workers, its scheduler and what is recorded of it. */
export class Trial {
  /**
   * ms for which the driver's worker had been started when the trial began: its clock began that much earlier, so that every trial
   * includes the start of every worker that it uses. 0: the driver's is started now.
   */
  readonly aheadMs: number;
  private readonly epoch: number;
  private readonly strategy: Strategy;
  private readonly clock: Clock;
  private readonly workers: WorkerSet;
  private readonly scheduler: Scheduler;
  private readonly inbox: Inbox;
  private readonly recording: Recording;
  private readonly cache: Cache;
  private readonly results: CompletedResults;
  private readonly stalls: Stalls;
  private announced: Stall | null = null;
  private readonly timers: Cancel[] = [];
  private hasEnded = false;

  /** @param warm workers of the trial before, taken over where the plan and the program are the same */
  constructor(
    private readonly plan: TrialPlan,
    host: Host,
    private readonly events: TrialEvents,
    private readonly warm: WarmPools | undefined,
  ) {
    this.strategy = strategyNamed(plan.strategy);
    this.aheadMs = aheadMsOf(plan, this.strategy, host.now());
    this.epoch = host.now() - this.aheadMs;
    this.clock = {
      now: () => host.now() - this.epoch,
      after: (ms, then) => host.after(ms, then),
      soon: (then) => host.soon(then),
    };
    const { clock } = this;
    this.cache = new Cache(plan.cache);
    this.results = new CompletedResults(plan.versions);
    const { seed, maxParallelism, code, versions, prior } = plan;
    const init: Omit<RunnerInit, "worker"> = {
      protocol: RUNNER_PROTOCOL_VERSION,
      epoch: this.epoch,
      strategy: codeOf(this.strategy),
      strategies: runnerStrategies,
      cores: host.cores,
      workers: plan.workers,
      seed,
      maxParallelism,
      code,
      versions,
      prior,
    };
    this.recording = new Recording(clock, plan.bounds.spans, plan.records);
    this.workers = new WorkerSet(host, plan.bounds.workers, {
      now: clock.now,
      initFor: (worker) => ({ ...init, worker }),
      changed: (worker) => this.recording.worker(worker),
      loaded: (worker, error) => this.loaded(worker, error),
      message: (worker, message) => {
        if (!this.hasEnded && worker.alive) this.inbox.take(worker, message);
      },
      died: (worker, reason) => this.loseWorker(worker, reason),
    });
    this.scheduler = new Scheduler({
      host,
      clock,
      chunkRule: plan.chunk,
      random: generator(plan.seed),
      maxSpans: plan.bounds.spans,
      prior: plan.prior,
      versions: plan.versions,
      workers: this.workers,
      recording: this.recording,
      results: this.results,
      cache: this.cache,
      poolFor: (pending) => poolFor(this.workers, pending, plan),
      exceeded: () => this.exceeded(),
      progressed: () => this.stalls.progressed(),
      finished: (worker) => this.finishWorker(worker),
      timedOut: (worker, body) => this.endLate(worker, body),
      stopped: (worker) => this.endStopped(worker),
    });
    this.inbox = new Inbox(this.scheduler, this.cache, this.recording, this.results, {
      started: (worker, protocol) => {
        const versions = `version ${protocol} of the runner's protocol, the engine version ${RUNNER_PROTOCOL_VERSION}`;
        if (protocol !== RUNNER_PROTOCOL_VERSION) this.loseWorker(worker, `this runner speaks ${versions}`);
      },
      closing: (worker, reason = "the program closed its own worker") => this.loseWorker(worker, reason),
      progressed: () => this.stalls.progressed(),
      waiting: (worker, report) => this.stalls.answered(worker, report),
    });
    this.stalls = new Stalls({
      clock,
      scheduler: this.scheduler,
      queues: this.inbox.queues,
      strategy: plan.strategy,
      workers: () => this.workers.alive,
      fail: (reason) => this.fail(reason),
    });
  }

  start(): void {
    const { plan, strategy } = this;
    const message = `this trial exceeded its timeout of ${plan.timeoutMs} ms. Raise Timeout in Settings.`;
    this.timers.push(
      this.clock.after(plan.timeoutMs, () => this.finish("failed", { name: "TimeoutError", message })),
    );
    this.tickLater();
    this.workers.open(null, "driver", "driver");
    this.takeWarm();
    if (fillsPool(plan, strategy)) this.workers.fill(runPool(this.workers, strategy, plan));
  }

  /** Ends the trial as cancelled; what was recorded stays. */
  stop(): void {
    this.finish("cancelled");
  }

  /** The workers to keep for the next round. */
  keep(): WarmPools {
    return { code: this.plan.code, workers: this.workers.keep() };
  }

  /** A fault in the engine itself: the trial fails with a message instead of never ending. */
  fault(reason: string): void {
    this.fail(`internal error in the coordinator: ${reason}`);
  }

  private exceeded(): void {
    this.fail(tooManySpans(this.plan.bounds.spans));
  }

  private fail(message: string): void {
    this.finish("failed", { name: "FanoutError", message });
  }

  private finish(status: Ending["status"], error?: WireError, output?: unknown): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const wallMs = this.clock.now();
    // Later: the caller is in the middle of something.
    this.clock.soon(() => this.close({ status, error, output }, wallMs));
  }

  private close(ending: Ending, wallMs: number): void {
    for (const cancel of this.timers) cancel();
    this.scheduler.stop();
    const kept = new Set(this.plan.start === "warm" ? this.workers.idle() : []);
    for (const worker of [...this.workers.alive]) {
      if (kept.has(worker)) continue;
      const isBusy = worker.held > 0 || worker.role === "driver";
      this.workers.end(worker, isBusy ? "stopped" : "finished", wallMs);
    }
    do this.tick();
    while (this.recording.isWaiting);
    this.events.ended({
      ...ending,
      wallMs,
      aheadMs: this.aheadMs,
      cache: this.cache.added,
      results: ending.status === "succeeded" ? [] : this.results.list(),
      refused: [...this.inbox.refused],
      inline: this.inbox.ranInline,
    });
  }

  private tickLater(): void {
    this.timers[1] = this.clock.after(this.plan.bounds.tickMs, () => {
      this.stalls.tick();
      this.tick();
      this.tickLater();
    });
  }

  private tick(): void {
    const { recording, scheduler, plan } = this;
    if (recording.spans > plan.bounds.spans) this.exceeded();
    if (recording.hasTooManyMeters) this.fail(TOO_MANY_METERS);
    recording.announce(scheduler.calls.all, scheduler.chunks.all());
    const { done, total } = scheduler.calls;
    const { notice } = this.stalls;
    const stall = notice === this.announced ? undefined : notice;
    this.announced = notice;
    this.events.tick({ ...recording.take(), time: this.clock.now(), done, total, stall });
  }

  private takeWarm(): void {
    const { warm, plan } = this;
    if (!warm) return;
    if (warm.code === plan.code && plan.start === "warm") this.workers.takeOver(warm.workers);
    else for (const worker of warm.workers) worker.handle?.end();
  }

  private loaded(worker: EngineWorker, error: WireError | null): void {
    if (this.hasEnded) return;
    this.stalls.progressed();
    if (worker.role === "driver") {
      if (error) this.finish("failed", error);
      else {
        const { inputs, only } = this.plan;
        worker.handle?.runEntry({ inputs, only }, (answer) => this.entryAnswered(worker, answer));
      }
      return;
    }
    // The same program loaded in the driver, so an error is particular to the worker: what it holds fails with it.
    if (error) this.loseWorker(worker, `the program failed to load in a worker: ${error.message}`);
    if (worker.pool) this.scheduler.dispatch.pump(worker.pool);
  }

  private entryAnswered(driver: EngineWorker, answer: Answer): void {
    if (this.hasEnded) return;
    const unsendable = (reason: string) => this.fail(`the output cannot be sent to the page: ${reason}`);
    if (!answer.ok) unsendable(reasonOf(answer.error));
    else if (checkEntry(answer.value)) this.entryEnded(driver, answer.value);
    else unsendable("the entry's worker returned an invalid result");
  }

  private entryEnded(driver: EngineWorker, outcome: EntryOutcome): void {
    this.recording.flush(driver.id, this.scheduler.ownership.ofWorker(driver, outcome));
    if (this.recording.hasTooManyMeters) this.fail(TOO_MANY_METERS);
    this.results.addKept(driver, outcome.results);
    if (outcome.ok) this.finish("succeeded", undefined, outcome.value);
    else this.finish("failed", outcome.error);
  }

  private finishWorker(worker: EngineWorker): void {
    this.workers.end(worker, "finished");
    this.scheduler.watchdogs.gone(worker);
    this.scheduler.sharedPlaces.gone(worker);
    this.inbox.workerGone(worker);
    this.pumpOthers(worker);
  }

  /** A body holds its worker past its timeout. */
  private endLate(worker: EngineWorker, { task, timeoutMs, trail, ...body }: BodyEntered): void {
    if (!worker.alive || this.hasEnded) return;
    const late = `${task} exceeded its timeout of ${timeoutMs} ms`;
    const error = { name: "TimeoutError", message: late, path: trail };
    if (worker.role === "driver") {
      const message = `${late} and never returned. It ran in the thread of the entry workflow, so the trial was ended.`;
      this.finish("failed", { ...error, message });
      return;
    }
    this.workers.end(worker, "timeout");
    this.gone(worker, error, { task, timeoutMs, trail, ...body });
  }

  /** The program itself has ended it. */
  private endStopped(worker: EngineWorker): void {
    if (!worker.alive || this.hasEnded) return;
    const call = this.scheduler.chunks.of(worker)[0]?.pending.call;
    this.workers.end(worker, call ? "stopped" : "finished");
    this.gone(worker, {
      name: "WorkerDied",
      message: `${call?.task ?? worker.label} was ended by the program`,
      path: call && [...call.trail, call.task],
    });
  }

  /** What a worker held is lost or run again, and others may start in its place. */
  private gone(worker: EngineWorker, error: WireError, late?: BodyEntered): void {
    this.stalls.progressed();
    this.scheduler.watchdogs.gone(worker);
    this.scheduler.sharedPlaces.gone(worker);
    this.scheduler.completions.workerGone(worker, error, late);
    this.inbox.workerGone(worker);
    this.pumpOthers(worker);
  }

  /** A worker has died. */
  private loseWorker(worker: EngineWorker, reason?: string): void {
    if (!worker.alive || this.hasEnded) return;
    this.workers.end(worker, "died");
    const call = this.scheduler.chunks.of(worker)[0]?.pending.call;
    const task = call?.task ?? worker.label;
    const isDriver = worker.role === "driver";
    const lost = `the worker running ${isDriver ? "the entry workflow" : task} stopped unexpectedly`;
    const error = { name: "WorkerDied", message: reason ?? lost, path: call && [...call.trail, task] };
    if (isDriver) this.finish("failed", error);
    else this.gone(worker, error);
  }

  /** A worker slot is free: start workers that waited for it. */
  private pumpOthers(worker: EngineWorker): void {
    if (this.hasEnded) return;
    for (const pool of this.workers.pools.values())
      if (pool !== worker.pool) this.scheduler.dispatch.pump(pool);
  }
}
