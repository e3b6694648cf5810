/**
 * What is known of a trial that another tool recorded, besides its spans: docs/import.md. Plain data; trace files and the
 * history keep it with the trace.
 */
export interface RecordInfo {
  /** "dagster-debug": a key of `FORMATS`. */
  readonly format: string;
  /** For people: "Dagster 1.13.28". */
  readonly tool: string;
  /** Of the job, and of the run as the tool numbers it. */
  readonly name: string;
  readonly run: string;
  /** Undefined where the record does not say. */
  readonly status?: "succeeded" | "failed" | "cancelled" | "running" | undefined;
  readonly executor?: string | undefined;
  readonly startMethod?: string | undefined;
  /** How many steps may run at a time, by the tool's configuration. */
  readonly limit?: number | undefined;
  readonly hosts?: "one" | "separate" | undefined;
  readonly cores?: number | undefined;
  /** All steps ran in the run's own process. */
  readonly inProcess: boolean;
  /** A step takes its slot when its worker is asked for, or only when it is ready. */
  readonly slotFrom: "asked" | "ready";
  /** Starts of workers, and bodies, are in the record: not only bands of them, or nothing. */
  readonly knowsStarts: boolean;
  readonly knowsBodies: boolean;
  /** What the record cannot tell apart, ms. */
  readonly resolutionMs: number;
  readonly clock: string;
  /** From when somebody asked for the run until it began, ms. */
  readonly launchMs?: number | undefined;
  readonly counts: RecordCounts;
  readonly held: HeldTime;
  readonly medians: RecordMedians;
  /** Sentences' parts for people: see `RunRecord`. */
  readonly unknown: readonly string[];
  readonly derived: readonly string[];
  readonly dropped: readonly string[];
  readonly incomplete: readonly string[];
  /** Steps of the record that are not in the trace: a link holds so many only. */
  readonly leftOut?: number | undefined;
  /** Which step waited for which: ids of spans in pairs, the later one first. Undefined where that is not known. */
  readonly links?: readonly number[] | undefined;
}

/** Of attempts, ms; undefined where the record holds no such time. */
export interface RecordMedians {
  readonly queue?: number | undefined;
  readonly start?: number | undefined;
  readonly body?: number | undefined;
}

export interface RecordCounts {
  readonly steps: number;
  readonly items: number;
  readonly maps: number;
  readonly attempts: number;
  readonly failedAttempts: number;
  readonly skipped: number;
  /** Asked for, and never begun; or without an end. */
  readonly unfinished: number;
  /** Processes, pods or runners other than the run's own; undefined where the record names none. */
  readonly workers?: number | undefined;
  /** Most attempts that held a slot at the same time. */
  readonly peak: number;
}

/** Of the time that steps held a slot, ms of all of them together. The parts add up to `total`. */
export interface HeldTime {
  readonly total: number;
  /** Of workers. */
  readonly start: number;
  /** Bodies. */
  readonly work: number;
  /** Loading inputs before a body, storing outputs after it, and whatever else the tool did around it. */
  readonly around: number;
  /** The record does not say what. */
  readonly unknown: number;
  /** Not held: a slot was free while a step was waiting for one. Undefined where the record does not say. */
  readonly orchestrator?: number | undefined;
}
