"use client";

import { useMemo, useState } from "react";
import { TreeView } from "@/components/results/tree/tree-view";
import { recordedTrace } from "@/lib/app/run/recorded-trace";
import type { StrategyReport } from "@/lib/protocol/report";

/** The tree that came with a link: as much as a report holds of it. */
export default function RecordedTree({ report }: { readonly report: StrategyReport }) {
  const trace = useMemo(() => recordedTrace(report), [report]);
  const [selected, select] = useState<number>();
  return (
    <TreeView trace={trace} runKey={`recorded ${report.strategy}`} selected={selected} onSelect={select} />
  );
}
