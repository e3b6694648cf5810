import { MAX_REFUSED, NAME_MAX_LENGTH } from "@/lib/model/limits";
import type { FromRunner } from "@/lib/protocol/runner";
import type { Cache } from "./cache";
import { Queues } from "./queues";
import type { Recording } from "./recording";
import type { Scheduler } from "./scheduler/scheduler";
import { checkMessage } from "./validate-message";
import type { EngineWorker } from "./workers/worker";

/** What the inbox leaves to its trial. */
export interface InboxEvents {
  started(worker: EngineWorker, protocol: number): void;
  closing(worker: EngineWorker): void;
}

/** Handles messages of runners, which hold a stranger's code: malformed ones are dropped. */
export class Inbox {
  /** What the sandbox refused the program, by name. */
  readonly refused = new Set<string>();
  private readonly queues = new Queues();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly cache: Cache,
    private readonly recording: Recording,
    private readonly events: InboxEvents,
  ) {}

  take(worker: EngineWorker, message: unknown): void {
    if (!checkMessage(message)) return;
    const { scheduler, cache } = this;
    switch (message.type) {
      case "started":
        this.events.started(worker, message.protocol);
        break;
      case "call":
        scheduler.submit(message, worker);
        break;
      case "cancel":
        scheduler.cancel(message.calls, worker);
        break;
      case "flush":
        this.recording.flush(worker.id, message.flush);
        break;
      case "checkpoint":
        scheduler.checkpoint(message.span, message.key, message.value);
        break;
      case "cacheGet":
        cache.get(message.key, (found) => {
          const value = found.hit ? found.value : undefined;
          worker.post({ type: "cache", req: message.req, hit: found.hit, value });
        });
        break;
      case "cachePut":
        if (message.ok) cache.put(message.key, message.task, message.value);
        else cache.fail(message.key);
        break;
      case "queue":
        this.onQueue(worker, message);
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
      case "closing":
        this.events.closing(worker);
        break;
    }
  }

  private onQueue(worker: EngineWorker, message: Extract<FromRunner, { type: "queue" }>): void {
    const { req, queue, op } = message;
    const answer = (ok: boolean, value?: unknown) => worker.post({ type: "queue", req, ok, value });
    if (op === "put") answer(this.queues.put(queue, message.value));
    else if (op === "close") {
      this.queues.close(queue);
      answer(true);
    } else {
      // A body that waits for an item releases its slot, as when it waits for a nested call.
      const chunk = this.scheduler.chunks.get(worker, message.chunk);
      this.scheduler.dispatch.suspend(chunk);
      this.queues.get(queue, (found) =>
        this.scheduler.dispatch.resume(chunk, () => answer(found.ok, found.value)),
      );
    }
  }
}
