import { loaded } from "@/components/ui/loaded";
import { Spinner } from "@/components/ui/spinner";

/** With its chart, so that one does not wait for the other. */
function loadCompare() {
  void import("@/components/results/compare/compare-chart").catch(() => undefined);
  return import("@/components/results/compare/compare-view");
}

export const LOADING = <Spinner label="Loading…" className="p-4" />;

/** Each view is loaded when it is first shown: the page needs no charts and trees to start. */
export const CompareView = loaded(loadCompare, LOADING);
export const CompareRunsView = loaded(() => import("@/components/results/history/compare-runs-view"));
export const RefereeView = loaded(() => import("@/components/results/referee/referee-view"));
export const RecordView = loaded(() => import("@/components/results/record/record-view"), LOADING);
export const HistoryList = loaded(
  () => import("@/components/results/history/history-list"),
  <Spinner label="Loading…" />,
);
export const ActiveNumbers = loaded(() => import("./active-numbers"), LOADING);
export const BreakdownView = loaded(() => import("@/components/results/breakdown/breakdown-view"), LOADING);
export const OutputView = loaded(() => import("@/components/results/output/output-view"), LOADING);
export const ArtifactsView = loaded(() => import("@/components/results/artifacts/artifacts-view"), LOADING);
export const LogView = loaded(() => import("@/components/results/log/log-view"), LOADING);
export const FailurePanel = loaded(() => import("@/components/results/failure/failure-panel"));
export const NotRecorded = loaded(() => import("@/components/results/shared/query/not-recorded"));
/** With the view inside it, so that one does not wait for the other. */
export const ActiveTree = loaded(async () => {
  const [{ ActiveTree }] = await Promise.all([
    import("./active-spans"),
    import("@/components/results/tree/tree-view"),
  ]);
  return { default: ActiveTree };
}, LOADING);
/** With the view inside it. */
export const ActivePlay = loaded(async () => {
  const [{ ActivePlay }] = await Promise.all([
    import("./active-play"),
    import("@/components/results/play/play-view"),
  ]);
  return { default: ActivePlay };
}, LOADING);
export const ActiveTimeline = loaded(async () => {
  const [{ ActiveTimeline }] = await Promise.all([
    import("./active-spans"),
    import("@/components/results/timeline/timeline-view"),
  ]);
  return { default: ActiveTimeline };
}, LOADING);
