"use client";

import { useMemo, useState } from "react";
import { TimelineView } from "@/components/results/timeline/timeline-view";
import { recordedTrace } from "@/lib/app/run/recorded-trace";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";
import type { Lane } from "@/lib/protocol/rows";
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
      const trace = recordedTrace(part);
      if (trace)
        known.set(part.strategy, { ...trace, lanes: lanesOf(trace), workers: report.settings.workers });
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

/** Number of the lane in which the entry runs. */
const DRIVER = 0;

/** A report does not say when its workers started: they stand from their first span to the end of their last one. */
function lanesOf({ worker, started, ended, strategy }: Trace): readonly Lane[] {
  const lanes = new Map<number, Lane>();
  const isDynamic = STRATEGIES[strategy[0] ?? -1] === "dynamic";
  worker.forEach((lane, row) => {
    const from = started[row] ?? Number.NaN;
    const to = ended[row] ?? Number.NaN;
    if (lane < 0 || Number.isNaN(from) || Number.isNaN(to)) return;
    const known = lanes.get(lane);
    const begin = Math.min(from, known?.requested ?? from);
    lanes.set(lane, {
      lane,
      role: lane === DRIVER ? "driver" : isDynamic ? "op" : "pool",
      label: "",
      requested: begin,
      ready: begin,
      ended: Math.max(to, known?.ended ?? to),
    });
  });
  return [...lanes.values()].sort((a, b) => a.lane - b.lane);
}
