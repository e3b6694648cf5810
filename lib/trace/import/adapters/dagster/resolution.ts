import { median } from "../../record/median";
import type { DagsterEvent } from "./event";

/** Neighbours between which no code of the user runs: the gap is what Dagster needs to write an event. */
const PAIRS: ReadonlySet<string> = new Set([
  "RESOURCE_INIT_STARTED RESOURCE_INIT_SUCCESS",
  "RESOURCE_INIT_SUCCESS STEP_START",
  "RESOURCE_INIT_SUCCESS STEP_RESTARTED",
  "STEP_START LOADED_INPUT",
  "STEP_RESTARTED LOADED_INPUT",
  "LOADED_INPUT LOADED_INPUT",
  "LOADED_INPUT STEP_INPUT",
  "STEP_OUTPUT HANDLED_OUTPUT",
  "HANDLED_OUTPUT STEP_SUCCESS",
]);
/** Dagster's own writes of events take no less. */
const LEAST_MS = 1;
const ENOUGH = 20_000;

/** What bodies cannot be told from, ms: each event is written before the next step of the work. */
export function resolutionOf(steps: Iterable<readonly DagsterEvent[]>): number {
  const gaps: number[] = [];
  for (const events of steps) {
    for (let i = 1; i < events.length && gaps.length < ENOUGH; i += 1) {
      const [one, other] = [events[i - 1] as DagsterEvent, events[i] as DagsterEvent];
      if (PAIRS.has(`${one.type} ${other.type}`)) gaps.push(other.time - one.time);
    }
  }
  return Math.max(LEAST_MS, median(gaps) ?? LEAST_MS);
}
