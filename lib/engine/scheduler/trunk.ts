import type { Status } from "@/lib/model/status";
import type { CallMessage, Chunk, ChunkOutcome, Payload, ToRunner, WireError } from "@/lib/protocol/runner";
import type { ActiveChunk, WorkerState } from "../workers/worker-state";
import type { PendingCall } from "./pending-call";

/** What the scheduler says to the rest of the run: messages to lanes, and what is to be recorded. */
export interface Trunk {
  /** ms since the run's start. */
  now(): number;
  run(lane: WorkerState, chunk: Chunk): Promise<ChunkOutcome>;
  answer(lane: WorkerState, message: ToRunner, transfer: Transferable[]): void;
  /** Lends the driver a slot of a warm lane. @param connects both ends of the line have still to be sent. */
  lend(lane: WorkerState, driver: WorkerState, chunk: number, connects: boolean): void;
  /** Takes over what a lane recorded. @param single hold the rows of this single call until it is delivered. */
  record(outcome: ChunkOutcome, lane: number, now: number, single: PendingCall | undefined): void;
  /** Items that never ran on a lane: skipped, failed before they could, or known beforehand. */
  unrun(
    fanout: PendingCall,
    index: number,
    count: number,
    status: Status,
    error: WireError | undefined,
    flags?: number,
    attempt?: number,
  ): void;
  /** Items whose lane is gone. */
  interrupted(chunk: ActiveChunk, status: Status, error: WireError): void;
  /** A call was delivered to its caller. */
  settled(fanout: PendingCall, failed: boolean): void;
  /** The run has reached its bound of spans, and ends by it. */
  exceeded(): void;
  /** Results to keep, so that a failed run can be taken up again. */
  collect(call: CallMessage, index: number, payload: Payload): void;
}
