import { unpackAlike } from "@/lib/base/alike";
import { getOrCreate } from "@/lib/base/get-or-create";
import { MAX_REFUSED, NAME_MAX_LENGTH } from "@/lib/model/limits";
import type { FromRunner, WaitingReport } from "@/lib/protocol/from-runner";
import { unpackOutcomes } from "@/lib/runner/remote/train-outcomes";
import type { Cache } from "./cache";
import { type Found, Queues } from "./queues";
import type { Recording } from "./recording";
import type { CompletedResults } from "./results";
import type { Scheduler } from "./scheduler/scheduler";
import { checkMessage } from "./validate/message";
import type { EngineWorker } from "./workers/worker";

/** What the inbox leaves to its trial. */
export interface InboxEvents {
  started(worker: EngineWorker, protocol: number): void;
  closing(worker: EngineWorker, reason?: string): void;
  /** A runner has asked for something, or given it. */
  progressed(): void;
  waiting(worker: EngineWorker, report: WaitingReport): void;
}

/** Handles messages of runners, which hold a stranger's code: malformed ones are dropped. */
export class Inbox {
  /** What the sandbox refused the program, by name. */
  readonly refused = new Set<string>();
  /** A runner has said that it runs inline what the program made to run in parallel. */
  ranInline = false;
  readonly queues = new Queues();
  /** Keys of cached results that workers have asked for. */
  private readonly asked = new Map<EngineWorker, Set<string>>();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly cache: Cache,
    private readonly recording: Recording,
    private readonly results: CompletedResults,
    private readonly events: InboxEvents,
  ) {}

  take(worker: EngineWorker, message: unknown): void {
    if (!checkMessage(message)) return;
    const { scheduler, cache } = this;
    if (message.type !== "flush" && message.type !== "waiting") this.events.progressed();
    switch (message.type) {
      case "started":
        this.events.started(worker, message.protocol);
        break;
      case "call":
        scheduler.submit(message, worker);
        break;
      case "calls":
        for (const call of unpackAlike(message.calls))
          if (call.type === "call" && checkMessage(call)) scheduler.submit(call, worker);
        break;
      case "train":
        scheduler.train(worker, unpackOutcomes(message.outcomes), message.unstarted);
        break;
      case "entered":
        scheduler.watchdogs.entered(worker, message);
        break;
      case "left":
        scheduler.watchdogs.left(worker, message.span);
        break;
      case "share":
      case "take":
      case "free":
      case "lend":
      case "recover":
        scheduler.places(worker, message);
        break;
      case "cancel":
        scheduler.cancel(message.calls, worker);
        break;
      case "stop":
        scheduler.end(message.calls, message.environment, worker);
        break;
      case "flush":
        this.recording.flush(worker.id, scheduler.ownership.ofWorker(worker, message.flush));
        this.results.addKept(worker, message.flush.results);
        break;
      case "results":
        scheduler.streamed(worker, message);
        break;
      case "checkpoint":
        scheduler.checkpoint(worker, message.span, message.key, message.value);
        break;
      case "cacheGet":
        this.onCacheGet(worker, message);
        break;
      case "cachePut":
        if (message.ok) cache.put(message.key, message.task, worker, message.value);
        else cache.fail(message.key, worker);
        break;
      case "queue":
        this.onQueue(worker, message);
        break;
      case "waiting":
        this.events.waiting(worker, message);
        break;
      case "get":
        this.queues[message.is](worker, message.req);
        break;
      case "process":
        scheduler.submitProcess(message.call, message.exported, worker);
        break;
      case "leaseReturned":
        scheduler.returned(worker, message.chunk, message.calls);
        break;
      case "refused":
        if (this.refused.size < MAX_REFUSED) this.refused.add(message.what.slice(0, NAME_MAX_LENGTH));
        break;
      case "inline":
        this.ranInline = true;
        break;
      case "closing":
        this.events.closing(worker, message.reason);
        break;
    }
  }

  /** A worker is gone: what its bodies waited for, or were about to compute, goes to others. */
  workerGone(worker: EngineWorker): void {
    this.queues.gone(worker);
    this.cache.leave(worker, this.asked.get(worker) ?? []);
    this.asked.delete(worker);
  }

  /** A body that waits for an equal call in progress releases its slot, which that call may need. */
  private onCacheGet(worker: EngineWorker, message: Extract<FromRunner, { type: "cacheGet" }>): void {
    const { req, key, task } = message;
    const { chunks, dispatch } = this.scheduler;
    getOrCreate(this.asked, worker, () => new Set()).add(key);
    const chunk = chunks.get(worker, message.chunk);
    let isAnswered = false;
    let waits = false;
    this.cache.get(key, task, worker, (found) => {
      isAnswered = true;
      const value = found.hit ? found.value : undefined;
      const answer = () => worker.post({ type: "cache", req, hit: found.hit, value });
      if (waits) dispatch.resume(chunk, answer);
      else answer();
    });
    if (isAnswered) return;
    waits = true;
    dispatch.suspend(chunk);
  }

  private onQueue(worker: EngineWorker, message: Extract<FromRunner, { type: "queue" }>): void {
    const { req, queue, name, op, span, task } = message;
    if (op === "put") worker.post({ type: "queue", req, ok: this.queues.put(queue, name, message.value) });
    else if (op === "close") {
      this.queues.close(queue, name);
      worker.post({ type: "queue", req, ok: true });
    } else if (op === "size") worker.post({ type: "queue", req, ok: true, value: this.queues.size(queue) });
    else {
      // A body that waits for an item releases its slot, as when it waits for a nested call.
      const chunk = this.scheduler.chunks.get(worker, message.chunk);
      this.scheduler.dispatch.suspend(chunk);
      const answer = (found: Found) =>
        this.scheduler.dispatch.resume(chunk, () => {
          // The item may have gone back while the body waited for its slot.
          if (found.ok && this.queues.isGiven(worker, req))
            worker.post({ type: "queue", req, ok: true, value: found.value });
          else worker.post({ type: "queue", req, ok: false, error: found.ok ? undefined : found.error });
        });
      this.queues.get({ owner: worker, req, queue, span, task, answer }, name);
    }
  }
}
