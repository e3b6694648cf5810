import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";

import { pack } from "@/lib/protocol/rows";
import type { DirectPort, Scope, WireError } from "@/lib/protocol/runner";
import { type SpanContext, trailOf } from "../../execute/span-context";
import type { Thread } from "../../execute/thread";
import type { Definition } from "../../javascript/api/registry";
import { fromWire } from "../errors";

/**
 * A direct line: the coordinator lends the driver a slot of a warm lane while the driver makes one single call after the
 * other and nothing else is under way. Such a call goes to the lane and back without the two hops by way of the
 * coordinator. It takes the slot back (`recall`) as soon as anything else could use it.
 */
const TASK = KINDS.indexOf("task");

/** What calls of one task from one body have in common; sent once. */
export interface DirectCallShape {
  readonly n: number;
  readonly task: string;
  readonly depth: number;
  readonly trail: readonly string[];
  readonly scopes: readonly Scope[];
  readonly finishRunnable: boolean;
  readonly strategy: number;
}

/** One call: `[shape, id, path, chunk, arguments]`; with a shape's first call comes the shape itself. */
export type DirectCall = readonly [
  shape: number,
  id: number,
  path: number,
  chunk: number,
  args: readonly unknown[],
  define?: DirectCallShape,
];

export type DirectAnswer = readonly [
  id: number,
  ok: boolean,
  value: unknown,
  received: number,
  ended: number,
  bytes: number,
];

interface Pending {
  readonly ctx: SpanContext;
  readonly name: number;
  readonly issued: number;
  readonly strategy: number;
  readonly bytes: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Whether a task's single calls may take the line: nothing about them is the scheduler's to decide. */
export function mayCallDirectly(definition: Definition, ctx: SpanContext): boolean {
  const { place } = ctx;
  return (
    definition.kind === "task" &&
    !definition.retry &&
    !definition.timeoutMs &&
    !definition.cache &&
    !definition.environment &&
    place.chunk === 0 &&
    place.holder === null &&
    place.scopes.every((scope) => scope.soft)
  );
}

/** The driver's end. */
export class DirectCaller {
  private readonly ports = new Map<number, DirectPort>();
  private readonly shapes = new Map<SpanContext, Map<Definition, DirectCallShape>>();
  private readonly known = new Set<string>();
  private shapeCount = 0;
  private loan: { readonly lane: number; readonly chunk: number; readonly strategy: number } | undefined;
  private pending: (Pending & { readonly id: number }) | undefined;
  private recalled = false;
  private calls = 0;

  constructor(private readonly thread: Thread) {}

  /** A slot is lent, and no call is on the line. */
  get idle(): boolean {
    return this.loan !== undefined && this.pending === undefined && !this.recalled;
  }

  /** Of the calls that may take it. */
  get strategy(): number | undefined {
    return this.loan?.strategy;
  }

  lend(lane: number, chunk: number, strategy: number, port: DirectPort | undefined): void {
    if (port) {
      port.onmessage = (event) => this.onAnswer(lane, event.data as DirectAnswer);
      this.ports.set(lane, port);
    }
    this.recalled = false;
    this.calls = 0;
    this.loan = { lane, chunk, strategy };
  }

  recall(chunk: number): void {
    if (this.loan?.chunk !== chunk) return;
    this.recalled = true;
    if (!this.pending) this.giveBack();
  }

  /** Before anything else is asked of the coordinator, which then has all its lanes. */
  giveBack(): void {
    const { loan } = this;
    if (!loan || this.pending) return;
    this.loan = undefined;
    this.recalled = false;
    this.thread.post({ type: "returned", chunk: loan.chunk, calls: this.calls });
  }

  lost(chunk: number, error: WireError): void {
    if (this.loan?.chunk !== chunk) return;
    const { pending, loan } = this;
    this.loan = undefined;
    this.pending = undefined;
    if (!pending) return;
    const now = this.thread.now();
    this.row(pending, pending.id, "interrupted", loan.lane, pending.issued, now, now, 0);
    pending.reject(fromWire(error));
  }

  call(
    ctx: SpanContext,
    definition: Definition,
    id: number,
    path: number,
    args: readonly unknown[],
    bytes: number,
  ): Promise<unknown> {
    const loan = this.loan as NonNullable<typeof this.loan>;
    const shape = this.shapeOf(ctx, definition, loan.strategy);
    const key = `${loan.lane} ${shape.n}`;
    const first = !this.known.has(key);
    const { thread } = this;
    const issued = thread.now();
    const message: DirectCall = first
      ? [shape.n, id, path, loan.chunk, args, shape]
      : [shape.n, id, path, loan.chunk, args];
    this.ports.get(loan.lane)?.postMessage(message);
    this.known.add(key);
    return new Promise((resolve, reject) => {
      this.pending = {
        ctx,
        id,
        name: thread.recorder.name(definition.name),
        issued,
        strategy: loan.strategy,
        bytes,
        resolve,
        reject,
      };
    });
  }

  private onAnswer(lane: number, [id, ok, value, received, ended, bytes]: DirectAnswer): void {
    const { pending, thread } = this;
    if (pending?.id !== id) return;
    this.pending = undefined;
    this.calls++;
    const now = thread.now();
    this.row(pending, id, ok ? "succeeded" : "failed", lane, received, ended, now, bytes);
    thread.flushSoon(now);
    if (this.recalled) this.giveBack();
    if (ok) pending.resolve(value);
    else pending.reject(fromWire(value as WireError));
  }

  private row(
    pending: Pending,
    id: number,
    status: (typeof STATUSES)[number],
    lane: number,
    received: number,
    ended: number,
    settled: number,
    bytes: number,
  ): void {
    this.thread.recorder.row(
      id,
      pending.ctx.span,
      1,
      pending.name,
      pack(TASK, STATUSES.indexOf(status), 0, pending.strategy),
      -1,
      1,
      lane,
      pending.issued,
      pending.issued,
      received,
      received,
      ended,
      settled,
      pending.bytes,
      bytes,
    );
  }

  private shapeOf(ctx: SpanContext, definition: Definition, strategy: number): DirectCallShape {
    let shapes = this.shapes.get(ctx);
    if (!shapes) {
      // Only the entry's own body makes long rows of single calls; bodies that are over are forgotten.
      if (this.shapes.size > 16) this.shapes.clear();
      shapes = new Map();
      this.shapes.set(ctx, shapes);
    }
    let shape = shapes.get(definition);
    if (!shape) {
      const { place } = ctx;
      shape = {
        n: ++this.shapeCount,
        task: definition.name,
        depth: place.depth + 1,
        trail: trailOf(ctx),
        scopes: place.scopes,
        finishRunnable: place.finishRunnable,
        strategy,
      };
      shapes.set(definition, shape);
    }
    return shape;
  }
}
