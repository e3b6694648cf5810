"use client";

import { ChartBarStacked } from "lucide-react";
import { useState } from "react";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import { PartsBars } from "@/components/results/shared/chart/parts-bars";
import { partMarks } from "@/components/results/shared/span/parts";
import { PartsLegend } from "@/components/results/shared/span/parts-legend";
import { type Derivation, useDerived } from "@/components/results/shared/virtual-list/use-derived";
import { EmptyState } from "@/components/ui/empty-state";
import { Spinner } from "@/components/ui/spinner";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { totalsByTask } from "@/lib/analysis/report/by-task";
import { breakdownOf } from "@/lib/analysis/time/breakdown";
import { durationScale, formatPlural } from "@/lib/base/format";
import type { Trace } from "@/lib/trace/trace";
import { byTask, byWorker, type Divided } from "./rows";

export interface BreakdownViewProps {
  /** Of the trial. */
  readonly label: string | undefined;
  readonly trace: Trace | undefined;
  readonly running?: boolean;
  /** Which program, which machine: under what is exported. */
  readonly source?: string | undefined;
}

const TASK_PARTS = ["compute", "transfer", "queue"] as const;

type By = "worker" | "task";

const DIVISIONS: Readonly<Record<By, Derivation<Divided>>> = {
  worker: {
    here: (trace) => byWorker(breakdownOf(trace), trace.wallMs),
    ask: async (analyst, trace) =>
      byWorker(await analyst.about(trace, (api, of) => api.breakdown(of)), trace.wallMs),
  },
  task: {
    here: (trace) => byTask(totalsByTask(trace)),
    ask: async (analyst, trace) => byTask(await analyst.about(trace, (api, of) => api.tasks(of))),
  },
};

/** Where the time went: by lane, or by task. */
export default function BreakdownView({ label, trace, running = false, source }: BreakdownViewProps) {
  const [by, setBy] = useState<By>("worker");
  const isThere = trace !== undefined && !running && trace.count > 0;
  const derived = useDerived(isThere ? trace : undefined, false, DIVISIONS[by]);
  const divided = derived?.value;
  if (isThere && !divided)
    return <Spinner label={`Adding up ${formatPlural(trace.count, "span")}…`} className="p-4" />;
  if (!divided || !label) {
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
        legend={<PartsLegend parts={by === "worker" ? undefined : TASK_PARTS} />}
        marks={partMarks(by === "worker" ? undefined : TASK_PARTS)}
        source={source}
        table={divided.table}
        tableOpen
        fileName={`${label}-${by}s`}
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
