import type { Incremental } from "@/lib/base/incremental";
import { TASK_BUDGET_MS, yieldToMain } from "@/lib/base/yield-to-main";
import type { Tick } from "@/lib/protocol/page";
import { SIZE, type SpanBatch, STRIDE } from "@/lib/protocol/rows";

/** Spans added to a trace before the clock is read again. */
const SPANS_PER_PART = 4_096;

export interface TraceIngest {
  push(tick: Tick): void;
  /** Settles when everything that was pushed has been added. */
  done(): Promise<void>;
}

/**
 * Adds what arrives of a trial in parts, in order, and yields to the page between them: a million spans in one tick must
 * not block it.
 *
 * @param add takes a part of a tick, in steps
 * @param onAdded is called after each whole tick
 */
export function createTraceIngest(
  add: (part: Tick) => Incremental<void>,
  onAdded: (tick: Tick) => void,
): TraceIngest {
  const waiting: Tick[] = [];
  let working: Promise<void> = Promise.resolve();
  let busy = false;

  async function work(): Promise<void> {
    busy = true;
    let turn = performance.now();
    for (let tick = waiting.shift(); tick !== undefined; tick = waiting.shift()) {
      for (const part of partsOf(tick)) {
        const steps = add(part);
        do {
          if (performance.now() - turn <= TASK_BUDGET_MS) continue;
          await yieldToMain();
          turn = performance.now();
        } while (!steps.next().done);
      }
      onAdded(tick);
    }
    busy = false;
  }

  return {
    push(tick) {
      waiting.push(tick);
      if (!busy) working = work();
    },
    done: () => working,
  };
}

/** A tick in parts, none of which holds many spans more than a slice; the last one has all that is not spans. */
function* partsOf(tick: Tick): Generator<Tick> {
  const whole: SpanBatch[] = [];
  let spans = 0;
  for (const batch of tick.batches) {
    let from = 0;
    let names = batch.names;
    for (let at = 0; at < batch.rows.length; at += STRIDE) {
      spans += Math.max(1, batch.rows[at + SIZE] ?? 1);
      if (spans < SPANS_PER_PART) continue;
      whole.push({ worker: batch.worker, rows: batch.rows.subarray(from, at + STRIDE), names });
      yield { ...tick, batches: whole.splice(0), notes: [], logs: [], lanes: [] };
      [from, names, spans] = [at + STRIDE, [], 0];
    }
    if (from < batch.rows.length || names.length > 0)
      whole.push({ worker: batch.worker, rows: batch.rows.subarray(from), names });
  }
  yield { ...tick, batches: whole };
}
