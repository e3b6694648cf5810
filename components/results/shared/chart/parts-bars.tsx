import { useId } from "react";
import { PART_ORDER, type PartName } from "@/components/results/shared/span/parts";
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
/** px of a letter of 13 px text, about. */
const LETTER_WIDTH = 7;
/** px after the longest bar: "100% compute", "10,000 calls". */
const FIGURE_WIDTH = 88;

export function PartsBars({ label, rows, end, formatTick, unit }: PartsBarsProps) {
  const hatch = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const longest = Math.max(0, ...rows.map((row) => row.label.length));
  const gutter = Math.min(width * 0.35, Math.max(56, longest * LETTER_WIDTH + 12));
  const room = Math.max(1, width - gutter - FIGURE_WIDTH);
  const ticks = ticksTo(end, room < 350 ? 3 : 6, unit.size);
  const most = ticks.at(-1) ?? 1;
  const x = (ms: number): number => gutter + (ms / most) * room;
  const height = rows.length * ROW_HEIGHT + AXIS_HEIGHT;
  const letters = Math.max(4, Math.floor((gutter - 12) / LETTER_WIDTH));
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
                  x={gutter - 8}
                  y={y + ROW_HEIGHT / 2}
                  dy="0.35em"
                  textAnchor="end"
                  className="fill-text text-base"
                >
                  {row.label.length > letters ? `${row.label.slice(0, letters - 1)}…` : row.label}
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
