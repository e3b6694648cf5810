"use client";

import { ChartColumn } from "lucide-react";
import { lazy, Suspense, useMemo } from "react";
import { ChartFrame } from "@/components/results/chart/chart-frame";
import { PartsLegend } from "@/components/results/span/parts-legend";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount } from "@/lib/playground/format";
import type { ExperimentProgress } from "@/lib/playground/results";
import type { Report } from "@/lib/protocol/report";
import type { Strategy } from "@/lib/trace/rows";
import { type Bar, barsOf, chartHeight } from "./bars";
import { compareTable } from "./compare-table";
import { findingOf } from "./finding";

const CompareChart = lazy(() => import("./compare-chart"));

export interface CompareViewProps {
  /** What there is so far. */
  readonly report: Report | undefined;
  /** Strategies of the run, in the order in which to show them. */
  readonly strategies: readonly Strategy[];
  /** Where a run that goes on stands; undefined when none does. */
  readonly progress?: ExperimentProgress | undefined;
  /** ms below which no schedule can come, for the ideal line. */
  readonly idealMs?: number | undefined;
}

function waitingText(bar: Bar, progress: ExperimentProgress | undefined): string {
  if (!progress) return "not run";
  if (progress.strategy !== bar.strategy) return "waiting for its turn";
  return progress.total > 0
    ? `running: ${formatCount(progress.done)} of ${formatCount(progress.total)}`
    : "running";
}

/** Which strategy took how long, and where the time went. */
export function CompareView({ report, strategies, progress, idealMs }: CompareViewProps) {
  const has = report?.strategies.some((each) => each.rounds.length > 0) ?? false;
  const finding = useMemo(() => (report ? findingOf(report) : undefined), [report]);
  const table = useMemo(() => (report ? compareTable(report) : undefined), [report]);
  const bars = useMemo(() => barsOf(report, strategies), [report, strategies]);
  if (!progress && !has) {
    return (
      <EmptyState icon={<ChartColumn />} title="Nothing measured yet">
        Run the program to see how long each strategy takes, and where the time goes.
      </EmptyState>
    );
  }
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto p-4">
      <ChartFrame
        title={
          progress && (!has || bars.some((bar) => !bar.report))
            ? "Measuring…"
            : (finding?.title ?? "Measuring…")
        }
        sentence={
          has && !(progress && bars.some((bar) => !bar.report))
            ? finding?.sentence
            : "Each strategy runs the same program on real workers."
        }
        legend={<PartsLegend />}
        table={table ?? { caption: "Strategies compared", columns: [], rows: [] }}
        tableOpen
        fileName={`${report?.program.name ?? "fanout"}-compare`}
        actions={report && <CopyButton label="Copy results" text={() => JSON.stringify(report, null, 2)} />}
      >
        <Suspense fallback={<div style={{ height: chartHeight(bars.length) }} />}>
          <CompareChart bars={bars} ideal={idealMs} waiting={(bar) => waitingText(bar, progress)} />
        </Suspense>
      </ChartFrame>
    </div>
  );
}
