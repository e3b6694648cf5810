import { STRATEGIES } from "@/lib/model/strategy";
import type { CallMessage } from "@/lib/protocol/runner";
import type { ActiveChunk, Pool, WorkerState } from "../../workers/worker-state";
import { PendingCall } from "../pending-call";

/** Single calls of the driver, one after the other with nothing else under way, after which a slot is lent to it. */
const ROW = 2;

/** Stands for whatever the driver runs in a lent slot: it holds the slot as a chunk does, and no limit. */
function anyCall(): CallMessage {
  return {
    type: "call",
    id: -1,
    parent: -1,
    task: "direct line",
    kind: 3,
    map: false,
    payload: { form: "list", list: [] },
    strategy: STRATEGIES.indexOf("pooled"),
    options: { concurrency: 0, minSuccessRatio: 1, chunkSize: 1, finishRunnable: false, stream: false },
    scopes: [],
    depth: 1,
    path: 0,
    trail: [],
    chunk: 0,
    issued: 0,
    bytes: 0,
  };
}

/** Decides when the driver gets a slot lent (runtime/line.ts). At most one is lent at a time. */
export class Leases {
  private row = 0;
  private recalled = false;
  current: ActiveChunk | undefined;
  private readonly connected = new Set<WorkerState>();

  /** A call of the driver was delivered. @returns whether a slot should be lent now. */
  delivered(call: CallMessage, idle: boolean): boolean {
    const { options } = call;
    const plain =
      !call.map &&
      call.strategy === STRATEGIES.indexOf("pooled") &&
      !options.environment &&
      !options.retry &&
      !call.cacheKeys &&
      call.kind === 3;
    this.row = plain && idle ? this.row + 1 : 0;
    return this.row >= ROW && !this.current;
  }

  /** Makes the chunk that holds the lent slot. */
  lend(id: number, pool: Pool, lane: WorkerState, driver: WorkerState, now: number): ActiveChunk {
    this.recalled = false;
    this.current = {
      id,
      pool,
      lane,
      fanout: new PendingCall(anyCall(), driver),
      from: 0,
      count: 0,
      attempt: 1,
      scopes: [],
      dispatched: now,
      outstanding: 0,
      watchdog: undefined,
      announced: true,
    };
    return this.current;
  }

  /** @returns whether the lane's end of its line has still to be sent. */
  connect(lane: WorkerState): boolean {
    if (this.connected.has(lane)) return false;
    this.connected.add(lane);
    return true;
  }

  /** @returns the chunk to be called back, once. */
  recall(pool: Pool): ActiveChunk | undefined {
    if (!this.current || this.recalled || this.current.pool !== pool) return undefined;
    this.recalled = true;
    return this.current;
  }

  end(): void {
    this.current = undefined;
    this.row = 0;
  }
}
