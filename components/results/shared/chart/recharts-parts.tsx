import { FLOAT } from "@/components/ui/layer";

export const LABELS = { fill: "var(--muted)", fontSize: 12 };

export const AXIS = { type: "number", stroke: "var(--line-strong)", tick: LABELS, tickLine: false } as const;
export const LOG_AXIS = { ...AXIS, scale: "log" } as const;

export const TOOLTIP = { isAnimationActive: false, cursor: { stroke: "var(--line-strong)" } } as const;
export const PLAIN_LINE = { dot: false, isAnimationActive: false } as const;

interface ChartTipProps {
  readonly title: string;
  readonly rows: readonly (readonly [label: string, figure: string])[];
}

export function ChartTip({ title, rows }: ChartTipProps) {
  return (
    <div className={`${FLOAT} px-3 py-2`}>
      <div className="mb-1 font-medium">{title}</div>
      {rows.map(([label, figure]) => (
        <div key={label} className="flex justify-between gap-4">
          <span>{label}</span>
          <span>{figure}</span>
        </div>
      ))}
    </div>
  );
}
