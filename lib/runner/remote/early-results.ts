import type { Cancel } from "@/lib/base/clock";
import type { Thread } from "../execute/thread";

/** ms between two messages of a chunk, so that short items share one. */
const INTERVAL_MS = 1;

/** Posts results of a chunk as they come, for a caller that takes them one by one. The chunk's outcome has them again. */
export class EarlyResults {
  private offsets: number[] = [];
  private values: unknown[] = [];
  private last = Number.NEGATIVE_INFINITY;
  private timer: Cancel | undefined;

  constructor(
    private readonly thread: Thread,
    private readonly chunk: number,
  ) {}

  /** @param value encoded */
  add(offset: number, value: unknown): void {
    this.offsets.push(offset);
    this.values.push(value);
    const { thread } = this;
    if (thread.now() - this.last >= INTERVAL_MS) this.post();
    else this.timer ??= thread.clock.after(INTERVAL_MS, () => this.post());
  }

  /** The outcome is about to be sent. */
  end(): void {
    this.timer?.();
  }

  private post(): void {
    const { thread, chunk, offsets, values } = this;
    this.timer?.();
    this.timer = undefined;
    this.last = thread.now();
    this.offsets = [];
    this.values = [];
    try {
      thread.post({ type: "results", chunk, offsets, values });
    } catch {
      // One of them cannot be sent: the outcome says so.
    }
  }
}
