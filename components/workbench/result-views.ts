import { lazy } from "react";

/** Each view is loaded when it is first shown: the page needs no charts and trees to start. */
export const CompareView = lazy(() => {
  // Asked for with the view, not after it.
  void import("@/components/results/compare/compare-chart").catch(() => undefined);
  return import("@/components/results/compare/compare-view");
});
export const CompareRunsView = lazy(() => import("@/components/results/history/compare-runs-view"));
export const HistoryList = lazy(() => import("@/components/results/history/history-list"));
export const ActiveNumbers = lazy(() => import("./active-numbers"));
export const BreakdownView = lazy(() => import("@/components/results/breakdown/breakdown-view"));
export const OutputView = lazy(() => import("@/components/results/output/output-view"));
export const ArtifactsView = lazy(() => import("@/components/results/artifacts/artifacts-view"));
export const LogView = lazy(() => import("@/components/results/log/log-view"));
export const FailurePanel = lazy(() => import("@/components/results/failure/failure-panel"));
export const NotRecorded = lazy(() => import("@/components/results/shared/query/not-recorded"));
/** With the view inside it, so that one does not wait for the other. */
export const ActiveTree = lazy(async () => {
  const [{ ActiveTree }] = await Promise.all([
    import("./active-spans"),
    import("@/components/results/tree/tree-view"),
  ]);
  return { default: ActiveTree };
});
export const ActiveTimeline = lazy(async () => {
  const [{ ActiveTimeline }] = await Promise.all([
    import("./active-spans"),
    import("@/components/results/timeline/timeline-view"),
  ]);
  return { default: ActiveTimeline };
});
