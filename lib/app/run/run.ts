import type { LanguageId } from "@/lib/model/language";
import type { TrialInfo, TrialSource } from "@/lib/model/run";
import type { StrategyName } from "@/lib/model/strategy";
import type { PriorResult, Stall } from "@/lib/protocol/page";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import type { RecordedTrace, Trace } from "@/lib/trace/trace";
import type { PlaygroundDocument } from "../documents/document";

/** Of a trial whose strategy is known: every one but some imported ones. */
export type StrategyTrialInfo = TrialInfo & { readonly strategy: StrategyName };

/** @param number tells the trials of a run apart */
export const trialInfo = (
  run: Pick<Run, "id" | "source" | "startedAt">,
  number: number,
  strategy: StrategyName,
  language: LanguageId,
): StrategyTrialInfo => ({
  runId: run.id,
  trialId: `${run.id} ${number}`,
  label: strategy,
  source: run.source,
  strategy,
  language,
  startedAt: run.startedAt,
});

/** One strategy and one round of a run: of a measured run, the median round. */
export interface Trial {
  readonly info: TrialInfo;
  /** Times of all rounds of its strategy; output, tree and counts are this trial's. */
  readonly report: StrategyReport;
  /** Undefined where nothing was recorded. */
  readonly trace: Trace | undefined;
  /** Path → content. A recording has the paths and sizes in its report only. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Of a trial that failed or was stopped: results that another run can reuse. */
  readonly reusable: readonly PriorResult[];
}

/** What a user starts, or opens from a link or the history: all strategies and rounds. */
export interface Run {
  readonly id: string;
  readonly source: TrialSource;
  /** What was on the screen when it ran. */
  readonly document: PlaygroundDocument;
  /** ms since 1970; NaN where a recording has no date. */
  readonly startedAt: number;
  /** The page started it on a first visit; nobody pressed Run. */
  readonly automatic: boolean;
  /** False until its last trial has ended. */
  readonly complete: boolean;
  /** It came with a link or an example, or its spans were too many to keep: its traces hold what the trees of its report hold. */
  readonly reportOnly: boolean;
  readonly report: Report;
  /** One for each of the report's strategies, in that order. */
  readonly trials: readonly Trial[];
}

/** Its times are this machine's, and complete. */
export const isMeasuredHere = (run: Run): boolean =>
  !run.reportOnly && (run.source === "measured" || run.source === "history") && !recordOf(run);

/** Of a run that another tool recorded: its trace. There is one trial then. */
export function recordOf({ trials }: Pick<Run, "trials">): RecordedTrace | undefined {
  const trace = trials[0]?.trace;
  return isRecorded(trace) ? trace : undefined;
}

const isRecorded = (trace: Trace | undefined): trace is RecordedTrace => trace?.record !== undefined;

/** It came with a link, an example or a file. */
export const cameFromElsewhere = ({ source }: Run): boolean => source === "recorded" || source === "imported";

/** Both are the same strategy, perhaps of two runs or two rounds. */
export const isSameStrategy = (one: TrialInfo, other: TrialInfo): boolean =>
  one.strategy !== undefined && one.strategy === other.strategy;

/** How far a run is. */
export interface RunProgress {
  readonly strategy: StrategyName;
  /** From 1; 0 for a warm-up. */
  readonly round: number;
  /** How many there will be; absent where time decides. */
  readonly rounds?: number | undefined;
  /** Tasks and items settled, and known of, in this trial. */
  readonly done: number;
  readonly total: number;
  /** ms since the trial's start. */
  readonly forMs: number;
}

/** The trial that is being recorded. A new object at each tick, its trace still growing. */
export interface LiveTrial {
  readonly info: TrialInfo;
  readonly trace: Trace;
  /** What calls wait for while nothing goes on. */
  readonly stall?: Stall | undefined;
  readonly report?: undefined;
}

/** What the views of one trial show. */
export type ActiveTrial = Trial | LiveTrial;
