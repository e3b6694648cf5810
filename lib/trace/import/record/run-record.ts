import type { Status } from "@/lib/model/status";

/**
 * What every adapter gives: one run of an orchestrator, as its record shows it. All times are ms since 1970. A time that
 * the record does not hold is left out, never guessed. Private fields (stack traces, paths, configuration, tags, names of
 * users, arguments) are not here: adapters drop them.
 */
export interface RunRecord {
  readonly format: FormatId;
  /** For people: "Dagster 1.13.28". */
  readonly tool: string;
  /** Of the job, flow or pipeline. */
  readonly name: string;
  /** As the tool numbers it; empty where it does not. */
  readonly runId: string;
  /** Undefined where the record does not say how it ended. */
  readonly status: RunStatus | undefined;
  /** Start and end of the run itself; derived from its steps where the record has none. */
  readonly begin?: number | undefined;
  readonly end?: number | undefined;
  /** When somebody asked for the run, before it began. */
  readonly launched?: number | undefined;
  /** "multiprocess", "in process": as the tool calls it. */
  readonly executor?: string | undefined;
  /** How it starts processes: "spawn", "forkserver". */
  readonly startMethod?: string | undefined;
  /** How many steps may run at a time, by its configuration. */
  readonly limit?: number | undefined;
  /** Workers are processes of one host, or each has a host of its own. Undefined: not known. */
  readonly hosts?: "one" | "separate" | undefined;
  /** All steps ran in the process of the run: there are no starts. */
  readonly inProcess?: boolean;
  /** Process of the run itself, which is no worker: the first part of `AttemptRecord.worker`. */
  readonly driver?: string | undefined;
  /** When a step takes its slot. "ready" where the time before it is spent in a queue of which the record says no more. */
  readonly slotFrom?: "asked" | "ready";
  /** Cores of the one host, where the record says so. */
  readonly cores?: number | undefined;
  /** What the record cannot tell apart, ms: steps of its clock, or the cost of writing its events. */
  readonly resolutionMs: number;
  /** "microseconds, one clock". */
  readonly clock: string;
  readonly steps: readonly StepRecord[];
  /** In words, for the panel: what the format does not hold, what was worked out, what was left out on purpose, what is missing in these files. */
  readonly unknown: readonly string[];
  readonly derived: readonly string[];
  readonly dropped: readonly string[];
  readonly incomplete: readonly string[];
}

const RUN_STATUSES = ["succeeded", "failed", "cancelled", "running"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Of a run, by that of its entry; undefined where a run cannot end so. */
export const runStatusOf = (status: string | undefined): RunStatus | undefined =>
  RUN_STATUSES.find((each) => each === status);

/** What one node of a run's graph did: an op, task, job or action; of a map, one of its items. */
export interface StepRecord {
  /** Unique in the run. */
  readonly id: string;
  /** Of the task; items of one map share it. */
  readonly name: string;
  /** An item's own name or number among the others. */
  readonly key?: string | undefined;
  readonly index?: number | undefined;
  /** Items with the same value belong to one map. Left out: no item. */
  readonly map?: string | undefined;
  /** Ids of the steps that it waited for; undefined where the record does not say. */
  readonly upstream?: readonly string[] | undefined;
  /** Id of the step that it was a part of. */
  readonly parent?: string | undefined;
  /** It encloses other steps and is none itself. */
  readonly encloses?: boolean;
  /** Never ran: what it waited for failed, or a condition was not met. */
  readonly skipped?: boolean;
  readonly attempts: readonly AttemptRecord[];
}

export interface AttemptRecord {
  /** From 1. */
  readonly attempt: number;
  readonly status: Status;
  /** It could have begun: what it waited for had ended. */
  readonly runnable?: number | undefined;
  /** A worker was asked for it; from here on it holds a slot. */
  readonly asked?: number | undefined;
  /** The worker was ready. */
  readonly ready?: number | undefined;
  /** Its own body began and ended. */
  readonly started?: number | undefined;
  readonly ended?: number | undefined;
  /** The orchestrator had its end: the slot is free. */
  readonly settled?: number | undefined;
  /** The same value twice is a worker that was kept. "PROCESS" or "PROCESS/THREAD". */
  readonly worker?: string | undefined;
  /** Kind of error; messages may hold data and are dropped. */
  readonly error?: string | undefined;
  readonly cached?: boolean;
  readonly reused?: boolean;
  /** Where the body is not in the record: it took this long at least and at most, ms. */
  readonly bodyBand?: Band | undefined;
  /** The same of the start of its worker. */
  readonly startBand?: Band | undefined;
}

/** Its end is missing. What never ran, or came from elsewhere, has none in this run. */
export const isOpen = ({ settled, status, cached, reused }: AttemptRecord): boolean =>
  settled === undefined && status !== "skipped" && cached !== true && reused !== true;

/** A value that is only known to lie between these, ms. */
export type Band = readonly [low: number, high: number];

export const FORMATS = {
  "run-file": "run file",
  "dagster-debug": "Dagster debug file",
  "dagster-graphql": "Dagster GraphQL events",
  "flyte2-actions": "Flyte 2 actions",
  otlp: "OpenTelemetry traces (OTLP JSON)",
  jaeger: "Jaeger traces",
  "airflow-task-instances": "Airflow task instances",
  "nextflow-trace": "Nextflow trace.txt",
  "github-jobs": "GitHub Actions jobs",
  "fanout-chrome": "Chrome trace of Fanout",
} as const;
export type FormatId = keyof typeof FORMATS;
