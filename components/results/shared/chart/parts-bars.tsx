import { useId } from "react";
import { PART_ORDER, type PartName } from "@/components/results/shared/span/parts";
import { fitText, labelWidth } from "./fit-text";
import { HatchPattern, hatchFill } from "./hatch";
import { ticksTo } from "./ticks";
import { useWidth } from "./use-width";

export interface PartsRow {
  readonly key: string;
  readonly label: string;
  /** ms by part. */
  readonly parts: Readonly<Partial<Record<PartName, number>>>;
  readonly figure: string;
}

interface PartsBarsProps {
  readonly label: string;
  readonly rows: readonly PartsRow[];
  /** ms at the end of the axis. */
  readonly end: number;
  readonly formatTick: (ms: number) => string;
  readonly unit: { readonly name: string; readonly size: number };
}

/** px */
const ROW_HEIGHT = 24;
const BAR_HEIGHT = 14;
const AXIS_HEIGHT = 24;
/** px between a label and its bar. */
const LABEL_GAP = 8;
/** px after the longest bar: "100% compute", "10,000 calls". */
const FIGURE_WIDTH = 88;

export function PartsBars({ label, rows, end, formatTick, unit }: PartsBarsProps) {
  const hatch = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  // Not before it is laid out: there is no text to measure on a server.
  const longest = width > 0 ? Math.max(0, ...rows.map((row) => labelWidth(row.label))) : 0;
  const gutter = Math.min(width * 0.35, Math.max(56, longest + LABEL_GAP + 4));
  const room = Math.max(1, width - gutter - FIGURE_WIDTH);
  const ticks = ticksTo(end, room < 350 ? 3 : 6, unit.size);
  const most = ticks.at(-1) ?? 1;
  const x = (ms: number): number => gutter + (ms / most) * room;
  const height = rows.length * ROW_HEIGHT + AXIS_HEIGHT;
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <svg
          data-chart
          width={width}
          height={height}
          role="img"
          aria-label={label}
          className="keep-colors block"
        >
          <defs>
            <HatchPattern id={hatch} />
          </defs>
          {ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${x(tick)} 0V${height - AXIS_HEIGHT}`} className="stroke-grid" />
              <text x={x(tick)} y={height - 8} textAnchor="middle" className="fill-muted text-sm">
                {formatTick(tick)} {unit.name}
              </text>
            </g>
          ))}
          {rows.map((row, at) => {
            const y = at * ROW_HEIGHT;
            let from = 0;
            return (
              <g key={row.key}>
                <text
                  x={gutter - LABEL_GAP}
                  y={y + ROW_HEIGHT / 2}
                  dy="0.35em"
                  textAnchor="end"
                  className="fill-text text-base"
                >
                  {fitText(row.label, gutter - LABEL_GAP, labelWidth)}
                </text>
                {PART_ORDER.map((part) => {
                  const ms = row.parts[part] ?? 0;
                  if (!(ms > 0)) return null;
                  const start = from;
                  from += ms;
                  return (
                    <rect
                      key={part}
                      x={x(start)}
                      y={y + (ROW_HEIGHT - BAR_HEIGHT) / 2}
                      width={Math.max(0.5, x(start + ms) - x(start))}
                      height={BAR_HEIGHT}
                      fill={part === "idle" ? hatchFill(hatch) : `var(--${part})`}
                    />
                  );
                })}
                <text x={x(from) + 6} y={y + ROW_HEIGHT / 2} dy="0.35em" className="fill-muted text-sm">
                  {row.figure}
                </text>
              </g>
            );
          })}
        </svg>
      )}
    </div>
  );
}
