import { ChartBarStacked } from "lucide-react";
import { useMemo, useState } from "react";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import { PartsBars } from "@/components/results/shared/chart/parts-bars";
import NotRecorded from "@/components/results/shared/query/not-recorded";
import { useQuery } from "@/components/results/shared/query/use-query";
import { partMarks, partWordsOf } from "@/components/results/shared/span/parts";
import { PartsLegend } from "@/components/results/shared/span/parts-legend";
import { EmptyState } from "@/components/ui/empty-state";
import { Spinner } from "@/components/ui/spinner";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { totalsByTask } from "@/lib/analysis/report/by-task";
import { breakdownOf } from "@/lib/analysis/time/breakdown";
import { capitalize, durationScale, formatPlural } from "@/lib/base/format";
import type { Trace } from "@/lib/trace/trace";
import { byTask, byWorker } from "./rows";

export interface BreakdownViewProps {
  readonly label: string | undefined;
  readonly trace: Trace | undefined;
  readonly running?: boolean;
  /** Which program, which machine: under what is exported. */
  readonly source?: string | undefined;
  /** What is to be known of its times. */
  readonly marks?: readonly string[] | undefined;
}

const TASK_PARTS = ["compute", "transfer", "queue"] as const;

type By = "worker" | "task";

function useDivision(trace: Trace | undefined, by: By) {
  const traces = trace && [trace];
  const workers = useQuery(by === "worker" ? traces : undefined, WORKERS, { inline: breakdownOf });
  const tasks = useQuery(by === "task" ? traces : undefined, TASKS, { inline: totalsByTask });
  const words = partWordsOf(trace);
  const wallMs = workers.traces[0]?.wallMs;
  const orchestrator = workers.traces[0]?.record?.held.orchestrator;
  const divided = useMemo(() => {
    if (workers.value && wallMs !== undefined) return byWorker(workers.value, wallMs, words, orchestrator);
    return tasks.value && byTask(tasks.value, words);
  }, [workers.value, wallMs, orchestrator, tasks.value, words]);
  const problem = workers.problem ?? tasks.problem;
  if (problem !== undefined) throw new Error(problem);
  return { divided, missing: [...workers.missing, ...tasks.missing] };
}
const WORKERS = { type: "breakdown" } as const;
const TASKS = { type: "tasks" } as const;

export default function BreakdownView({
  label,
  trace,
  running = false,
  source,
  marks = [],
}: BreakdownViewProps) {
  const [by, setBy] = useState<By>("worker");
  const isThere = trace !== undefined && !running && trace.count > 0;
  const { divided, missing } = useDivision(isThere ? trace : undefined, by);
  if (missing.length > 0) return <NotRecorded missing={missing} />;
  if (isThere && !divided)
    return <Spinner label={`Loading ${formatPlural(trace.count, "span")}…`} className="p-4" />;
  if (!divided || !label) {
    return (
      <EmptyState icon={<ChartBarStacked />} title={running ? "Still running" : "No results yet"}>
        {running
          ? "The breakdown appears when the run finishes."
          : "Run the program to see where the time goes."}
      </EmptyState>
    );
  }
  const scale = durationScale([divided.end]);
  return (
    <div className="h-full overflow-y-auto p-4">
      <ChartFrame
        title={divided.title}
        sentence={
          marks.length > 0 ? `${divided.sentence} ${capitalize(marks.join(", "))}.` : divided.sentence
        }
        legend={<PartsLegend parts={by === "worker" ? undefined : TASK_PARTS} words={partWordsOf(trace)} />}
        marks={partMarks(by === "worker" ? undefined : TASK_PARTS, partWordsOf(trace))}
        source={source}
        table={divided.table}
        tableOpen
        fileName={`${label}-${by}s`}
        actions={
          <ToggleGroup
            label="Group by"
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
