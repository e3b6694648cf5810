import type { Need } from "@/lib/analysis/needs";
import type { Trial } from "../run/run";
import type { ResultTab } from "./slices/view-slice";

/** Views of one trial; the others show all, or choose for themselves. */
export const ONE_TRIAL_VIEWS: ReadonlySet<ResultTab> = new Set([
  "tree",
  "timeline",
  "breakdown",
  "output",
  "files",
  "log",
]);

const SPAN_VIEWS: ReadonlySet<ResultTab> = new Set(["tree", "timeline", "play", "breakdown"]);

/**
 * What a view needs and none of these trials has, as far as that can be told without reading the times of spans:
 * `lib/analysis/needs.ts` does that for each question.
 *
 * @param trials those that it shows
 */
export function missingFor(tab: ResultTab, trials: readonly Trial[]): readonly Need[] {
  if (trials.length === 0) return [];
  if (SPAN_VIEWS.has(tab) && trials.every(({ trace }) => trace === undefined)) return ["spans"];
  const lacksLog = ({ report, trace }: Trial): boolean =>
    report.logs.lines > 0 && (trace?.logs.length ?? 0) === 0;
  return tab === "log" && trials.every(lacksLog) ? ["log lines"] : [];
}
