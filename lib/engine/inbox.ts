import type { CallMessage, FromRunner, ToRunner } from "@/lib/protocol/runner";
import type { Cache } from "./cache";
import { Queues } from "./queues";
import type { Recording } from "./recording";
import type { Scheduler } from "./scheduler/scheduler";
import { checkMessage } from "./validate-message";
import type { WorkerState } from "./workers/worker-state";

const MAX_REFUSED = 100;

/** What the inbox cannot do by itself. */
export interface InboxEvents {
  answer(lane: WorkerState, message: ToRunner): void;
  startProcess(call: CallMessage, exported: string | undefined, caller: WorkerState): void;
  closing(lane: WorkerState): void;
}

/** Takes the messages of runners. They hold a stranger's code: what is not of the wire's shapes is dropped. */
export class Inbox {
  readonly refused = new Set<string>();
  private readonly queues = new Queues();

  constructor(
    private readonly scheduler: Scheduler,
    private readonly cache: Cache,
    private readonly news: Recording,
    private readonly events: InboxEvents,
  ) {}

  take(lane: WorkerState, message: FromRunner): void {
    if (!checkMessage(message)) return;
    const { scheduler, cache } = this;
    switch (message.type) {
      case "call":
        scheduler.submit(message, lane);
        break;
      case "cancel":
        scheduler.cancel(message.calls, lane);
        break;
      case "flush":
        this.news.flush(lane.id, message.flush);
        break;
      case "checkpoint":
        scheduler.checkpoint(message.span, message.key, message.value);
        break;
      case "cacheGet":
        cache.get(message.key, (found) => {
          const value = found.hit ? found.value : undefined;
          this.events.answer(lane, { type: "cache", req: message.req, hit: found.hit, value });
        });
        break;
      case "cachePut":
        if (message.ok) cache.put(message.key, message.task, message.value);
        else cache.fail(message.key);
        break;
      case "queue":
        this.onQueue(lane, message);
        break;
      case "process":
        this.events.startProcess(message.call, message.exported, lane);
        break;
      case "returned":
        scheduler.returned(lane, message.chunk, message.calls);
        break;
      case "refused":
        if (this.refused.size < MAX_REFUSED) this.refused.add(message.what.slice(0, 300));
        break;
      case "closing":
        this.events.closing(lane);
        break;
    }
  }

  private onQueue(lane: WorkerState, message: Extract<FromRunner, { type: "queue" }>): void {
    const answer = (ok: boolean, value?: unknown) =>
      this.events.answer(lane, { type: "queue", req: message.req, ok, value });
    if (message.op === "put") {
      answer(this.queues.put(message.queue, message.value));
    } else if (message.op === "close") {
      this.queues.close(message.queue);
      answer(true);
    } else {
      // A body that waits for an item gives up its slot, as when it waits for a nested call.
      const chunk = lane.chunks.get(message.chunk);
      this.scheduler.suspend(chunk);
      this.queues.get(message.queue, (found) =>
        this.scheduler.resume(chunk, () => answer(found.ok, found.value)),
      );
    }
  }
}
