import { PriorityQueue } from "@/lib/base/priority-queue";
import type { Lane } from "@/lib/protocol/rows";
import type { CallMessage, Scope, WireError } from "@/lib/protocol/runner";
import type { RunnerEvents, RunnerHandle } from "../host";
import type { PendingCall } from "../scheduler/pending-call";

/** A chunk under way on a lane. */
export interface ActiveChunk {
  readonly id: number;
  readonly pool: Pool;
  readonly fanout: PendingCall;
  readonly from: number;
  readonly count: number;
  readonly attempt: number;
  readonly lane: WorkerState;
  readonly scopes: readonly Scope[];
  readonly dispatched: number;
  /** Nested calls of its body that are under way: while there are any, it holds no slot. */
  outstanding: number;
  watchdog: ReturnType<typeof setTimeout> | undefined;
  announced: boolean;
}

/** A body that may go on as soon as it has its slot again. */
export interface ResumableBody {
  readonly chunk: ActiveChunk;
  readonly deliver: () => void;
}

export class WorkerState {
  readonly chunks = new Map<number, ActiveChunk>();
  readonly resumes: ResumableBody[] = [];
  /** Slots in use. */
  used = 0;
  alive = true;
  ready = Number.NaN;
  ended = Number.NaN;
  end: Lane["end"];
  handle: RunnerHandle | null = null;
  /** Resolves once the program is loaded, with its error if it failed. */
  loaded: Promise<WireError | null> = Promise.resolve(null);

  constructor(
    readonly id: number,
    readonly pool: Pool | null,
    readonly role: Lane["role"],
    readonly label: string,
    readonly requested: number,
  ) {}

  private relay: { to: RunnerEvents } | null = null;

  /** Events of its runner, which go to whoever holds the lane then: a warm lane is held by one run after the other. */
  events(to: RunnerEvents): RunnerEvents {
    const relay = { to };
    this.relay = relay;
    return { message: (message) => relay.to.message(message), died: (reason) => relay.to.died(reason) };
  }

  takeOver(from: WorkerState, to: RunnerEvents): void {
    this.relay = from.relay;
    if (this.relay) this.relay.to = to;
  }

  get isReady(): boolean {
    return !Number.isNaN(this.ready);
  }

  toLane(): Lane {
    return {
      lane: this.id,
      role: this.role,
      label: this.label,
      requested: this.requested,
      ready: this.ready,
      ended: this.ended,
      end: this.end,
    };
  }
}

/** Lanes of one kind and the calls that wait for them: a pool of warm workers, or the op runs of `dynamic` and `hybrid`. */
export class Pool {
  readonly ready = new PriorityQueue<PendingCall>();
  readonly lanes: WorkerState[] = [];
  /** Chunks that hold a slot. */
  running = 0;
  /** Bodies whose nested calls have settled, of op lanes. */
  readonly resumes = new PriorityQueue<ResumableBody>();

  /**
   * @param role "pool": `size` kept lanes with `concurrency` slots each. "op": a fresh lane for each chunk, `size` running at once.
   */
  constructor(
    readonly name: string,
    readonly role: "pool" | "op",
    readonly size: number,
    readonly concurrency: number,
  ) {}

  get slots(): number {
    return this.size * this.concurrency;
  }
}

/** The lanes that the scheduler has chunks carried out on. */
export interface WorkerProvider {
  poolFor(call: CallMessage): Pool;
  /** A lane of a pool with a free slot that is ready, or undefined. */
  free(pool: Pool): WorkerState | undefined;
  /** Whether another worker may be started. */
  canOpen(): boolean;
  /** A fresh lane for one chunk. */
  open(pool: Pool, label: string): WorkerState;
  /** Ends a lane for good. */
  end(lane: WorkerState, how: "finished" | "timeout" | "died"): void;
}
