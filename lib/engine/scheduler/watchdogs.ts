import type { Cancel, Clock } from "@/lib/base/clock";
import { getOrCreate } from "@/lib/base/get-or-create";
import { MAX_SPANS } from "@/lib/model/limits";
import type { BodyEntered } from "@/lib/protocol/from-runner";
import type { EngineWorker } from "../workers/worker";

/**
 * ms after a body's timeout at which its worker is ended. A runner that answers has reported the timeout by then; one that does not
 * is held by a body.
 */
const GRACE_MS = 100;
/** The driver cannot be run again: its bodies have more time to return, and then fail alone. Past it the trial ends. */
const DRIVER_GRACE_MS = 2_000;

/** Bodies that have been entered and have a timeout. */
export class Watchdogs {
  private readonly byWorker = new Map<EngineWorker, Map<number, Cancel>>();
  private length = 0;

  /** @param expired a body still holds its worker past its timeout */
  constructor(
    private readonly clock: Clock,
    private readonly expired: (worker: EngineWorker, body: BodyEntered) => void,
  ) {}

  entered(worker: EngineWorker, body: BodyEntered): void {
    // More than there can be are forged.
    if (!worker.alive || this.length >= MAX_SPANS) return;
    this.left(worker, body.span);
    const grace = worker.role === "driver" ? DRIVER_GRACE_MS : GRACE_MS;
    const cancel = this.clock.after(body.timeoutMs + grace, () => this.expired(worker, body));
    getOrCreate(this.byWorker, worker, () => new Map()).set(body.span, cancel);
    this.length++;
  }

  left(worker: EngineWorker, span: number): void {
    const bodies = this.byWorker.get(worker);
    const cancel = bodies?.get(span);
    if (!cancel) return;
    cancel();
    bodies?.delete(span);
    this.length--;
  }

  gone(worker: EngineWorker): void {
    const bodies = this.byWorker.get(worker);
    if (!bodies) return;
    for (const cancel of bodies.values()) cancel();
    this.length -= bodies.size;
    this.byWorker.delete(worker);
  }

  stop(): void {
    for (const worker of [...this.byWorker.keys()]) this.gone(worker);
  }
}
