import { type Incremental, ROWS_PER_STEP } from "@/lib/base/incremental";
import { EXECUTED } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import type { Columns } from "../columns";

const RUNNING = STATUSES.indexOf("running");
const INTERRUPTED = STATUSES.indexOf("interrupted");
const SKIPPED = STATUSES.indexOf("skipped");
const CANCELLED = STATUSES.indexOf("cancelled");

/**
 * Gives spans that were open at the end of the trial a status: a task that never reached a worker is "skipped", an
 * attempt that a later one replaced "interrupted", all others "cancelled".
 */
export function* endOpenSpans(columns: Columns, count: number): Incremental<void> {
  const { status, kind, attemptOf, dispatched, received, started } = columns;
  for (let row = 0; row < count; row += 1) {
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield;
    if (status[row] !== RUNNING) continue;
    const untouched =
      Number.isNaN(dispatched[row]) && Number.isNaN(received[row]) && Number.isNaN(started[row]);
    if ((attemptOf[row] as number) >= 0) status[row] = INTERRUPTED;
    else status[row] = untouched && EXECUTED[kind[row] as number] === true ? SKIPPED : CANCELLED;
  }
}
