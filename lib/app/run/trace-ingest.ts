import type { Incremental } from "@/lib/base/incremental";
import { TASK_BUDGET_MS, yieldToMain } from "@/lib/base/yield-to-main";
import type { Tick } from "@/lib/protocol/page";
import { SIZE, type SpanBatch, STRIDE } from "@/lib/protocol/rows";

/** Spans put into a trace between two looks at the clock. */
const SLICE = 4_096;

export interface TraceIngest {
  push(tick: Tick): void;
  /** Everything that was pushed has been fed. */
  done(): Promise<void>;
}

/**
 * Feeds what arrives of a run in pieces, so that a million spans at once do not hold the page up. In order, and at once
 * where there is little.
 *
 * @param feed takes a part of a tick, in steps
 * @param fed is told after each whole tick
 */
export function createTraceIngest(
  feed: (part: Tick) => Incremental<void>,
  fed: (tick: Tick) => void,
): TraceIngest {
  const waiting: Tick[] = [];
  let going: Promise<void> = Promise.resolve();
  let busy = false;

  async function work(): Promise<void> {
    busy = true;
    let turn = performance.now();
    for (let tick = waiting.shift(); tick !== undefined; tick = waiting.shift()) {
      for (const part of partsOf(tick)) {
        const steps = feed(part);
        do {
          if (performance.now() - turn <= TASK_BUDGET_MS) continue;
          await yieldToMain();
          turn = performance.now();
        } while (!steps.next().done);
      }
      fed(tick);
    }
    busy = false;
  }

  return {
    push(tick) {
      waiting.push(tick);
      if (!busy) going = work();
    },
    done: () => going,
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
      if (spans < SLICE) continue;
      whole.push({ lane: batch.lane, rows: batch.rows.subarray(from, at + STRIDE), names });
      yield { ...tick, batches: whole.splice(0), notes: [], logs: [], lanes: [] };
      [from, names, spans] = [at + STRIDE, [], 0];
    }
    if (from < batch.rows.length || names.length > 0)
      whole.push({ lane: batch.lane, rows: batch.rows.subarray(from), names });
  }
  yield { ...tick, batches: whole };
}
