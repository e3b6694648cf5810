import type { CallMessage, WireError } from "@/lib/protocol/runner";
import type { WorkerProvider, WorkerState } from "../../workers/worker-state";
import type { ActiveCalls } from "../active-calls";
import type { Dispatch } from "../dispatch";
import type { Trunk } from "../trunk";
import type { Leases } from "./leases";

/** Lends the driver slots of warm lanes for rows of single calls (runtime/line.ts), and takes them back. */
export class LeaseGrants {
  constructor(
    private readonly loans: Leases,
    private readonly lanes: WorkerProvider,
    private readonly dispatch: Dispatch,
    private readonly calls: ActiveCalls,
    private readonly trunk: Trunk,
  ) {}

  /** A call of the driver was delivered: lends it a slot when it makes one after the other and nothing else is under way. */
  after(call: CallMessage, driver: WorkerState): void {
    if (!this.loans.delivered(call, this.calls.active.size === 0)) return;
    const pool = this.lanes.poolFor(call);
    const lane = this.lanes.free(pool);
    if (!lane) return;
    const chunk = this.loans.lend(this.dispatch.nextId(), pool, lane, driver, this.trunk.now());
    lane.used++;
    pool.running++;
    lane.chunks.set(chunk.id, chunk);
    this.trunk.lend(lane, driver, chunk.id, this.loans.connect(lane));
  }

  /** The driver gave a lent slot back. */
  returned(lane: WorkerState, id: number, calls: number): void {
    const chunk = this.loans.current;
    if (lane.role !== "driver" || chunk?.id !== id) return;
    this.loans.end();
    this.calls.done += calls;
    this.calls.total += calls;
    if (!chunk.lane.chunks.delete(id)) return;
    if (chunk.outstanding === 0) this.dispatch.freeSlot(chunk);
    this.dispatch.pump(chunk.pool);
  }

  /** A lane is gone, perhaps with the slot that is lent. */
  lost(lane: WorkerState, error: WireError): void {
    const lent = this.loans.current;
    if (!lent || lent.lane !== lane) return;
    lane.chunks.delete(lent.id);
    if (lent.outstanding === 0) this.dispatch.freeSlot(lent);
    this.loans.end();
    this.trunk.answer(lent.fanout.caller, { type: "lost", chunk: lent.id, error }, []);
  }
}
