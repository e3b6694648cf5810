import type { RecordedPart, Trial } from "../run/run";
import type { ResultTab } from "./slices/view-slice";

const ALL_TIMES = ["spans", "queue times", "worker starts"] as const;

/** What each view needs of what was recorded, besides the report. */
const VIEW_NEEDS: Readonly<Record<ResultTab, readonly RecordedPart[]>> = {
  compare: [],
  advice: ALL_TIMES,
  scale: ALL_TIMES,
  tree: ["spans"],
  timeline: ["spans"],
  breakdown: ALL_TIMES,
  output: [],
  files: [],
  log: ["log lines"],
};

/** Views of one trial; the others show all, or choose for themselves. */
export const ONE_TRIAL_VIEWS: ReadonlySet<ResultTab> = new Set([
  "tree",
  "timeline",
  "breakdown",
  "output",
  "files",
  "log",
]);

/** What a view needs and none of these trials has. @param trials those that it shows */
export function missingFor(tab: ResultTab, trials: readonly Trial[]): readonly RecordedPart[] {
  if (trials.length === 0) return [];
  return VIEW_NEEDS[tab].filter((part) => trials.every(({ lacks }) => lacks.includes(part)));
}
