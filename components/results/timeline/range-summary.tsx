import { X } from "lucide-react";
import { useCallback, useMemo } from "react";
import { useQuery } from "@/components/results/shared/query/use-query";
import { IconButton } from "@/components/ui/icon-button";
import { FLOAT } from "@/components/ui/layer";
import { rangeTotals } from "@/lib/analysis/time/range";
import { formatCount, formatDuration, formatNumber, formatPlural } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import type { Trace } from "@/lib/trace/trace";
import { percentText, type Range } from "./range";

const SHOWN_NAME = 40;

interface RangeSummaryProps {
  readonly trace: Trace;
  readonly range: Range;
  readonly onClear: () => void;
}

/** What ran in the selected range. */
export function RangeSummary({ trace, range, onClear }: RangeSummaryProps) {
  const { from, to } = range;
  const traces = useMemo(() => [trace], [trace]);
  const inline = useCallback((each: Trace) => rangeTotals(each, from, to), [from, to]);
  const { value, missing } = useQuery(traces, { type: "range", from, to } as const, { inline });
  const length = to - from;
  return (
    <section
      aria-label="Selected range"
      className={`${FLOAT} absolute top-8 right-3 max-w-72 border px-3 py-2 text-sm`}
    >
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 font-medium">
          {formatDuration(from)} to {formatDuration(to)}
        </h3>
        <IconButton label="Clear range" keys="Esc" onClick={onClear}>
          <X />
        </IconButton>
      </div>
      {missing.length > 0 && <p className="text-muted">The recording has no times of tasks.</p>}
      {value && value.from === from && value.to === to && (
        <div role="status">
          <p>
            {formatDuration(length)}: {formatPlural(value.bodies, "task attempt")}
            {value.failed > 0 && `, ${formatCount(value.failed)} failed`}
          </p>
          <p>
            {formatNumber(value.bodyMs / length)} running on average
            {trace.workers > 0 &&
              `, ${percentText(value.bodyMs / length / trace.workers)} of ${formatPlural(trace.workers, "worker")}`}
          </p>
          {!Number.isNaN(value.medianMs) && (
            <p>Median of those that ended: {formatDuration(value.medianMs)}</p>
          )}
          {value.startMs > 0 && <p>Worker start: {formatDuration(value.startMs)}</p>}
          {value.tasks.length > 0 && (
            <table className="mt-1 w-full text-muted">
              <tbody>
                {value.tasks.map(({ name, bodies, ms }) => (
                  <tr key={name}>
                    <td className="max-w-36 truncate pr-3">
                      <bdi>{tameText(name, SHOWN_NAME)}</bdi>
                    </td>
                    <td className="pr-3 text-right">{formatCount(bodies)}</td>
                    <td className="text-right">{formatDuration(ms)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      )}
    </section>
  );
}
