import { useId } from "react";
import { hatchFill, ReusedPattern } from "@/components/results/shared/chart/hatch";
import { PartsLegend } from "@/components/results/shared/span/parts-legend";
import { Term } from "@/components/ui/term";
import type { Answer } from "@/lib/analysis/advice/answer";
import { formatDuration, formatPlural } from "@/lib/base/format";

interface ChartLegendProps {
  readonly ideal: Answer["ideal"];
  readonly workers: number | undefined;
  /** Each strategy has several. */
  readonly hasRounds: boolean;
  /** Some trial took results from an earlier run. */
  readonly hasReused: boolean;
}

/** What every mark of the chart is. */
export function ChartLegend({ ideal, workers, hasRounds, hasReused }: ChartLegendProps) {
  const pattern = useId();
  return (
    <div className="flex flex-col gap-1 text-muted text-sm">
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        <PartsLegend />
        {hasRounds && (
          <p className="inline-flex items-center gap-1.5">
            <svg aria-hidden width="10" height="10" className="keep-colors">
              <circle cx="5" cy="5" r="3" className="fill-surface stroke-text" />
            </svg>
            <Term name="round">One round</Term>
          </p>
        )}
        {hasReused && (
          <p className="inline-flex items-center gap-1.5">
            <svg aria-hidden width="20" height="10" className="keep-colors">
              <defs>
                <ReusedPattern id={pattern} />
              </defs>
              <rect width="20" height="10" fill="var(--compute)" />
              <rect width="20" height="10" fill={hatchFill(pattern)} />
            </svg>
            Some results were reused: that work was not done
          </p>
        )}
        {ideal && workers !== undefined && (
          <p className="inline-flex items-center gap-1.5">
            <span aria-hidden className="keep-colors h-3 border-text border-l border-dashed" />
            <span>
              {formatPlural(workers, "worker")}, <Term name="no overhead">no overhead</Term>:{" "}
              {formatDuration(ideal.ms)}
            </span>
          </p>
        )}
      </div>
      <p>A bar is the total time, divided by what the workers did on average.</p>
    </div>
  );
}
