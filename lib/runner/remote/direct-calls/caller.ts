import { KINDS } from "@/lib/model/kind";
import { STATUSES, type Status } from "@/lib/model/status";
import type {
  DirectAnswer,
  DirectCall,
  DirectCallPort,
  DirectCallShape,
  LeaseMessage,
} from "@/lib/protocol/direct-calls";
import { pack } from "@/lib/protocol/rows";
import type { WireError } from "@/lib/protocol/wire-error";
import { type SpanContext, trailOf } from "../../execute/span-context";
import type { Thread } from "../../execute/thread";
import type { Definition } from "../../host/language";
import { fromWire } from "../errors";
import { sendArguments } from "../payload";

const TASK = KINDS.indexOf("task");
/** Bodies whose shapes are remembered. Usually only the entry makes many single calls. */
const MAX_BODIES = 16;

/** A call is rejected with it where its worker was ended for another body: it has to go another way. */
export const CALL_AGAIN = Symbol("call again");

type Lease = Extract<LeaseMessage, { type: "leaseGranted" }>;

interface KnownShape {
  readonly number: number;
  readonly shape: DirectCallShape;
}

interface Pending {
  readonly id: number;
  readonly ctx: SpanContext;
  readonly name: number;
  readonly issued: number;
  readonly strategy: number;
  readonly bytes: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Whether a task's single calls may go directly: the scheduler has nothing to decide about them. */
export function mayCallDirectly(definition: Definition, { place }: SpanContext): boolean {
  return (
    definition.kind === "task" &&
    !definition.retry &&
    !definition.timeoutMs &&
    !definition.cache &&
    !definition.environment &&
    place.chunk === 0 &&
    place.holder === null &&
    place.computing === undefined &&
    place.scopes.every((scope) => scope.soft)
  );
}

/**
 * The driver's end of direct calls: the coordinator leases the driver a slot of a kept worker while the driver makes
 * single calls in a row and nothing else is under way. Such a call goes to the worker and back without the two hops
 * through the coordinator, which recalls the slot as soon as anything else could use it.
 */
export class DirectCaller {
  private readonly ports = new Map<number, DirectCallPort>();
  private readonly shapes = new Map<SpanContext, Map<string, KnownShape>>();
  /** Shapes that a worker has been sent. */
  private readonly sent = new Set<string>();
  private shapeCount = 0;
  private lease: Lease | undefined;
  private pending: Pending | undefined;
  private isRecalled = false;
  private calls = 0;

  constructor(private readonly thread: Thread) {}

  /** A slot is leased, and no call is under way in it. */
  get idle(): boolean {
    return this.lease !== undefined && this.pending === undefined && !this.isRecalled;
  }

  /** Of the calls that may use the slot. */
  get strategy(): number | undefined {
    return this.lease?.strategy;
  }

  granted(lease: Lease): void {
    const { worker, port } = lease;
    if (port) {
      port.onmessage = (event) => this.onAnswer(worker, event.data as DirectAnswer);
      this.ports.set(worker, port);
    }
    this.isRecalled = false;
    this.calls = 0;
    this.lease = lease;
  }

  recalled(chunk: number): void {
    if (this.lease?.chunk !== chunk) return;
    this.isRecalled = true;
    if (!this.pending) this.giveBack();
  }

  /** Before anything else is asked of the coordinator, which then has all its workers. */
  giveBack(): void {
    const { lease } = this;
    if (!lease || this.pending) return;
    this.lease = undefined;
    this.isRecalled = false;
    this.thread.post({ type: "leaseReturned", chunk: lease.chunk, calls: this.calls });
  }

  /** @param error left out where the call under way is to be made again */
  revoked(chunk: number, error: WireError | undefined): void {
    if (this.lease?.chunk !== chunk) return;
    const { pending, lease } = this;
    this.lease = undefined;
    this.pending = undefined;
    if (!pending) return;
    if (!error) {
      pending.reject(CALL_AGAIN);
      return;
    }
    const now = this.thread.now();
    this.record(pending, "interrupted", lease.worker, pending.issued, now, now, 0);
    pending.reject(fromWire(this.thread.values, error));
  }

  call(
    ctx: SpanContext,
    definition: Definition,
    id: number,
    path: number,
    args: readonly unknown[],
    bytes: number,
  ): Promise<unknown> {
    const { worker, chunk, strategy } = this.lease as Lease;
    const { number, shape } = this.shapeOf(ctx, definition, strategy);
    const key = `${worker} ${number}`;
    const { thread } = this;
    const issued = thread.now();
    const port = this.ports.get(worker);
    sendArguments(thread.values, definition.name, args, false, (sent) => {
      const message: DirectCall = this.sent.has(key)
        ? [number, id, path, chunk, sent]
        : [number, id, path, chunk, sent, shape];
      port?.postMessage(message);
    });
    this.sent.add(key);
    const name = thread.recorder.name(definition.name);
    return new Promise((resolve, reject) => {
      this.pending = { id, ctx, name, issued, strategy, bytes, resolve, reject };
    });
  }

  private onAnswer(worker: number, [id, ok, value, received, ended, bytes, note]: DirectAnswer): void {
    const { pending, thread } = this;
    if (pending?.id !== id) return;
    this.pending = undefined;
    this.calls++;
    const now = thread.now();
    this.record(pending, ok ? "succeeded" : "failed", worker, received, ended, now, bytes);
    if (note) thread.recorder.note(note);
    thread.flushSoon(now);
    if (this.isRecalled) this.giveBack();
    if (ok) pending.resolve(value);
    else pending.reject(fromWire(thread.values, value as WireError));
  }

  private record(
    { id, ctx, name, issued, strategy, bytes }: Pending,
    status: Status,
    worker: number,
    received: number,
    ended: number,
    settled: number,
    bytesOut: number,
  ): void {
    this.thread.recorder.row(
      id,
      ctx.span,
      1,
      name,
      pack(TASK, STATUSES.indexOf(status), 0, strategy),
      -1,
      1,
      worker,
      issued,
      issued,
      received,
      received,
      ended,
      settled,
      bytes,
      bytesOut,
      // The answer of a direct call is kept short: it does not say.
      0,
      0,
    );
  }

  private shapeOf(ctx: SpanContext, { name }: Definition, strategy: number): KnownShape {
    let shapes = this.shapes.get(ctx);
    if (!shapes) {
      // Bodies that are over are forgotten.
      if (this.shapes.size > MAX_BODIES) this.shapes.clear();
      shapes = new Map();
      this.shapes.set(ctx, shapes);
    }
    let known = shapes.get(name);
    if (!known) {
      const { depth, scopes, finishRunnable } = ctx.place;
      const shape = { name, depth: depth + 1, strategy, scopes, finishRunnable, trail: trailOf(ctx) };
      known = { number: ++this.shapeCount, shape };
      shapes.set(name, known);
    }
    return known;
  }
}
