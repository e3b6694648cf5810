import { getOrCreate } from "@/lib/base/get-or-create";
import { PriorityQueue } from "@/lib/base/priority-queue";
import type { EngineWorker, WorkerPool } from "../workers/worker";
import type { ResumableBody } from "./active-chunk";
import type { PendingCall } from "./pending-call";

/** What waits for the workers of one pool: calls that have more to send, and bodies that continue once they have a slot again. */
export class PoolQueue {
  readonly ready = new PriorityQueue<PendingCall>();
  /** Bodies of fresh workers: any of them may take a slot that is free. */
  private readonly anywhere = new PriorityQueue<ResumableBody>();
  /** Bodies of kept workers: each waits for its own worker, in the order in which they became ready. */
  private readonly byWorker = new Map<EngineWorker, ResumableBody[]>();

  constructor(readonly pool: WorkerPool) {}

  addBody(body: ResumableBody): void {
    const { pending, worker } = body.chunk;
    if (!this.pool.keeps) {
      this.anywhere.push(pending.call.depth, body);
      return;
    }
    getOrCreate(this.byWorker, worker, () => []).push(body);
    worker.resuming++;
  }

  /** The next body that could have a slot now; undefined where there is none. */
  nextBody(): ResumableBody | undefined {
    const { pool } = this;
    if (!pool.keeps) return pool.running < pool.size ? this.anywhere.shift() : undefined;
    for (const [worker, bodies] of this.byWorker) {
      if (worker.alive && worker.used >= pool.concurrency) continue;
      const body = bodies.shift() as ResumableBody;
      if (bodies.length === 0) this.byWorker.delete(worker);
      worker.resuming--;
      pool.offer(worker);
      return body;
    }
    return undefined;
  }
}
