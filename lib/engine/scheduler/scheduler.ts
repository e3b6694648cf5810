import { MAX_SPANS } from "@/lib/model/limits";
import type { ChunkRule } from "@/lib/model/settings";
import { ID_SPACE } from "@/lib/protocol/rows";
import type { CallMessage, WireError } from "@/lib/protocol/runner";
import { payloadLength } from "@/lib/runner/remote/values";
import type { Cache } from "../cache";
import type { ActiveChunk, Pool, WorkerProvider, WorkerState } from "../workers/worker-state";
import { ActiveCalls } from "./active-calls";

import { Completions } from "./completions";
import { LeaseGrants } from "./direct-calls/lease-grants";
import { Leases } from "./direct-calls/leases";
import { Dispatch } from "./dispatch";
import { DurationEstimates } from "./duration-estimate";
import { MemoizedResults } from "./memoized";
import { PendingCall } from "./pending-call";
import type { Trunk } from "./trunk";

export interface SchedulerSettings {
  readonly chunk: ChunkRule;
  readonly random: () => number;
}

/**
 * Carries out calls on lanes. Takes them in here; what runs next is decided in dispatch.ts, what comes of it in
 * outcomes.ts.
 */
export class Scheduler {
  private readonly calls = new ActiveCalls();
  private readonly dispatch: Dispatch;
  private readonly lending: LeaseGrants;
  private readonly outcomes: Completions;
  private readonly known: MemoizedResults;

  constructor(
    settings: SchedulerSettings,
    private readonly lanes: WorkerProvider,
    cache: Cache,
    prior: ReadonlyMap<number, unknown>,
    private readonly trunk: Trunk,
  ) {
    const { calls } = this;
    const paces = new DurationEstimates();
    const loans = new Leases();
    this.dispatch = new Dispatch(settings.chunk, lanes, paces, loans, trunk, {
      outcome: (chunk, outcome) => this.outcomes.outcome(chunk, outcome),
      broken: (chunk, error) => this.outcomes.broken(chunk, error),
    });
    const { dispatch } = this;
    this.lending = new LeaseGrants(loans, lanes, dispatch, calls, trunk);
    this.outcomes = new Completions(
      settings.random,
      lanes,
      calls,
      dispatch,
      this.lending,
      paces,
      cache,
      trunk,
    );
    this.known = new MemoizedResults(prior, cache, lanes, calls, this.outcomes, trunk);
  }

  /** Calls under way. */
  get active(): ReadonlySet<PendingCall> {
    return this.calls.active;
  }

  get done(): number {
    return this.calls.done;
  }

  get total(): number {
    return this.calls.total;
  }

  /** No further chunk is sent and no answer given. */
  stop(): void {
    this.dispatch.stop();
    this.outcomes.stop();
    for (const fanout of this.calls.active) fanout.closed = true;
  }

  submit(call: CallMessage, caller: WorkerState): void {
    if (!this.mayAdd(call, caller)) return;
    const fanout = new PendingCall(call, caller);
    this.calls.add(fanout);
    this.dispatch.suspend(caller.chunks.get(call.chunk));
    const pool = this.lanes.poolFor(call);
    if (this.known.concerns(fanout)) this.known.lookUp(fanout);
    if (fanout.finished) {
      this.outcomes.settle(fanout);
      return;
    }
    this.dispatch.enqueue(fanout, pool);
    this.dispatch.pump(pool);
  }

  /** A call whose one lane was started for it by the program itself. */
  adopt(
    call: CallMessage,
    caller: WorkerState,
    pool: Pool,
    lane: WorkerState,
    exported: string | undefined,
  ): void {
    const fanout = new PendingCall(call, caller);
    fanout.exported = exported;
    this.calls.add(fanout);
    this.dispatch.suspend(caller.chunks.get(call.chunk));
    this.dispatch.send(fanout, lane, pool);
  }

  /** Span ids are given out by lane, so that none can speak for another; and the spans of a run are bounded. */
  mayAdd(call: CallMessage, caller: WorkerState): boolean {
    if (Math.floor(call.id / ID_SPACE) !== caller.id || this.calls.has(call.id)) return false;
    if (this.calls.total + payloadLength(call.payload) <= MAX_SPANS) return true;
    this.trunk.exceeded();
    return false;
  }

  cancel(ids: readonly number[], caller: WorkerState): void {
    for (const id of ids) {
      const fanout = this.calls.get(id);
      if (!fanout || fanout.settled || fanout.caller !== caller) continue;
      fanout.cancelled = true;
      this.outcomes.close(fanout);
    }
  }

  checkpoint(span: number, key: string, value: unknown): void {
    for (const fanout of this.calls.active) {
      const index = span - fanout.firstItem;
      if (index < 0 || index >= fanout.n) continue;
      const kept = fanout.checkpoints.get(index) ?? new Map<string, unknown>();
      kept.set(key, value);
      fanout.checkpoints.set(index, kept);
      return;
    }
  }

  /** A body began to wait for something that another lane does. */
  suspend(chunk: ActiveChunk | undefined): void {
    this.dispatch.suspend(chunk);
  }

  /** What it waited for is there; `deliver` is called once it has its slot again. */
  resume(chunk: ActiveChunk | undefined, deliver: () => void): void {
    this.dispatch.resume(chunk, deliver);
  }

  /** Sends what can be sent. */
  pump(pool: Pool): void {
    this.dispatch.pump(pool);
  }

  /** A lane is gone. What it held was interrupted; calls that its bodies made are of no use any more. */
  onLaneGone(lane: WorkerState, error: WireError, timedOut: boolean): void {
    this.outcomes.laneGone(lane, error, timedOut);
  }

  /** The driver gave a lent slot back. */
  returned(lane: WorkerState, id: number, calls: number): void {
    this.lending.returned(lane, id, calls);
  }
}
