import type { Numbers } from "@/lib/estimate/numbers";
import type { Consequences, DecisionMap, Estimate, MapAxes } from "@/lib/estimate/outcome";
import type { Report } from "@/lib/protocol/report";
import type { ReadTraceFile } from "@/lib/trace/file/read";
import type { Advice } from "./advice/advice";
import type { Found, Wanted } from "./find/find";
import type { Order } from "./find/order";
import type { TreeData } from "./layout/span-tree";
import type { ChartData } from "./layout/timeline-chart";
import type { LayoutMode } from "./layout/timeline-layout";
import type { Opened, OpenFile } from "./record/open";
import type { BestAnswer, Change, WhatIf } from "./record/what-if";
import type { TaskTotals } from "./report/by-task";
import type { MeasuredNumbers } from "./report/measured-numbers";
import type { TraceFigures } from "./report/report";
import type { SimulationSettings } from "./simulation/parameters";
import type { ScaleData } from "./simulation/scale";
import type { RunBreakdown } from "./time/breakdown";
import type { CallTimes } from "./time/call-times";
import type { ExplainedPath } from "./time/path-steps";
import type { RangeTotals } from "./time/range";

/**
 * What can be asked about traces. Plain data, as are the answers. All but `advice`, `scale` and `numbers` are about the first trace
 * of a query, `read` and `open` about none.
 */
export type Question =
  | { readonly type: "read"; readonly file: Blob }
  /** Trace files, and records of other tools. @param wanted which of the runs in them */
  | { readonly type: "open"; readonly files: readonly OpenFile[]; readonly wanted: number }
  /** What a report counts from a trace. */
  | { readonly type: "figures"; readonly timerStepMs: number }
  /** @param order of the calls of each caller; absent: as they were made */
  | { readonly type: "tree"; readonly order?: Order | undefined }
  | ({ readonly type: "find" } & Wanted)
  /** What ran between two moments, ms since the trial's start. */
  | { readonly type: "range"; readonly from: number; readonly to: number }
  | { readonly type: "chart"; readonly mode: LayoutMode }
  | { readonly type: "path" }
  | { readonly type: "breakdown" }
  | { readonly type: "tasks" }
  /** When the calls of each definition started and ended. */
  | { readonly type: "calls" }
  | { readonly type: "advice"; readonly report: Report }
  /** The second trace, if any, is of a trial that ran one body at a time: it says how long bodies take alone. */
  | { readonly type: "scale"; readonly settings: SimulationSettings }
  /** Of a trial that another tool recorded: how long it would have taken. @param cores of its host, where the record does not say */
  | { readonly type: "whatIf"; readonly change: Change; readonly cores?: number | undefined }
  /** The change that helps it most. */
  | { readonly type: "bestChange"; readonly cores?: number | undefined }
  /** Of all trials that succeeded. */
  | { readonly type: "numbers"; readonly cores: number }
  | NumbersQuestion;

/** About "Your numbers": they need no trace. */
export type NumbersQuestion =
  /** One draw: the answer. */
  | { readonly type: "estimate"; readonly numbers: Numbers }
  /** Several draws: its band. */
  | { readonly type: "band"; readonly numbers: Numbers; readonly draws: number }
  | { readonly type: "consequences"; readonly numbers: Numbers }
  | { readonly type: "decisionMap"; readonly numbers: Numbers; readonly axes: MapAxes };
export type QuestionType = Question["type"];

export interface Answers {
  readonly read: ReadTraceFile;
  readonly open: Opened;
  readonly figures: TraceFigures;
  readonly tree: TreeData;
  readonly find: Found;
  readonly range: RangeTotals;
  readonly chart: ChartData;
  readonly path: ExplainedPath;
  readonly breakdown: RunBreakdown;
  readonly tasks: readonly TaskTotals[];
  readonly calls: readonly CallTimes[];
  readonly advice: Advice;
  /** Undefined where nothing ran on workers. */
  readonly scale: ScaleData | undefined;
  readonly whatIf: WhatIf;
  readonly bestChange: BestAnswer;
  /** Undefined where no task ran. */
  readonly numbers: MeasuredNumbers | undefined;
  readonly estimate: Estimate;
  readonly band: Estimate;
  readonly consequences: Consequences;
  readonly decisionMap: DecisionMap;
}
export type AnswerTo<Q extends Question> = Answers[Q["type"]];

/** The order in which waiting questions are answered: a run waits for its figures, then views, models come last. */
export const PRIORITY: Readonly<Record<QuestionType, number>> = {
  read: 0,
  open: 0,
  figures: 0,
  tree: 1,
  find: 1,
  range: 1,
  chart: 1,
  path: 1,
  breakdown: 1,
  tasks: 1,
  calls: 1,
  scale: 2,
  whatIf: 1,
  bestChange: 1,
  numbers: 2,
  estimate: 1,
  decisionMap: 2,
  consequences: 2,
  advice: 3,
  band: 3,
};
