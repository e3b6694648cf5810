"use client";

import { ChartBarStacked } from "lucide-react";
import { useMemo, useState } from "react";
import { ChartFrame } from "@/components/results/chart/chart-frame";
import { PartsBars } from "@/components/results/chart/parts-bars";
import { PartsLegend } from "@/components/results/span/parts-legend";
import { EmptyState } from "@/components/ui/empty-state";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { breakdownOf } from "@/lib/analysis/breakdown";
import { totalsByTask } from "@/lib/analysis/by-task";
import { durationScale } from "@/lib/playground/format";
import type { Strategy } from "@/lib/trace/rows";
import type { Trace } from "@/lib/trace/trace";
import { byTask, byWorker } from "./rows";

export interface BreakdownViewProps {
  readonly strategy: Strategy | undefined;
  readonly trace: Trace | undefined;
  readonly running?: boolean;
}

/** Where the time went: by lane, or by task. */
export function BreakdownView({ strategy, trace, running = false }: BreakdownViewProps) {
  const [by, setBy] = useState<"worker" | "task">("worker");
  const divided = useMemo(() => {
    if (!trace || running || trace.count === 0) return undefined;
    return by === "worker" ? byWorker(breakdownOf(trace), trace.wallMs) : byTask(totalsByTask(trace));
  }, [trace, running, by]);
  if (!divided || !strategy) {
    return (
      <EmptyState icon={<ChartBarStacked />} title={running ? "Still running" : "Nothing recorded yet"}>
        {running
          ? "Where the time went is worked out when the run is done."
          : "Run the program to see where its time goes."}
      </EmptyState>
    );
  }
  const scale = durationScale([divided.end]);
  return (
    <div className="h-full overflow-y-auto p-4">
      <ChartFrame
        title={divided.title}
        sentence={divided.sentence}
        legend={<PartsLegend parts={by === "worker" ? undefined : ["compute", "transfer", "queue"]} />}
        table={divided.table}
        tableOpen
        fileName={`${strategy}-${by}s`}
        actions={
          <ToggleGroup
            label="Divide"
            value={by}
            onChange={setBy}
            options={[
              { value: "worker", label: "By worker" },
              { value: "task", label: "By task" },
            ]}
          />
        }
      >
        <PartsBars
          label={`${divided.title}. ${divided.sentence}`}
          rows={divided.bars}
          end={divided.end}
          formatTick={scale.formatTick}
          unit={{ name: scale.unit, size: scale.size }}
        />
      </ChartFrame>
    </div>
  );
}
