import type { Cancel } from "@/lib/base/clock";
import { reasonOf } from "@/lib/base/text-of";
import type { Chunk, ChunkOutcome, TrainOutcome } from "@/lib/protocol/chunks";
import { packOutcomes } from "../remote/train-outcomes";
import type { Thread } from "./thread";

/** ms after which the rest is given back, if the thread is free by then: a body waits for something. */
const GIVE_BACK_MS = 3;

const text = (error: unknown) => reasonOf(error).slice(0, 200);

/**
 * Runs chunks of single calls one after the other, in one slot. They are expected to be short. As soon as a body waits, those that have not
 * been started are given back: they could be what it waits for.
 */
export class Train {
  private readonly waiting: Chunk[];
  private outcomes: TrainOutcome[] = [];

  constructor(
    private readonly thread: Thread,
    chunks: readonly Chunk[],
    private readonly runChunk: (chunk: Chunk) => Promise<ChunkOutcome>,
  ) {
    this.waiting = [...chunks];
    for (const { chunk } of chunks) thread.chunks.set(chunk, { cancel: () => this.skip(chunk) });
    thread.trains.add(this);
  }

  async run(): Promise<void> {
    const { thread, waiting } = this;
    const cancel: Cancel = thread.clock.after(GIVE_BACK_MS, () => this.giveBack());
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { chunk } = next;
      const outcome: TrainOutcome = await this.runChunk(next).then(
        (given) => ({ chunk, outcome: given }),
        (error: unknown) => ({ chunk, error: text(error) }),
      );
      // Only now: the list may have been sent in between.
      this.outcomes.push(outcome);
    }
    cancel();
    thread.trains.delete(this);
    this.report([]);
  }

  giveBack(): void {
    this.report(this.waiting.splice(0).map(({ chunk }) => chunk));
  }

  private skip(chunk: number): void {
    const at = this.waiting.findIndex((each) => each.chunk === chunk);
    if (at < 0) return;
    this.waiting.splice(at, 1);
    this.report([chunk]);
  }

  private report(unstarted: readonly number[]): void {
    const { thread, outcomes } = this;
    for (const chunk of unstarted) thread.chunks.delete(chunk);
    if (outcomes.length === 0 && unstarted.length === 0) return;
    this.outcomes = [];
    try {
      this.post(outcomes, unstarted);
    } catch {
      // One of them cannot be cloned, and must not take the others with it.
      for (const each of outcomes) this.reportAlone(each);
      if (unstarted.length > 0) this.post([], unstarted);
    }
  }

  private post(outcomes: readonly TrainOutcome[], unstarted: readonly number[]): void {
    const packed = packOutcomes(outcomes);
    const moved = packed.batch ? [packed.batch.rows.buffer as ArrayBuffer] : [];
    this.thread.post({ type: "train", outcomes: packed, unstarted }, moved);
  }

  private reportAlone(outcome: TrainOutcome): void {
    try {
      this.post([outcome], []);
    } catch (error) {
      this.post([{ chunk: outcome.chunk, error: text(error) }], []);
    }
  }
}
