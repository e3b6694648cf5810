import { at, textOf } from "../../values";

/** What is kept of an event of Dagster's log; everything else stays in the file. */
export interface DagsterEvent {
  /** "STEP_START", "RUN_SUCCESS": the names since 1.0; those of before are translated. */
  readonly type: string;
  /** ms since 1970. */
  readonly time: number;
  /** Empty: of the run. */
  readonly step: string;
  readonly pid?: string | undefined;
  /** Of an output of a dynamic op. */
  readonly mappingKey?: string | undefined;
  /** Class of an error. */
  readonly error?: string | undefined;
}

/** The order of events with the same time. */
const ORDER = [
  "STEP_WORKER_STARTING",
  "STEP_WORKER_STARTED",
  "RESOURCE_INIT_STARTED",
  "RESOURCE_INIT_SUCCESS",
  "STEP_START",
  "STEP_RESTARTED",
  "LOADED_INPUT",
  "STEP_INPUT",
  "STEP_OUTPUT",
  "HANDLED_OUTPUT",
  "STEP_SUCCESS",
  "STEP_SKIPPED",
  "STEP_UP_FOR_RETRY",
  "STEP_FAILURE",
] as const;
const RANK: ReadonlyMap<string, number> = new Map(ORDER.map((type, rank) => [type, rank]));

/** Events of a step that times are read from. */
export const isKept = (type: string): boolean => RANK.has(type);

export const typeOf = (name: string): string => name.replace(/^PIPELINE_/, "RUN_");

/** What Dagster puts around an error of the user's. */
const WRAPPERS: ReadonlySet<string> = new Set([
  "RetryRequestedFromPolicy",
  "DagsterExecutionStepExecutionError",
]);

/** Class of an error: of the user's own where Dagster put another one around it. @param member that has the class */
export function errorOf(error: unknown, member: "cls_name" | "className"): string | undefined {
  const own = textOf(at(error, member));
  return own !== undefined && WRAPPERS.has(own) ? (textOf(at(error, "cause", member)) ?? own) : own;
}

/** In the order of the log, each once: pages may overlap. */
export function inOrder(events: readonly DagsterEvent[]): DagsterEvent[] {
  const sorted = [...events].sort(
    (a, b) => a.time - b.time || (RANK.get(a.type) ?? 99) - (RANK.get(b.type) ?? 99),
  );
  const seen = new Set<string>();
  return sorted.filter(({ type, time, mappingKey }) => {
    const event = `${time} ${type} ${mappingKey}`;
    return !seen.has(event) && seen.add(event);
  });
}
