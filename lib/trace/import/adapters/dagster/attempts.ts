import type { AttemptRecord } from "../../record/run-record";
import type { DagsterEvent } from "./event";

interface Open {
  asked?: number;
  ready?: number;
  input?: number;
  output?: number;
  settled?: number;
  end?: DagsterEvent;
  pid?: string | undefined;
}

const ENDS: ReadonlySet<string> = new Set([
  "STEP_SUCCESS",
  "STEP_FAILURE",
  "STEP_UP_FOR_RETRY",
  "STEP_SKIPPED",
]);
/** A run that was terminated interrupts its steps with this. */
const INTERRUPTED = "DagsterExecutionInterruptedError";

/**
 * The attempts of a step. A body lies between the last input that was loaded and the last output: of a body that failed
 * the end is not in the log.
 *
 * @param events of one step, in order
 */
export function attemptsOf(step: string, events: readonly DagsterEvent[]): AttemptRecord[] {
  const found: Open[] = [];
  let open: Open = {};
  const next = (): void => {
    open = {};
    found.push(open);
  };
  for (const { type, time, ...event } of events) {
    const begins =
      (type === "STEP_WORKER_STARTING" && (open.asked !== undefined || open.ready !== undefined)) ||
      ((type === "STEP_START" || type === "STEP_RESTARTED") && open.ready !== undefined) ||
      (open.settled !== undefined && !ENDS.has(type) && type !== "HANDLED_OUTPUT");
    if (found.length === 0 || begins) next();
    if (event.pid !== undefined && type !== "STEP_WORKER_STARTING") open.pid = event.pid;
    if (type === "STEP_WORKER_STARTING") open.asked = time;
    else if (type === "STEP_START" || type === "STEP_RESTARTED") open.ready = time;
    else if (type === "LOADED_INPUT" || type === "STEP_INPUT") {
      if (open.output === undefined) open.input = time;
    } else if (type === "STEP_OUTPUT") open.output = time;
    else if (ENDS.has(type)) {
      open.settled ??= time;
      open.end ??= { type, time, ...event };
    }
  }
  return found.map((attempt, i) => attemptOf(step, attempt, i + 1));
}

function attemptOf(step: string, open: Open, attempt: number): AttemptRecord {
  const { asked, ready, input, output, settled, end, pid } = open;
  const started = ready === undefined ? undefined : Math.max(ready, input ?? ready);
  return {
    attempt,
    status: statusOf(end),
    asked,
    ready,
    started,
    ended: started === undefined || output === undefined || output < started ? undefined : output,
    settled,
    worker: pid ?? (asked === undefined ? undefined : `${step} ${attempt}`),
    error: end?.type === "STEP_SUCCESS" ? undefined : end?.error,
    ...(started !== undefined &&
      output === undefined &&
      settled !== undefined && {
        bodyBand: [0, Math.max(0, settled - started)] as const,
      }),
  };
}

function statusOf(end: DagsterEvent | undefined): AttemptRecord["status"] {
  if (end === undefined) return "interrupted";
  if (end.type === "STEP_SUCCESS") return "succeeded";
  if (end.type === "STEP_SKIPPED") return "skipped";
  return end.error === INTERRUPTED ? "cancelled" : "failed";
}
