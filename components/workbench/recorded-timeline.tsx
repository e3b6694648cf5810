"use client";

import { useMemo, useState } from "react";
import { TimelineView } from "@/components/results/timeline/timeline-view";
import { recordedTrace } from "@/components/results/tree/recorded-trace";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";

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
  const traces = useMemo(() => {
    const known = new Map<StrategyName, Trace>();
    for (const part of report.strategies) {
      const trace = recordedTrace(part, { workers: report.settings.workers });
      if (trace) known.set(part.strategy, trace);
    }
    return known;
  }, [report]);
  const [selected, select] = useState<number>();
  return (
    <TimelineView
      shown={shown}
      traces={traces}
      runKey={`recorded ${shown}`}
      selected={selected}
      onSelect={(strategy, row) => {
        onShow(strategy);
        select(row);
      }}
    />
  );
}
