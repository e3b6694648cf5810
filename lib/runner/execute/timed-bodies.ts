import type { FromRunner } from "@/lib/protocol/from-runner";
import { type SpanContext, trailOf } from "./span-context";

/**
 * Bodies with a timeout that run inline in the driver. The engine can end a worker for a body that never lets go of it, but
 * not the driver, whose bodies take turns. So the driver reports which of them has the thread, from one await to the next.
 */
export class TimedBodies {
  /** Timeouts, ms. */
  private readonly timeouts = new Map<SpanContext, number>();
  private holder: SpanContext | null = null;

  constructor(private readonly post: (message: FromRunner) => void) {}

  get isEmpty(): boolean {
    return this.timeouts.size === 0;
  }

  /** A body is about to be entered. */
  add(body: SpanContext, timeoutMs: number): void {
    this.timeouts.set(body, timeoutMs);
  }

  /** It has returned, and so has all that it called. */
  delete(body: SpanContext): void {
    this.timeouts.delete(body);
    if (this.holder === body) this.hold(null);
  }

  /** Another span is current. */
  switched(current: SpanContext | null): void {
    const holder = this.around(current);
    if (holder !== this.holder) this.hold(holder);
  }

  private around(current: SpanContext | null): SpanContext | null {
    for (let at = current; at; at = at.place.parent) if (this.timeouts.has(at)) return at;
    return null;
  }

  private hold(body: SpanContext | null): void {
    if (this.holder) this.post({ type: "left", span: this.holder.span });
    this.holder = body;
    if (!body) return;
    const { chunk, name: task } = body.place;
    const timeoutMs = this.timeouts.get(body) as number;
    this.post({ type: "entered", span: body.span, chunk, task, timeoutMs, trail: trailOf(body) });
  }
}
