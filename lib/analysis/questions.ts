import type { Advice } from "@/lib/analysis/advice/advice";
import type { Crossover, DurationPoint } from "@/lib/analysis/advice/crossover";
import type { OnPlatform, Platform } from "@/lib/analysis/advice/platforms";
import type { TreeData } from "@/lib/analysis/layout/span-tree";
import type { ChartData } from "@/lib/analysis/layout/timeline-chart";
import type { LayoutMode } from "@/lib/analysis/layout/timeline-layout";
import type { TaskTotals } from "@/lib/analysis/report/by-task";
import type { TraceFigures } from "@/lib/analysis/report/report";
import type { ScalePoint } from "@/lib/analysis/simulation/scale";
import type { SimulationCheck, SimulationSettings, WhatIf } from "@/lib/analysis/simulation/simulation";
import type { RunBreakdown } from "@/lib/analysis/time/breakdown";
import type { CriticalPath } from "@/lib/analysis/time/critical-path";
import type { WorkSpan } from "@/lib/analysis/time/work-span";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import type { ReadTraceFile } from "@/lib/trace/file/read";

/**
 * What can be asked about traces. Plain data, as are the answers. All but `advice` and `scale` are about the first trace
 * of a query, `read` about none.
 */
export type Question =
  /** The traces in a file that somebody opened. */
  | { readonly type: "read"; readonly file: Blob }
  /** What a report counts from a trace. */
  | { readonly type: "figures"; readonly timerStepMs: number }
  | { readonly type: "tree" }
  | { readonly type: "chart"; readonly mode: LayoutMode }
  | { readonly type: "path" }
  | { readonly type: "breakdown" }
  | { readonly type: "tasks" }
  /** About the shown trial of each strategy in the report. */
  | { readonly type: "advice"; readonly report: Report }
  /** The second trace, if any, is of a trial that ran one body at a time: it says how long bodies take alone. */
  | {
      readonly type: "scale";
      readonly settings: SimulationSettings;
      readonly change: WhatIf;
      readonly maxWorkers?: number;
    }
  | {
      readonly type: "platforms";
      readonly settings: SimulationSettings;
      readonly platforms: readonly Platform[];
      readonly change: WhatIf;
    };
export type QuestionType = Question["type"];

export interface Answers {
  readonly read: ReadTraceFile;
  readonly figures: TraceFigures;
  readonly tree: TreeData;
  readonly chart: ChartData;
  readonly path: CriticalPath;
  readonly breakdown: RunBreakdown;
  readonly tasks: readonly TaskTotals[];
  readonly advice: AdviceData;
  /** Undefined where nothing ran on workers. */
  readonly scale: ScaleData | undefined;
  readonly platforms: PlatformData | undefined;
}
export type AnswerTo<Q extends Question> = Answers[Q["type"]];

/** The order in which waiting questions are answered: a run waits for its figures, then views, models come last. */
export const PRIORITY: Readonly<Record<QuestionType, number>> = {
  read: 0,
  figures: 0,
  tree: 1,
  chart: 1,
  path: 1,
  breakdown: 1,
  tasks: 1,
  scale: 2,
  platforms: 2,
  advice: 3,
};

/** `Advice` as plain data. */
export interface AdviceData extends Omit<Advice, "durations" | "scale"> {
  readonly durations: DurationsData | undefined;
  /** ms that no schedule on the workers there were can beat; by the strategy whose work was measured most purely. */
  readonly idealMs: number | undefined;
}

export interface DurationsData {
  readonly task: string;
  readonly itemMs: number;
  readonly points: readonly DurationPoint[];
  readonly crossovers: readonly Crossover[];
  /** Strategies whose simulation was within its bounds at the measured point. */
  readonly trusted: readonly StrategyName[];
}

export interface ScaleData {
  /** Of the trial. */
  readonly label: string;
  readonly workSpan: WorkSpan;
  /** How many times as long bodies took as alone, where that is known. */
  readonly stretch: number | undefined;
  readonly check: SimulationCheck;
  readonly points: readonly ScalePoint[];
  /** The fewest workers that come within 5 % of the fastest. */
  readonly helping: number;
  /** What was measured: its workers, and the median start of a worker and message there and back, ms. */
  readonly workers: number;
  readonly spawnMs: number;
  readonly transferMs: number;
}

export interface PlatformData {
  readonly check: SimulationCheck;
  readonly platforms: readonly OnPlatform[];
}
