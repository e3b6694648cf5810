import { useState } from "react";
import { labelAt } from "@/components/results/shared/span/span";
import { useRowHeight } from "@/components/results/shared/virtual-list/use-row-height";
import { useRows } from "@/components/results/shared/virtual-list/use-rows";
import { Select } from "@/components/ui/select";
import { durationScale, formatCount, formatPlural } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import type { Trace } from "@/lib/trace/trace";
import { type Arrival, arrivedAt } from "./arrival";

const GRID = "grid h-tree grid-cols-[4rem_5rem_minmax(0,1fr)_minmax(0,1fr)] items-center gap-2 px-3";

export interface ArrivalListProps {
  readonly trace: Trace;
  readonly arrivals: readonly Arrival[];
  readonly onSelect: (row: number) => void;
}

export function ArrivalList({ trace, arrivals, onSelect }: ArrivalListProps) {
  const [chosen, setChosen] = useState(0);
  const arrival = arrivals[Math.min(chosen, arrivals.length - 1)];
  const rows = useRows({ count: arrival?.rows.length ?? 0, rowHeight: useRowHeight() });
  const scale = durationScale([trace.wallMs]);
  if (!arrival) return null;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 px-3 py-1.5 text-muted">
        {arrivals.length > 1 && (
          <Select
            label="Map"
            value={String(chosen)}
            onChange={(value) => setChosen(Number(value))}
            options={arrivals.slice(0, 500).map(({ map, rows: items }, at) => ({
              value: String(at),
              label: `${labelAt(trace, map)}, ${formatPlural(items.length, "item")}`,
            }))}
          />
        )}
        <span>Items in the order in which their results arrived.</span>
      </div>
      <div className={`${GRID} border-y bg-subtle text-muted text-sm`}>
        <span className="text-right">Arrived</span>
        <span className="text-right">Time ({scale.unit})</span>
        <span>Item</span>
        <span>Result</span>
      </div>
      <div ref={rows.scroller} className="min-h-0 flex-1 overflow-y-auto">
        <div className="relative overflow-hidden" style={{ height: rows.spacer }}>
          <ol className="absolute inset-x-0" style={{ top: rows.top }}>
            {Array.from(arrival.rows.subarray(rows.first, rows.last), (row, offset) => (
              <li key={row}>
                <button
                  type="button"
                  onClick={() => onSelect(row)}
                  className={`${GRID} -outline-offset-2 w-full text-left hover:bg-hover`}
                >
                  <span className="text-right text-muted">{formatCount(rows.first + offset + 1)}</span>
                  <span className="text-right">{scale.formatFine(arrivedAt(trace, row))}</span>
                  <bdi className="truncate">{tameText(labelAt(trace, row), 300)}</bdi>
                  <bdi className="truncate font-mono text-muted">
                    {tameText(trace.notes.get(row)?.result ?? "", 300)}
                  </bdi>
                </button>
              </li>
            ))}
          </ol>
        </div>
      </div>
    </div>
  );
}
