import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import { loaded } from "@/components/ui/loaded";
import type { Advice } from "@/lib/analysis/advice/advice";
import { formatDuration, formatList } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import { durationTable, durationTitle, relativeDurations } from "./duration-data";

const DurationChart = loaded(() => import("./duration-chart"));
const HEIGHT_PX = 260;

interface DurationsProps {
  readonly advice: Advice;
  /** The one to use. */
  readonly strategy: StrategyName | undefined;
  /** Which program, which machine: under what is exported. */
  readonly source: string | undefined;
}

/** @returns whether there is something to show: one line alone is always ahead */
export const hasDurations = ({ durations }: Advice): boolean =>
  durations !== undefined && relativeDurations(durations).strategies.length > 1;

/** How the strategies would compare with shorter and longer items. */
export function Durations({ advice, strategy, source }: DurationsProps) {
  const { durations } = advice;
  if (!durations) return null;
  const { task, itemMs, trusted, crossovers } = durations;
  const doubtful = advice.columns.map((column) => column.strategy).filter((name) => !trusted.includes(name));
  return (
    <ChartFrame
      title={durationTitle(durations, strategy)}
      sentence={
        <>
          How the strategies compare with shorter and longer items of {task}. Simulated from this run; an item
          took {formatDuration(itemMs)}.
          {doubtful.length > 0 && ` The simulation is more than 15% off for ${formatList(doubtful)}.`}
        </>
      }
      legend={
        crossovers.length > 0 && (
          <p className="inline-flex items-center gap-1.5 text-muted text-sm">
            <span aria-hidden className="keep-colors size-2.5 rounded-full border-2 border-accent" /> Both
            strategies take equally long
          </p>
        )
      }
      marks={[{ label: "Both strategies take equally long", color: "accent", shape: "dot" }]}
      source={`Simulated from a run with items of ${formatDuration(itemMs)}.${source ? ` ${source}` : ""}`}
      table={durationTable(durations)}
      fileName="item-duration"
    >
      <DurationChart meanwhile={<div style={{ height: HEIGHT_PX }} />} data={durations} chosen={strategy} />
    </ChartFrame>
  );
}
