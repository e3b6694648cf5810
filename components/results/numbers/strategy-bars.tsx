import { useId } from "react";
import { ticksTo } from "@/components/results/shared/chart/ticks";
import { useWidth } from "@/components/results/shared/chart/use-width";
import { durationScale, formatLongDuration } from "@/lib/base/format";
import type { Estimate, Part, StrategyEstimate } from "@/lib/estimate/outcome";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import { costText } from "./bars-data";
import { labelOf, PARTS, strategyPhrase } from "./words";

/** px */
const ROW_HEIGHT = 60;
const BAR_TOP = 22;
const BAR_HEIGHT = 14;
const AXIS_HEIGHT = 22;
const RIGHT = 12;
const NARROW = 480;
/** Of the sign before a name. */
const SIGN = 19;

/** A bar longer than so many times the fastest is cut: it would flatten all others. */
const CUT_AT = 4;

/** The data colors of the parts; rework is drawn as hatched work. */
const COLORS: Readonly<Record<Exclude<Part, "rework">, string>> = {
  work: "var(--compute)",
  message: "var(--transfer)",
  queue: "var(--queue)",
  start: "var(--spawn)",
};

export const barsHeight = (rows: number): number => rows * ROW_HEIGHT + AXIS_HEIGHT;

interface StrategyBarsProps {
  readonly estimate: Estimate;
  readonly rows: readonly StrategyEstimate[];
}

/** A bar per strategy, divided into its parts, with its band and its cost. */
export function StrategyBars({ estimate, rows }: StrategyBarsProps) {
  const id = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const height = barsHeight(rows.length);
  const fastest = Math.min(...rows.map(({ wallMs }) => wallMs).filter((ms) => ms > 0));
  const longest = Math.max(
    0,
    ...rows.flatMap(({ wallMs, highMs }) => (wallMs <= fastest * CUT_AT ? [highMs] : [])),
  );
  // 30 h are read better than 1.25 d.
  const scale = durationScale([longest / 2.5]);
  const ticks = ticksTo(longest, width < 450 ? 3 : 6, scale.size);
  const most = ticks.at(-1) ?? 1;
  const x = (ms: number): number => (Math.min(ms, most) / most) * Math.max(1, width - RIGHT);
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <svg
          data-chart
          width={width}
          height={height}
          role="img"
          aria-label="Simulated time of each strategy; the table has the figures"
          className="keep-colors block"
        >
          <defs>
            <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="5" height="5" fill="var(--surface)" />
              <rect width="2.5" height="5" fill="var(--compute)" />
            </pattern>
          </defs>
          {ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${x(tick) + 0.5} 0V${height - AXIS_HEIGHT}`} className="stroke-grid" />
              <text
                x={x(tick)}
                y={height - 6}
                textAnchor={tick === 0 ? "start" : x(tick) > width - 30 ? "end" : "middle"}
                className="fill-muted text-sm"
              >
                {scale.formatTick(tick)} {scale.unit}
              </text>
            </g>
          ))}
          {rows.map((row, at) => (
            <g key={row.strategy} transform={`translate(0 ${at * ROW_HEIGHT})`}>
              <Row row={row} estimate={estimate} x={x} most={most} width={width} hatch={id} />
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: StrategyEstimate;
  readonly estimate: Estimate;
  readonly x: (ms: number) => number;
  readonly most: number;
  readonly width: number;
  readonly hatch: string;
}

function Row({ row, estimate: { numbers, decision }, x, most, width, hatch }: RowProps) {
  const isTaken = row.strategy === decision.take;
  let from = 0;
  const end = x(row.wallMs);
  const middle = BAR_TOP + BAR_HEIGHT / 2;
  return (
    <>
      <path
        d={STRATEGY_TEXTS[row.strategy].sign}
        transform="translate(0 4) scale(0.875)"
        className="fill-none stroke-text"
        strokeWidth={1.4}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <text x={SIGN} y={15} className="fill-text text-base">
        <tspan className={isTaken ? "font-semibold" : ""}>{labelOf(row.strategy)}</tspan>
        <tspan className="fill-muted"> {strategyPhrase(row.strategy, numbers)}</tspan>
      </text>
      <text x={width - RIGHT} y={15} textAnchor="end" className="fill-text font-semibold text-base">
        {formatLongDuration(row.wallMs)}
      </text>
      {PARTS.map((part) => {
        const ms = row.parts[part];
        if (!(ms > 0)) return null;
        const start = from;
        from += ms;
        if (x(start) >= x(most)) return null;
        return (
          <rect
            key={part}
            x={x(start)}
            y={BAR_TOP}
            width={Math.max(0.5, x(from) - x(start))}
            height={BAR_HEIGHT}
            fill={part === "rework" ? `url(#${hatch})` : COLORS[part]}
          />
        );
      })}
      {row.wallMs > most ? (
        <path
          d={`M${end - 14} ${BAR_TOP - 1}l-4 ${(BAR_HEIGHT + 2) / 2}l8 0l-4 ${(BAR_HEIGHT + 2) / 2}`}
          fill="none"
          stroke="var(--surface)"
          strokeWidth={3}
        />
      ) : (
        row.highMs > row.lowMs && (
          <path
            d={`M${x(row.lowMs)} ${middle}H${x(row.highMs)}M${x(row.lowMs)} ${middle - 4}v8M${x(row.highMs)} ${middle - 4}v8`}
            stroke="var(--text)"
            strokeWidth={1.5}
            style={{ paintOrder: "stroke" }}
          />
        )
      )}
      <text y={BAR_TOP + BAR_HEIGHT + 15} className="fill-muted text-sm">
        {costText(row, numbers, width < NARROW)}
      </text>
    </>
  );
}
