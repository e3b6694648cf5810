"use client";

import { useMemo, useState } from "react";
import { TimelineView } from "@/components/results/timeline/timeline-view";
import { recordedTrace } from "@/components/results/tree/recorded-trace";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";

/** The spans that came with a link, each with its start, its end and its worker: as much as a report holds of them. */
export default function RecordedTimeline({
  report,
  shown,
  onShow,
}: {
  readonly report: Report;
  readonly shown: StrategyName;
  readonly onShow: (strategy: StrategyName) => void;
}) {
  const traces = useMemo(
    () =>
      report.strategies.flatMap((part) => recordedTrace(part, { workers: report.settings.workers }) ?? []),
    [report],
  );
  const [selected, select] = useState<number>();
  return (
    <TimelineView
      trace={traces.find(({ info }) => info.strategy === shown)}
      others={traces.filter(({ info }) => info.strategy !== shown)}
      runKey={`recorded ${shown}`}
      selected={selected}
      onSelect={(trialId, row) => {
        const strategy = traces.find(({ info }) => info.trialId === trialId)?.info.strategy;
        if (strategy) onShow(strategy);
        select(row);
      }}
    />
  );
}
