"use client";

import { lazy } from "react";

/** Each view is loaded when it is first shown: the page needs no charts and trees to start. */
export const CompareView = lazy(() =>
  import("@/components/results/compare/compare-view").then((view) => ({ default: view.CompareView })),
);
export const CompareRunsView = lazy(() =>
  import("@/components/results/history/compare-runs-view").then((view) => ({
    default: view.CompareRunsView,
  })),
);
export const HistoryList = lazy(() =>
  import("@/components/results/history/history-list").then((view) => ({ default: view.HistoryList })),
);
export const AdviceView = lazy(() =>
  import("@/components/results/advice/advice-view").then((view) => ({ default: view.AdviceView })),
);
export const ScaleView = lazy(() =>
  import("@/components/results/scale/scale-view").then((view) => ({ default: view.ScaleView })),
);
export const TreeView = lazy(() =>
  import("@/components/results/tree/tree-view").then((view) => ({ default: view.TreeView })),
);
export const TimelineView = lazy(() =>
  import("@/components/results/timeline/timeline-view").then((view) => ({ default: view.TimelineView })),
);
export const BreakdownView = lazy(() =>
  import("@/components/results/breakdown/breakdown-view").then((view) => ({ default: view.BreakdownView })),
);
export const OutputView = lazy(() =>
  import("@/components/results/output/output-view").then((view) => ({ default: view.OutputView })),
);
export const ArtifactsView = lazy(() =>
  import("@/components/results/artifacts/artifacts-view").then((view) => ({ default: view.ArtifactsView })),
);
export const NotInRecording = lazy(() => import("./not-in-recording"));
export const LogView = lazy(() =>
  import("@/components/results/log/log-view").then((view) => ({ default: view.LogView })),
);
export const SpanDetail = lazy(() =>
  import("@/components/results/shared/span/span-detail").then((view) => ({ default: view.SpanDetail })),
);
export const FailurePanel = lazy(() =>
  import("@/components/results/failure/failure-panel").then((view) => ({ default: view.FailurePanel })),
);
